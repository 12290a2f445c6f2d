package winnow.app.ui.overview;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.EmptyState;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.viewer.text.Words;

/** Overview: key figures, sources and reasons on the left, length against score on the right. */
public final class OverviewView extends StackPane implements Screen {

    private final OverviewViewModel model;
    private final Words words;
    private final List<Command> commands;
    private final FiguresStrip figures;
    private final SourcesCard sources;
    private final ReasonsCard reasons;
    private final LengthCard length;
    private final VBox page;
    private final EmptyState nothing;

    /**
     * A view of {@code model}.
     *
     * @param ranking by what samples are ranked, on all screens
     * @param goOn shows the review
     */
    public OverviewView(OverviewViewModel model, ChosenRanking ranking, Desk desk, Runnable goOn) {
        this.model = model;
        this.words = desk.words();
        var none = Bindings.isNull(model.brushProperty());
        Command review = Command.of(
                        "review-marked", words.tr("Review these"), Group.EVERYWHERE, "Enter", model::reviewMarked)
                .when(none.not());
        Command clear = Command.of("clear-mark", words.tr("Clear"), Group.UNLISTED, "Esc", model::clear)
                .when(none.not());
        Command on = Command.of("go-on", words.tr("Go on reviewing"), Group.EVERYWHERE, "Mod+Enter", goOn);
        Command next = Command.of("next-ranking", words.tr("Next ranking"), Group.SEE, "O", ranking::next);
        this.commands = List.of(review, clear, on, next);
        this.figures = new FiguresStrip(words, on);
        this.sources = new SourcesCard(model, ranking, words);
        this.reasons = new ReasonsCard(words);
        this.length = new LengthCard(model, words);
        this.nothing = new EmptyState(
                "fth-bar-chart-2",
                words.tr("No samples yet"),
                words.tr("Bring in a dataset on the data screen, then score it."));
        this.page = new VBox(16, figures, new BrushStrip(model, words, clear, review), plots());
        page.getStyleClass().add("screen-column");
        setId("overview-screen");
        nothing.setVisible(false);
        page.setVisible(false);
        getChildren().addAll(page, nothing);
        ranking.choiceProperty().addListener((property, before, choice) -> {
            if (getScene() != null) { // else it is read when the screen is entered
                model.refresh();
            }
        });
        model.seenProperty().addListener((property, before, now) -> {
            if (now != null) {
                show(now);
            }
        });
    }

    private Node plots() {
        VBox left = new VBox(16, sources, reasons);
        VBox.setVgrow(sources, Priority.ALWAYS);
        left.setMinWidth(0);
        left.setPrefWidth(720);
        length.setPrefWidth(560);
        length.setMinWidth(360);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(length, Priority.ALWAYS);
        HBox plots = new HBox(16, left, length);
        VBox.setVgrow(plots, Priority.ALWAYS);
        return plots;
    }

    private void show(OverviewViewModel.Seen seen) {
        boolean any = seen.overview().counts().samples() > 0;
        nothing.setVisible(!any);
        page.setVisible(any);
        figures.show(seen.overview());
        sources.show(seen.overview());
        reasons.show(seen.overview());
        length.show(seen);
    }

    @Override
    public String id() {
        return "overview";
    }

    @Override
    public String title() {
        return words.tr("Overview");
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
        return List.of("review-marked", "go-on", "next-ranking");
    }

    @Override
    public void entered() {
        length.plot().requestFocus();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        return List.of(sources, length.plot());
    }
}
