package winnow.app.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.PairOrder;
import winnow.viewer.text.Words;

/** Which pairs are asked about, how many of them are left, and how far the annotator is. */
final class QueueCard extends VBox {

    private final CompareViewModel model;
    private final Words words;
    private final VoteTexts texts;
    private final ComboBox<PairOrder> chooser = new ComboBox<>();
    private final Runnable back;

    /** A card that gives the focus {@code back} once a queue is chosen. */
    QueueCard(CompareViewModel model, Words words, Command reveal, Runnable back) {
        super(8);
        this.model = model;
        this.words = words;
        this.texts = new VoteTexts(words);
        this.back = back;
        getStyleClass().add("queue-card");
        Label meaning = new Label();
        meaning.setId("queue-meaning");
        meaning.getStyleClass().addAll("muted", "small");
        meaning.setWrapText(true);
        HBox.setHgrow(meaning, Priority.ALWAYS);
        meaning.setMaxWidth(Double.MAX_VALUE);
        meaning.setMinHeight(USE_PREF_SIZE);
        meaning.textProperty()
                .bind(Bindings.createStringBinding(
                        this::meaning, model.now().orderProperty(), model.now().someProperty()));
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("job-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        this::share, model.now().doneProperty(), model.now().allProperty()));
        HBox header = header();
        bar.accessibleTextProperty().bind(((Label) header.lookup("#voted")).textProperty());
        getChildren().addAll(header, chooser(), bar, new HBox(8, meaning, all()), revealing(reveal));
    }

    private String meaning() {
        return model.now()
                .someProperty()
                .get()
                .map(some -> words.tr(
                        "Only the {0} records that were chosen elsewhere.",
                        some.records().size()))
                .orElseGet(() -> texts.meaning(model.now().orderProperty().get()));
    }

    /** The way back from records that were chosen to all of the queue. */
    private Hyperlink all() {
        Hyperlink all = new Hyperlink(words.tr("All records"));
        all.setId("all-records");
        all.setMinWidth(USE_PREF_SIZE);
        all.setOnAction(event -> {
            model.choose(model.now().orderProperty().get());
            back.run();
        });
        all.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.now().someProperty().get().isPresent(),
                        model.now().someProperty()));
        all.managedProperty().bind(all.visibleProperty());
        return all;
    }

    private HBox header() {
        Label title = new Label(words.tr("Queue"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label voted = new Label();
        voted.setId("voted");
        voted.getStyleClass().add("muted");
        voted.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words.tr(
                                "{0} of {1} voted",
                                model.now().doneProperty().get(),
                                model.now().allProperty().get()),
                        model.now().doneProperty(),
                        model.now().allProperty()));
        HBox header = new HBox(8, title, gap, voted);
        header.setAlignment(Pos.BASELINE_LEFT);
        return header;
    }

    private double share() {
        int all = model.now().allProperty().get();
        return all == 0 ? 0 : (double) model.now().doneProperty().get() / all;
    }

    private ComboBox<PairOrder> chooser() {
        chooser.setId("pair-queue");
        chooser.setAccessibleText(words.tr("Queue"));
        chooser.setMaxWidth(Double.MAX_VALUE);
        chooser.getItems().setAll(PairOrder.values());
        chooser.setVisibleRowCount(PairOrder.values().length);
        chooser.setCellFactory(list -> new Cell());
        chooser.setButtonCell(new Cell());
        chooser.setValue(model.now().orderProperty().get());
        chooser.setOnAction(event -> {
            if (chooser.getValue() != null
                    && chooser.getValue() != model.now().orderProperty().get()) {
                model.choose(chooser.getValue());
                back.run();
            }
        });
        model.now().orderProperty().addListener((property, before, order) -> chooser.setValue(order));
        return chooser;
    }

    private HBox revealing(Command reveal) {
        CheckBox box = new CheckBox(reveal.text());
        box.setId("revealing");
        box.setFocusTraversable(false);
        box.selectedProperty().bindBidirectional(model.now().revealingProperty());
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox row = new HBox(8, box, CommandButton.caps(reveal));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** A queue, and how many records are left in it. */
    private final class Cell extends ListCell<PairOrder> {

        private final Label name = new Label();
        private final Label left = new Label();
        private final HBox line = new HBox(8, name, left);

        Cell() {
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            HBox.setHgrow(name, Priority.ALWAYS);
            left.setMinWidth(USE_PREF_SIZE);
            line.setAlignment(Pos.CENTER_LEFT);
            model.now().leftProperty().addListener((property, before, counts) -> count(getItem()));
        }

        @Override
        protected void updateItem(PairOrder order, boolean empty) {
            super.updateItem(order, empty);
            setGraphic(empty ? null : line);
            setText(null);
            name.setText(order == null ? "" : texts.queue(order));
            count(order);
        }

        private void count(PairOrder order) {
            Long count = order == null ? null : model.now().leftProperty().get().get(order);
            left.setText(count == null ? "" : words.tr("{0} left", count));
        }
    }
}
