package winnow.app.ui.data;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.viewer.text.Words;

/** Data screen: bringing files in on the left with what came of them, scoring on the right. */
public final class DataView extends BorderPane implements Screen {

    private final DataViewModel model;
    private final Desk desk;
    private final Words words;
    private final List<Command> commands;
    private final ScoreCard score;
    private final FilesCard files;

    /**
     * A view of {@code model}.
     *
     * @param toReview opens the review screen
     */
    public DataView(DataViewModel model, Desk desk, Runnable toReview) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.score = new ScoreCard(model, desk, toReview);
        Command choose =
                Command.of("choose-files", words.tr("Choose files"), Group.EVERYWHERE, "Mod+I", this::chooseFiles);
        Command folder = Command.of(
                "add-folder", words.tr("Add media folder"), Group.EVERYWHERE, "Mod+Shift+M", this::addFolder);
        Command bringIn = Command.of(
                        "import", words.tr("Import the chosen files"), Group.EVERYWHERE, "Mod+Enter", this::bringIn)
                .when(Bindings.isNotEmpty(model.drafts()));
        Command all = Command.of(
                        "score", words.tr("Score all samples"), Group.EVERYWHERE, "Mod+Shift+Enter", score::start)
                .when(score.possible());
        this.commands = List.of(choose, folder, bringIn, all);
        this.files = new FilesCard(model, words, choose, folder, bringIn);
        setId("data");
        score.wire(all);
        VBox left = new VBox(16, files, new DatasetsCard(model, words), new RejectsCard(model, words));
        left.getStyleClass().add("screen-column");
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("screen-scroll");
        setCenter(scroll);
        VBox right = new VBox(16, score);
        right.getStyleClass().addAll("screen-column", "side-column");
        setRight(right);
    }

    /** Asks for files and puts them on the list. */
    public void chooseFiles() {
        model.choose(desk.choosers().datasets());
    }

    private void addFolder() {
        desk.choosers().folder(words.tr("Add media folder")).ifPresent(model::addFolder);
    }

    private void bringIn() {
        model.importFiles();
        desk.toasts().done(words.tr("Importing. See the jobs for progress."));
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
        return commands;
    }

    @Override
    public List<String> hints() {
        return List.of("choose-files", "import", "score");
    }

    @Override
    public void entered() {
        requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(files, score);
    }
}
