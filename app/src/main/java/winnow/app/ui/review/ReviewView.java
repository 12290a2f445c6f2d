package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
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

    private static final double QUEUE_NARROW = 1280;
    private static final double CONVERSATION_BELOW = 1160;
    private static final double BESIDE = 0.545;
    private static final double BELOW = 0.62;

    private final ReviewViewModel model;
    private final Words words;
    private final ReviewCommands commands;
    private final QueueList list;
    private final QueuePane queue;
    private final SamplePanes panes;
    private final ScorePane score;
    private final EvidenceViewModel evidence;
    private final EvidencePane evidencePane;
    private final SimilarViewModel similar;
    private final SimilarPane similarPane;
    private final RemarkStrip remarks;
    private final BulkStrip bulk;
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
        List<Reason> reasons = Reason.of(desk.reasons());
        this.commands = new ReviewCommands(model, this, words, reasons);
        RowsAndThumbnails sources = new RowsAndThumbnails(desk.session(), desk.jobs(), model::run);
        this.list = new QueueList(words, sources, sources);
        this.queue = new QueuePane(model, list, words, this::focusStage);
        this.panes = new SamplePanes(
                new ReviewedSample(model),
                words,
                new SamplePanes.Ways(
                        commands::find,
                        VerdictBar.Names.ofReview(words),
                        reasons,
                        commands.onSample(),
                        model::turnPicture,
                        dataset -> askFolder(desk, dataset),
                        this::focusStage));
        this.score = new ScorePane(model, words);
        this.evidence = new EvidenceViewModel(desk.session(), desk.jobs(), model.now());
        this.evidencePane = new EvidencePane(evidence, model.now(), words, commands.find("evidence-toggle"));
        this.similar = new SimilarViewModel(desk.session(), desk.jobs(), model);
        this.similarPane = new SimilarPane(similar, words, commands.find("similar-toggle"));
        this.remarks = new RemarkStrip(model, words, this::focusStage);
        this.bulk = new BulkStrip(model, words, reasons, this::focusStage);
        setId("review");
        ReviewStates states = new ReviewStates(model, words, ways);
        body.getChildren().addAll(work(), states);
        setLeft(queue);
        setCenter(body);
        nameSources(desk);
        follow();
    }

    private void follow() {
        sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                arrange(scene.getWidth());
            }
        });
        layoutBoundsProperty().addListener(property -> {
            if (getScene() != null) {
                arrange(getScene().getWidth());
            }
        });
        evidence.seenProperty()
                .addListener((property, before, seen) -> panes.stage().showSeen(seen));
        evidence.seenProblemProperty()
                .addListener((property, before, why) -> panes.stage().say(why));
        model.ranking().choiceProperty().addListener((property, before, choice) -> {
            if (getScene() != null) { // otherwise when the user comes back
                model.followRanking();
            }
        });
        model.now().writingProperty().addListener((property, before, writing) -> {
            if (!writing && getScene() != null && getScene().getFocusOwner() == null) {
                focusStage();
            }
        });
    }

    /** Makes room for the sample in a narrow window: first the queue gives way, then the conversation goes below. */
    private void arrange(double width) {
        queue.setNarrow(width < QUEUE_NARROW);
        boolean below = width < CONVERSATION_BELOW;
        Orientation orientation = below ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        if (split.getOrientation() != orientation) {
            split.setOrientation(orientation);
            split.setDividerPositions(below ? BELOW : BESIDE);
            score.setLow(below);
        }
    }

    private Node work() {
        VBox left = new VBox(panes.stage(), score);
        VBox.setVgrow(panes.stage(), Priority.ALWAYS);
        VBox right = new VBox(panes.conversation(), evidencePane, similarPane);
        VBox.setVgrow(panes.conversation(), Priority.ALWAYS);
        split.getItems().addAll(left, right);
        split.setDividerPositions(BESIDE);
        SplitPane.setResizableWithParent(right, false);
        BorderPane work = new BorderPane(split);
        work.setBottom(new VBox(remarks, bulk, panes.verdicts()));
        work.visibleProperty().bind(model.now().stateProperty().isEqualTo(ReviewState.State.SAMPLE));
        work.visibleProperty().addListener((property, before, visible) -> {
            if (visible && isFocused()) {
                focusStage();
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

    /** While there is no sample, the screen itself takes the focus, so that no button does. */
    private void focusStage() {
        if (model.now().stateProperty().get() == ReviewState.State.SAMPLE) {
            panes.stage().image().requestFocus();
        } else {
            requestFocus();
        }
    }

    private void askFolder(Desk desk, long datasetId) {
        desk.choosers()
                .folder(words.tr("Add media folder"))
                .ifPresent(folder -> model.addMediaFolder(datasetId, folder));
        focusStage();
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
        return Stream.of(commands.all(), panes.commands()).flatMap(List::stream).toList();
    }

    @Override
    public List<String> hints() {
        return List.of("previous", "next", "fit", "raw", "hide-score", "next-undecided");
    }

    @Override
    public void entered() {
        model.followRanking();
        focusStage();
    }

    @Override
    public List<Node> panes() {
        return List.of(list, panes.stage().image(), panes.conversation().pane(), similarPane.pane(), panes.verdicts());
    }

    // ---- what only the view can do

    @Override
    public void otherReason(boolean stay) {
        panes.verdicts().askOther(reason -> model.decide(Verdict.PRUNE, Optional.of(reason), stay));
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
    public void toggleScore() {
        score.hiddenProperty().set(!score.hiddenProperty().get());
    }

    @Override
    public void toggleEvidence() {
        evidence.toggle();
    }

    @Override
    public void toggleSimilar() {
        similar.toggle();
        if (!similar.isOpen()) {
            focusStage();
        }
    }

    @Override
    public boolean moveInSimilar(int by) {
        return similarPane.move(by);
    }

    @Override
    public boolean backFromSimilar() {
        return similarPane.goBack();
    }

    @Override
    public void toggleSeen() {
        evidence.toggleSeen();
    }

    @Override
    public void writeNote() {
        remarks.writeNote();
    }

    @Override
    public void writeTag() {
        remarks.writeTag();
    }

    @Override
    public void toggleBulk() {
        bulk.toggle();
    }
}
