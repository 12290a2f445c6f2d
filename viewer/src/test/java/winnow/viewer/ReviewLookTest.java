package winnow.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.controlsfx.control.RangeSlider;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.Histogram;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.viewer.chart.ProgressStrip;
import winnow.viewer.chart.ScoreHistogram;
import winnow.viewer.media.ImagePane;
import winnow.viewer.table.QueueList;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.TranscriptView;
import winnow.viewer.text.Words;

/** All style classes together, laid out as the review screen is, without one complaint of JavaFX about a sheet. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ReviewLookTest {

    private final Words words = new Words(Locale.US);

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
    }

    @Test
    void theReviewScreenLooksAndNoSheetIsComplainedAbout() {
        try (CssWarnings warnings = CssWarnings.open()) {
            List<Image> images = Screenshots.take(stage, "review", 1280, 800, this::review);
            assertEquals(1280, images.get(0).getWidth());
            assertEquals(List.of(), warnings.seen());
        }
    }

    @Test
    void theSmallPartsLookAndNoSheetIsComplainedAbout() {
        try (CssWarnings warnings = CssWarnings.open()) {
            List<Image> images = Screenshots.take(stage, "parts", 900, 620, this::parts);
            assertEquals(900, images.get(0).getWidth());
            assertEquals(List.of(), warnings.seen());
        }
    }

    @Test
    void aColourThatIsNowhereIsNoticed() {
        try (CssWarnings warnings = CssWarnings.open()) {
            Screenshots.take(stage, "unknown-colour", 100, 40, () -> {
                StackPane pane = new StackPane(new Label("x"));
                pane.setStyle("-fx-background-color: -winnow-nowhere;");
                return pane;
            });
            assertFalse(warnings.seen().isEmpty());
        }
    }

    private Parent review() {
        BorderPane frame = new BorderPane();
        frame.setLeft(rail());
        VBox top = new VBox(
                styled(
                        new HBox(
                                new Label("captions.winnow"),
                                new FontIcon("fth-chevron-right"),
                                styled(new Label("Review"), "bold"),
                                gap(),
                                button("Commands", "Ctrl K")),
                        "top-bar"),
                styled(
                        new HBox(
                                new FontIcon("fth-alert-triangle"),
                                new Label(words.tr("Scores of an untrained model mean nothing."))),
                        "warning-line"));
        frame.setTop(top);
        HBox body = new HBox(queuePane(), middle(), conversation());
        HBox.setHgrow(body.getChildren().get(1), Priority.ALWAYS);
        frame.setCenter(body);
        frame.setBottom(styled(
                new HBox(
                        new HBox(4, new KeyCap("↑"), new KeyCap("↓"), new Label("sample")),
                        new HBox(4, new KeyCap("F"), new Label("fit / 100 %")),
                        gap(),
                        new HBox(4, icon(Verdict.PRUNE, 14), new Label("last: #18802 pruned")),
                        styled(new Label("All saved"), "keep-text")),
                "status-bar-strip"));
        return frame;
    }

    private static Node rail() {
        VBox rail = styled(new VBox(), "rail");
        List<String> items = List.of(
                "Data", "database", "Overview", "bar-chart-2", "Review", "check-square", "Threshold", "sliders");
        for (int i = 0; i < items.size(); i += 2) {
            ToggleButton item =
                    styled(new ToggleButton(items.get(i), new FontIcon("fth-" + items.get(i + 1))), "rail-item");
            item.setSelected(i == 4);
            item.setFocusTraversable(false);
            rail.getChildren().add(item);
        }
        return rail;
    }

    private Node queuePane() {
        List<Verdict> decided = List.of(Verdict.KEEP, Verdict.PRUNE, Verdict.UNSURE);
        QueueList list = new QueueList(
                words,
                (ids, onRows) -> onRows.accept(ids.stream()
                        .map(id -> Samples.row(
                                id,
                                -4.12 + id * 0.1,
                                "The photograph captures a tall white rocket",
                                id < 3 ? Optional.of(decided.get(id.intValue())) : Optional.empty()))
                        .toList()),
                (row, onImage) -> {
                    onImage.accept(Samples.picture(80, 50));
                    return new CancelToken();
                });
        list.sourceNameProperty().set(id -> "allava");
        list.setOrder(LongStream.range(0, 1000).toArray());
        list.select(3);
        VBox.setVgrow(list, Priority.ALWAYS);
        ProgressStrip strip = new ProgressStrip();
        strip.show(90, 520, 20, 900);
        HBox line = new HBox(styled(new Label("Lowest first"), "card-title"), gap(), muted("888 to go"));
        VBox pane = styled(new VBox(styled(new VBox(line, strip), "queue-header"), list), "queue-pane");
        pane.setMinWidth(296);
        return pane;
    }

    private Node middle() {
        ImagePane picture = new ImagePane();
        picture.show(Samples.picture(640, 427));
        StackPane stagePane = styled(new StackPane(picture), "stage");
        VBox.setVgrow(stagePane, Priority.ALWAYS);
        HBox header = styled(
                new HBox(
                        styled(new Label("#20417"), "bold"),
                        styled(new Label("allava-caption"), "pill"),
                        muted("rocket.jpg · 640 × 427 · line 20,418")),
                "pane-header");
        ScoreHistogram plot = new ScoreHistogram(words);
        plot.histogramProperty()
                .set(new Histogram(
                        -5,
                        3,
                        IntStream.range(0, 60)
                                .mapToObj(i -> Math.round(3000 * Math.exp(-Math.pow((i - 37) / 11.0, 2))) + i)
                                .toList()));
        plot.markerProperty().set(-3.42);
        plot.cutProperty().set(-2.1);
        VBox below = new VBox(plot);
        below.setStyle("-fx-padding: 12 16 12 16");
        return new VBox(header, stagePane, below, verdictBar());
    }

    private static Node verdictBar() {
        GridPane reasons = styled(new GridPane(), "reason-grid");
        List<String> names = List.of("Hallucination", "Empty", "Mismatch", "Off topic", "Language", "Duplicate");
        for (int i = 0; i < names.size(); i++) {
            Button reason = styled(new Button(names.get(i), new KeyCap(String.valueOf(i + 1))), "reason-button");
            reasons.add(reason, i % 3, i / 3);
        }
        HBox prune = new HBox(verdict("Prune", "X", Verdict.PRUNE, "prune", "left-part"), reasons);
        return styled(
                new HBox(
                        verdict("Keep", "K", Verdict.KEEP, "keep"),
                        prune,
                        verdict("Unsure", "U", Verdict.UNSURE, "unsure"),
                        verdict("Skip", "S", Verdict.NONE, "skip")),
                "verdict-bar");
    }

    private static Button verdict(String name, String key, Verdict verdict, String... styles) {
        HBox line = new HBox(8, icon(verdict, 16), new Label(name));
        line.setAlignment(Pos.CENTER);
        VBox inside = new VBox(2, line, new KeyCap(key));
        inside.setAlignment(Pos.CENTER);
        Button button = new Button("", inside);
        button.getStyleClass().add("verdict-button");
        button.getStyleClass().addAll(styles);
        button.setMinWidth(96);
        button.setFocusTraversable(false);
        return button;
    }

    private Node conversation() {
        TranscriptView view = new TranscriptView(words);
        view.sampleProperty().set(Samples.answering("<image>\nDescribe this picture.", "A rocket stands on its pad."));
        VBox.setVgrow(view, Priority.ALWAYS);
        HBox header = styled(
                new HBox(styled(new Label("Conversation"), "bold"), muted("2 turns · 96 tokens"), gap()),
                "pane-header");
        VBox pane = styled(new VBox(header, view), "conversation");
        pane.setPrefWidth(380);
        pane.setMinWidth(380);
        return pane;
    }

    private Parent parts() {
        VBox empty = styled(
                new VBox(
                        styled(new FontIcon("fth-filter"), "empty-icon"),
                        styled(new Label("No sample matches this search"), "empty-title"),
                        muted("The lowest score in allava-caption is −5.21."),
                        new HBox(8, button("Use score<-5", ""), styled(button("Clear", "Esc"), "flat"))),
                "empty-state",
                "card");
        Button choose = styled(button("Choose files…", "Ctrl I"), "accent", "primary");
        VBox drop = styled(
                new VBox(
                        8,
                        styled(new FontIcon("fth-upload"), "drop-icon"),
                        styled(new Label("Drop a dataset here"), "card-title"),
                        muted("A file or a folder: .json, .jsonl, .csv, .parquet, .gz"),
                        new HBox(8, choose, button("Open workspace…", "Ctrl O"))),
                "drop-zone");
        VBox job = styled(
                new VBox(4, styled(new Label("Evidence for the lowest 5 %"), "card-title"), muted("1,693 of 2,730")),
                "job");
        VBox jobs = styled(new VBox(job), "jobs-pane");
        HBox toast = styled(new HBox(new FontIcon("fth-check-circle"), new Label("Export done in 4 s")), "toast");
        toast.setMaxWidth(Region.USE_PREF_SIZE);
        HBox marks = new HBox(
                8,
                styled(new Region(), "badge"),
                styled(new Label("3"), "badge", "count"),
                styled(new Label("score<p5"), "token"),
                styled(new Label("Not saved: disk full"), "danger-text"),
                styled(new Label("later"), "pill"));
        marks.setAlignment(Pos.CENTER_LEFT);
        ToggleButton raw = new ToggleButton("Raw");
        ToggleButton rendered = new ToggleButton("Rendered");
        rendered.setSelected(true);
        HBox note =
                styled(new HBox(new FontIcon("fth-info"), new Label("Longer answers score higher here.")), "note-line");
        VBox left = new VBox(
                16, styled(new Label("Start"), "screen-title"), drop, marks, new RangeSlider(0, 100, 20, 70), note);
        VBox right = new VBox(16, empty, jobs, toast, new SegmentedButton(rendered, raw), new StatusBar());
        left.setPrefWidth(420);
        HBox both = new HBox(24, left, right);
        both.setStyle("-fx-padding: 24");
        return both;
    }

    private static Button button(String text, String key) {
        Button button = new Button(text);
        if (!key.isEmpty()) {
            button.setGraphic(new KeyCap(key));
            button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        }
        button.setFocusTraversable(false);
        return button;
    }

    private static VerdictIcon icon(Verdict verdict, double size) {
        VerdictIcon icon = new VerdictIcon(size);
        icon.show(Optional.of(verdict));
        return icon;
    }

    private static Label muted(String text) {
        return styled(new Label(text), "muted");
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static <N extends Node> N styled(N node, String... styles) {
        node.getStyleClass().addAll(styles);
        return node;
    }
}
