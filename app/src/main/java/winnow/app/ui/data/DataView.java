package winnow.app.ui.data;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.store.data.Verdict;
import winnow.viewer.text.Words;

/**
 * Data screen: bringing files in on the left with what came of them; on the right one record as it is understood, or
 * scoring once everything is in.
 */
public final class DataView extends BorderPane implements Screen {

    private final DataViewModel model;
    private final Desk desk;
    private final Words words;
    private final List<Command> commands;
    private final ScoreCard score;
    private final FilesCard files;
    private final LedgerCard ledger;

    /**
     * Where the screen leads.
     *
     * @param toReview opens the review screen
     * @param undo takes the last decision back
     * @param redo decides again what was taken back
     */
    public record Ways(Runnable toReview, Runnable undo, Runnable redo) {}

    /** A view of {@code model}. */
    public DataView(DataViewModel model, Desk desk, Ways ways) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.score = new ScoreCard(model, desk, ways.toReview());
        Command choose =
                Command.of("choose-files", words.tr("Choose files"), Group.EVERYWHERE, "Mod+I", this::chooseFiles);
        Command folder = Command.of(
                "add-folder", words.tr("Add media folder"), Group.EVERYWHERE, "Mod+Shift+M", this::addFolder);
        Command bringIn = Command.of(
                        "import", words.tr("Import the chosen files"), Group.EVERYWHERE, "Mod+Enter", this::bringIn)
                .when(Bindings.isNotEmpty(model.imports().drafts()));
        Command all = Command.of(
                        "score", words.tr("Score all samples"), Group.EVERYWHERE, "Mod+Shift+Enter", score::start)
                .when(score.possible());
        Command check = Command.of("check", words.tr("Check the samples"), Group.EVERYWHERE, "Mod+Shift+C", this::check)
                .when(Bindings.isNotEmpty(model.datasets()));
        this.ledger = new LedgerCard(model, words, check);
        this.commands = new ArrayList<>(List.of(choose, folder, bringIn, check, all));
        commands.addAll(decisions(ways));
        this.files = new FilesCard(model.imports(), words, choose, folder, bringIn);
        setId("data");
        score.wire(all);
        setTop(new StepStrip(model, words));
        setCenter(left());
        setRight(right());
    }

    private List<Command> decisions(Ways ways) {
        return List.of(
                Command.of("prune-finding", words.tr("Prune this finding"), Group.DECIDE, "X", () -> {
                    ledger.decide(Verdict.PRUNE);
                }),
                Command.of("keep-finding", words.tr("Keep this finding"), Group.DECIDE, "K", () -> {
                    ledger.decide(Verdict.KEEP);
                }),
                Command.of("undo", words.tr("Undo"), Group.UNDO, "Z", ways.undo())
                        .or("Mod+Z"),
                Command.of("redo", words.tr("Redo"), Group.UNDO, "Shift+Z", ways.redo())
                        .or("Mod+Shift+Z"));
    }

    private Node left() {
        VBox left = new VBox(16, files, ledger, new DatasetsCard(model, words));
        left.getStyleClass().add("screen-column");
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("screen-scroll");
        return scroll;
    }

    /** One record while there are files to import; else the way on. */
    private Node right() {
        PreviewCard preview = new PreviewCard(model.imports(), desk);
        VBox.setVgrow(preview, Priority.ALWAYS);
        score.visibleProperty().bind(model.imports().seenProperty().isNull());
        score.managedProperty().bind(score.visibleProperty());
        VBox right = new VBox(16, preview, score);
        right.getStyleClass().addAll("screen-column", "side-column");
        return right;
    }

    /** Asks for files and puts them on the list. */
    public void chooseFiles() {
        model.imports().choose(desk.choosers().datasets());
    }

    private void addFolder() {
        desk.choosers().folder(words.tr("Add media folder")).ifPresent(model.imports()::addFolder);
    }

    private void bringIn() {
        model.imports().importFiles();
        desk.toasts().done(words.tr("Importing. See the jobs for progress."));
    }

    private void check() {
        model.ledger().check();
        desk.toasts().done(words.tr("Checking. See the jobs for progress."));
    }

    @Override
    public String id() {
        return "data";
    }

    @Override
    public String title() {
        return words.tr("Data");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public List<String> hints() {
        return List.of("choose-files", "import", "check", "prune-finding", "keep-finding", "score");
    }

    @Override
    public void entered() {
        requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(files, ledger, score);
    }
}
