package winnow.app.ui.review;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.ranking.RankingBox;
import winnow.store.data.Counts;
import winnow.viewer.chart.ProgressStrip;
import winnow.viewer.table.QueueList;
import winnow.viewer.text.Words;

/** The queue on the left: how far the annotator has come, what is left, and the samples in order. */
final class QueuePane extends VBox {

    private static final double NARROW = 72;

    private final Words words;
    private final ReviewViewModel model;
    private final QueueList list;
    private final TextField goTo = new TextField();
    private final Label title = new Label();
    private final Runnable back;
    private boolean marking;

    /** A pane around {@code list}; {@code back} gives the focus back to the stage. */
    QueuePane(ReviewViewModel model, QueueList list, Words words, Runnable back) {
        this.words = words;
        this.model = model;
        this.list = list;
        this.back = back;
        getStyleClass().add("queue-pane");
        setNarrow(false);
        list.setId("queue");
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(header(), list);
        follow();
    }

    /** Asks for the number of a sample. */
    void askNumber() {
        goTo.setManaged(true);
        goTo.setVisible(true);
        goTo.clear();
        goTo.requestFocus();
    }

    /** Leaves room for the thumbnails only, or for whole rows. */
    void setNarrow(boolean narrow) {
        setMinWidth(narrow ? NARROW : 240);
        setPrefWidth(narrow ? NARROW : 296);
        setMaxWidth(narrow ? NARROW : 420);
        title.setManaged(!narrow);
        title.setVisible(!narrow);
        if (narrow != getStyleClass().contains("narrow")) {
            getStyleClass().remove("narrow");
            if (narrow) {
                getStyleClass().add("narrow");
            }
        }
    }

    private VBox header() {
        title.getStyleClass().add("card-title");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.run().isPresent() ? words.tr("Lowest first") : words.tr("In file order"),
                        model.now().loadedProperty()));
        Label undecided = new Label();
        undecided.setId("undecided");
        undecided.getStyleClass().add("muted");
        undecided
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words.tr("{0} to go", model.now().toGoProperty().get()),
                        model.now().toGoProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(8, title, gap, undecided);
        line.setAlignment(Pos.BASELINE_LEFT);
        VBox header = new VBox(line, strip(), rankingBox(), numberField());
        header.getStyleClass().add("queue-header");
        return header;
    }

    /** In a narrow pane there is no room for it; while nothing is scored there is nothing to rank by. */
    private RankingBox rankingBox() {
        RankingBox box = new RankingBox(model.ranking(), words);
        box.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> title.isManaged() && model.run().isPresent(),
                        title.managedProperty(),
                        model.now().loadedProperty()));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private ProgressStrip strip() {
        ProgressStrip strip = new ProgressStrip();
        strip.setId("progress");
        model.now().countsProperty().addListener((property, before, counts) -> show(strip, counts));
        show(strip, model.now().countsProperty().get());
        return strip;
    }

    private void show(ProgressStrip strip, Counts counts) {
        strip.show(counts.kept(), counts.pruned(), counts.unsure(), counts.samples());
        strip.setAccessibleText(words.tr(
                "{0} kept, {1} pruned, {2} unsure, {3} undecided",
                counts.kept(), counts.pruned(), counts.unsure(), counts.undecided()));
    }

    private TextField numberField() {
        goTo.setId("go-to-number");
        goTo.setPromptText(words.tr("Number of a sample, then ↵"));
        goTo.setAccessibleText(words.tr("Go to number"));
        goTo.setManaged(false);
        goTo.setVisible(false);
        goTo.setOnAction(event -> {
            String digits = goTo.getText().replaceAll("[^0-9]", "");
            if (!digits.isEmpty() && digits.length() < 18) {
                model.select(Long.parseLong(digits));
            }
            closeNumber();
        });
        goTo.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                closeNumber();
            }
        });
        return goTo;
    }

    private void closeNumber() {
        goTo.setManaged(false);
        goTo.setVisible(false);
        back.run();
    }

    private void follow() {
        ReviewState now = model.now();
        list.setOrder(now.orderProperty().get());
        now.orderProperty().addListener((property, before, order) -> list.setOrder(order));
        now.indexProperty().addListener((property, before, index) -> mark());
        now.orderProperty().addListener((property, before, order) -> mark());
        mark();
        list.selectedProperty().addListener((property, before, id) -> {
            if (!marking && id.longValue() >= 0 && id.longValue() != model.selected()) {
                model.select(id.longValue());
            }
        });
        model.onRow(list::replace);
        model.now()
                .loadedProperty()
                .addListener((property, before, loaded) -> list.valueProperty().set(loaded::value));
    }

    private void mark() {
        int index = model.now().indexProperty().get();
        if (index >= 0 && index < list.size() && index != list.indexProperty().get()) {
            marking = true;
            list.select(index);
            marking = false;
        }
    }
}
