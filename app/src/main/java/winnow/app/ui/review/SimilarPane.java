package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import winnow.app.service.SimilarService.Likeness;
import winnow.app.service.SimilarService.Similar;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** The samples that are like the one that is shown, under the conversation; shown when it is asked for. */
final class SimilarPane extends VBox {

    private static final double ROW = 44;
    private static final double ICON = 16;
    private static final String DUPLICATE = "Duplicate";

    private final SimilarViewModel model;
    private final Words words;
    private final ListView<Similar> list = new ListView<>();
    private final Label count = new Label();
    private final Label problem = new Label();
    private final HBox reading;
    private final Label nothing = new Label();
    private final Button prune = new Button();
    private final Button keep = new Button();
    private final Button pictures = new Button();
    private final FlowPane all = new FlowPane(8, 4);

    SimilarPane(SimilarViewModel model, Words words, Command toggle) {
        this.model = model;
        this.words = words;
        this.reading = reading();
        setId("similar");
        getStyleClass().addAll("evidence-pane", "similar-pane");
        list.setId("similar-list");
        list.setFixedCellSize(ROW);
        list.setAccessibleText(words.tr("Similar samples"));
        list.setCellFactory(view -> new Row());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                go();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                go();
            }
        });
        list.setPlaceholder(nothing);
        nothing.getStyleClass().add("muted");
        nothing.setWrapText(true);
        VBox.setVgrow(list, Priority.ALWAYS);
        problem.setId("similar-problem");
        problem.getStyleClass().addAll("danger-text", "similar-problem");
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setWrapText(true);
        getChildren().addAll(header(toggle), reading, problem, list, forAll());
        managedProperty().bind(visibleProperty());
        model.stateProperty().addListener((property, before, state) -> show());
        model.similarProperty().addListener((property, before, found) -> show());
        model.problemProperty().addListener((property, before, why) -> show());
        show();
    }

    /** Moves along the list while it has the focus; false when it has not. */
    boolean move(int by) {
        if (!list.isFocused() || list.getItems().isEmpty()) {
            return false;
        }
        int to = Math.max(
                0, Math.min(list.getItems().size() - 1, list.getSelectionModel().getSelectedIndex() + by));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - 1));
        return true;
    }

    /** Goes back to the sample it came from, while the list has the focus; false when there is none. */
    boolean goBack() {
        return list.isFocused() && model.goBack();
    }

    /** What takes the focus. */
    Node pane() {
        return list;
    }

    private void go() {
        Similar chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.go(chosen);
        }
    }

    private HBox header(Command toggle) {
        Label title = new Label(words.tr("Similar samples"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        count.setId("similar-count");
        count.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label open = new Label(words.tr("open"), new KeyCap("↵"));
        Label back = new Label(words.tr("back"), new KeyCap("⌫"));
        for (Label each : List.of(open, back)) {
            each.getStyleClass().addAll("muted", "small");
            each.setMinWidth(0);
        }
        HBox header = new HBox(8, title, count, gap, open, back, CommandButton.caps(toggle));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("evidence-header");
        return header;
    }

    private HBox reading() {
        ProgressBar bar = new ProgressBar();
        bar.setId("similar-progress");
        bar.getStyleClass().add("job-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progressProperty());
        bar.setAccessibleText(words.tr("Reading all samples"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button stop = new Button(words.tr("Cancel"));
        stop.setId("similar-cancel");
        stop.setAccessibleText(stop.getText());
        stop.setFocusTraversable(false);
        stop.setOnAction(event -> model.cancel());
        HBox line = new HBox(8, bar, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setId("similar-reading");
        line.getStyleClass().add("similar-reading");
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    private FlowPane forAll() {
        prune.setId("similar-prune");
        prune.setOnAction(event -> model.decideAll(Verdict.PRUNE, Optional.of(DUPLICATE)));
        keep.setId("similar-keep");
        keep.setOnAction(event -> model.decideAll(Verdict.KEEP, Optional.empty()));
        pictures.setId("similar-pictures");
        pictures.setText(words.tr("Compare the pictures too"));
        pictures.setOnAction(event -> model.lookAtPictures());
        for (Button each : List.of(prune, keep, pictures)) {
            each.getStyleClass().add("small");
            each.setFocusTraversable(false);
            each.setMinWidth(USE_PREF_SIZE);
            each.managedProperty().bind(each.visibleProperty());
        }
        pictures.setAccessibleText(pictures.getText());
        all.getChildren().addAll(prune, keep, pictures);
        all.getStyleClass().add("similar-all");
        return all;
    }

    private void show() {
        SimilarViewModel.State state = model.stateProperty().get();
        List<Similar> found = model.similarProperty().get();
        boolean opened = !isVisible() && state != SimilarViewModel.State.CLOSED;
        setVisible(state != SimilarViewModel.State.CLOSED);
        if (opened) {
            list.requestFocus(); // which it cannot have before it is visible
        }
        reading.setVisible(state == SimilarViewModel.State.READING);
        String why = model.problemProperty().get();
        problem.setVisible(!why.isEmpty());
        problem.setText(
                why.startsWith("#") ? words.tr("{0} is not in this search. Clear the search to go there.", why) : why);
        int at = list.getSelectionModel().getSelectedIndex();
        list.getItems().setAll(found);
        list.getSelectionModel().select(found.isEmpty() ? -1 : Math.max(0, Math.min(at, found.size() - 1)));
        nothing.setText(state == SimilarViewModel.State.FOUND ? words.tr("Nothing is near this sample.") : "");
        count.setText(found.isEmpty() ? "" : words.number(found.size()));
        long undecided =
                found.stream().filter(each -> each.row().verdict().isEmpty()).count();
        prune.setText(words.tr("Prune these {0} as duplicates", undecided));
        prune.setAccessibleText(prune.getText());
        keep.setText(words.tr("Keep these {0}", undecided));
        keep.setAccessibleText(keep.getText());
        prune.setVisible(undecided > 0);
        keep.setVisible(undecided > 0);
        pictures.setVisible(!model.knowsPictures() && state != SimilarViewModel.State.READING);
    }

    private String name(Likeness likeness) {
        return switch (likeness) {
            case SAME_PICTURE -> words.tr("same picture");
            case COPIED_PICTURE -> words.tr("copy of the picture");
            case NEAR_PICTURE -> words.tr("picture looks alike");
            case NEAR_TEXT -> words.tr("nearly the same text");
            case SAME_ANSWER -> words.tr("same answer");
        };
    }

    private String spoken(Verdict verdict) {
        return switch (verdict) {
            case KEEP -> words.tr("kept");
            case PRUNE -> words.tr("pruned");
            case UNSURE -> words.tr("unsure");
            case NONE -> words.tr("undecided");
        };
    }

    /** One sample: in what it is alike, its score, what was decided, its first words. */
    private final class Row extends ListCell<Similar> {

        private final Label score = new Label();
        private final Label how = new Label();
        private final Label number = new Label();
        private final Label preview = new Label();
        private final VerdictIcon verdict = new VerdictIcon(ICON);
        private final HBox pane;

        Row() {
            score.getStyleClass().add("bold");
            how.getStyleClass().addAll("muted", "small");
            number.getStyleClass().addAll("muted", "small");
            preview.setMinWidth(0);
            preview.setMaxWidth(Double.MAX_VALUE);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            VBox texts = new VBox(new HBox(8, score, how, gap, number), preview);
            texts.setMinWidth(0);
            HBox.setHgrow(texts, Priority.ALWAYS);
            pane = new HBox(8, texts, verdict);
            pane.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Similar item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            score.setText(
                    item.row().reward().isPresent()
                            ? words.score(item.row().reward().getAsDouble())
                            : words.tr("not scored"));
            how.setText(name(item.likeness()));
            number.setText("#" + item.row().sampleId());
            preview.setText(item.row().preview().replaceAll("\\s+", " "));
            verdict.show(item.row().verdict());
            setGraphic(pane);
            setAccessibleText(how.getText() + ", " + score.getText() + ", " + number.getText() + ", "
                    + spoken(item.row().verdict().orElse(Verdict.NONE)) + ", " + preview.getText());
        }
    }
}
