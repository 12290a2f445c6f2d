package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.RowsAndThumbnails;
import winnow.app.ui.desk.Screen;
import winnow.store.data.Dataset;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.table.QueueList;
import winnow.viewer.text.Words;

/** Review screen: the queue on the left, the picture, the conversation on the right, the verdicts below. */
public final class ReviewView extends BorderPane implements Screen, ReviewCommands.Stage {

    private final ReviewViewModel model;
    private final Words words;
    private final ReviewCommands commands;
    private final QueueList list;
    private final QueuePane queue;
    private final StagePane stage;
    private final ScorePane score;
    private final ConversationPane conversation;
    private final VerdictBar verdicts;
    private final StackPane body = new StackPane();
    private final SplitPane split = new SplitPane();

    /**
     * A view of {@code model}.
     *
     * @param ways to the other screens
     */
    public ReviewView(ReviewViewModel model, Desk desk, ReviewWays ways) {
        this.model = model;
        this.words = desk.words();
        this.commands = new ReviewCommands(model, this, words);
        RowsAndThumbnails sources = new RowsAndThumbnails(desk.session(), desk.jobs(), model::run);
        this.list = new QueueList(words, sources, sources);
        this.queue = new QueuePane(model, list, words, this::focusStage);
        this.stage = new StagePane(model, words, this::command);
        this.score = new ScorePane(model, words);
        this.conversation = new ConversationPane(model, words, command("raw"));
        this.verdicts = new VerdictBar(words, this::command, this::focusStage);
        setId("review");
        ReviewStates states = new ReviewStates(model, words, ways);
        body.getChildren().addAll(work(), states);
        setLeft(queue);
        setCenter(body);
        nameSources(desk);
        model.now().writingProperty().addListener((property, before, writing) -> {
            if (!writing && getScene() != null && getScene().getFocusOwner() == null) {
                focusStage();
            }
        });
    }

    private Node work() {
        VBox left = new VBox(stage, score);
        VBox.setVgrow(stage, Priority.ALWAYS);
        split.getItems().addAll(left, conversation);
        split.setDividerPositions(0.545);
        SplitPane.setResizableWithParent(conversation, false);
        BorderPane work = new BorderPane(split);
        work.setBottom(verdicts);
        work.visibleProperty().bind(model.now().stateProperty().isEqualTo(ReviewState.State.SAMPLE));
        work.visibleProperty().addListener((property, before, visible) -> {
            if (visible) {
                focusStage(); // or the first key would go to the rail
            }
        });
        return work;
    }

    private void nameSources(Desk desk) {
        model.now()
                .loadedProperty()
                .addListener((property, before, loaded) -> desk.jobs()
                        .start(
                                "Reading datasets",
                                Lane.DISK,
                                (progress, cancel) -> desk.session().datasets(),
                                found -> {
                                    list.sourceNameProperty()
                                            .set(id -> found.stream()
                                                    .filter(dataset -> dataset.id() == id)
                                                    .map(Dataset::name)
                                                    .findFirst()
                                                    .orElse(""));
                                }));
    }

    private Command command(String id) {
        return commands.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no command " + id));
    }

    private void focusStage() {
        stage.image().requestFocus();
    }

    // ---- as a screen

    @Override
    public String id() {
        return "review";
    }

    @Override
    public String title() {
        return words.tr("Review");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return commands.all();
    }

    @Override
    public List<String> hints() {
        return List.of("previous", "next", "fit", "raw", "hide-score", "next-undecided");
    }

    @Override
    public void entered() {
        focusStage();
    }

    // ---- what only the view can do

    @Override
    public void otherReason(boolean stay) {
        verdicts.askOther(reason -> model.decide(Verdict.PRUNE, Optional.of(reason), stay));
    }

    @Override
    public void goToNumber() {
        queue.askNumber();
    }

    @Override
    public void toggleQueue() {
        setLeft(getLeft() == null ? queue : null);
    }

    @Override
    public void toggleRaw() {
        conversation.toggleRaw();
    }

    @Override
    public void toggleScore() {
        score.hiddenProperty().set(!score.hiddenProperty().get());
    }

    @Override
    public void toggleFit() {
        stage.image().toggleFit();
    }

    @Override
    public void zoomIn() {
        stage.image().zoomIn();
    }

    @Override
    public void zoomOut() {
        stage.image().zoomOut();
    }

    @Override
    public void toggleLock() {
        stage.image().lockedProperty().set(!stage.image().lockedProperty().get());
    }

    @Override
    public void scroll(int pages) {
        conversation.scroll(pages);
    }

    @Override
    public void nextPane(int by) {
        List<Runnable> panes = List.of(list::requestFocus, this::focusStage, conversation::focus);
        int now = list.isFocusWithin() ? 0 : stage.isFocusWithin() ? 1 : conversation.isFocusWithin() ? 2 : -1;
        panes.get(Math.floorMod(now + by, panes.size())).run();
    }
}
