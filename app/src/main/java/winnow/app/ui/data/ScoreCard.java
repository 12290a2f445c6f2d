package winnow.app.ui.data;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.part.ChoiceText;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.viewer.text.Words;

/** Which model scores the samples, and how; then the way to the review. */
final class ScoreCard extends VBox {

    private static final int MOST_TILES = 64;

    private final DataViewModel model;
    private final Desk desk;
    private final Words words;
    private final ComboBox<ModelInfo> models = new ComboBox<>();
    private final Spinner<Integer> tiles = new Spinner<>(1, MOST_TILES, ModelOptions.DEFAULT.hdNum());
    private final ComboBox<String> device = new ComboBox<>();
    private final HBox actions = new HBox(8);
    private final Button review = new Button();

    ScoreCard(DataViewModel model, Desk desk, Runnable toReview) {
        super(12);
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        getStyleClass().add("card");
        Label title = new Label(words.tr("Score"));
        title.getStyleClass().add("card-title");
        Label progress = new Label();
        progress.setId("scored");
        progress.getStyleClass().add("muted");
        progress.setWrapText(true);
        progress.textProperty().bind(Bindings.createStringBinding(this::progress, model.countsProperty()));
        getChildren().addAll(title, progress, modelRow(), warning(), options(), actions, next(toReview));
    }

    /** Whether there is something to score and a model for it. */
    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> models.getValue() != null && model.countsProperty().get().samples() > 0,
                models.valueProperty(),
                model.countsProperty());
    }

    @Override
    public void requestFocus() {
        models.requestFocus();
    }

    /** Adds the button that starts scoring. */
    void wire(Command score) {
        CommandButton go = new CommandButton(score, words.tr("Score"));
        go.getStyleClass().add("accent");
        go.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(go, Priority.ALWAYS);
        actions.getChildren().setAll(go);
    }

    /** Scores with what is chosen. */
    void start() {
        ModelInfo chosen = models.getValue();
        if (chosen != null) {
            ModelOptions defaults = ModelOptions.DEFAULT;
            ModelOptions options =
                    new ModelOptions(device.getValue(), defaults.threads(), tiles.getValue(), defaults.maxLength());
            model.score(chosen, options);
            desk.toasts().done(words.tr("Scoring. You can review meanwhile."));
        }
    }

    private String progress() {
        var counts = model.countsProperty().get();
        String text = words.tr("{0} of {1} samples have a score", counts.scored(), counts.samples());
        return counts.failed() == 0 ? text : text + ", " + words.tr("{0} failed", counts.failed());
    }

    private Node modelRow() {
        models.setId("model");
        models.setAccessibleText(words.tr("Model"));
        models.setMaxWidth(Double.MAX_VALUE);
        models.setConverter(new ChoiceText<>(ModelInfo::name));
        model.models().addListener((ListChangeListener<ModelInfo>) change -> showModels());
        showModels();
        HBox.setHgrow(models, Priority.ALWAYS);
        Button folder = new Button(words.tr("Folder…"));
        folder.setId("model-folder");
        folder.setAccessibleText(words.tr("Choose the folder of another model"));
        folder.setMinWidth(USE_PREF_SIZE);
        folder.setOnAction(event -> desk.choosers()
                .folder(words.tr("Folder of a model"))
                .ifPresent(path -> model.addModel(path, models::setValue)));
        return named(words.tr("Model"), new HBox(8, models, folder));
    }

    /** Keeps what was chosen; at first that is the shipped model. */
    private void showModels() {
        ModelInfo before = models.getValue();
        models.getItems().setAll(model.models());
        if (before != null && model.models().contains(before)) {
            models.setValue(before);
        } else if (!model.models().isEmpty()) {
            models.setValue(model.models().get(0));
        }
    }

    private Node warning() {
        Label label = new Label(words.tr("Scores of an untrained model mean nothing."));
        label.getStyleClass().add("warning-text");
        label.setWrapText(true);
        BooleanBinding untrained = Bindings.createBooleanBinding(
                () -> models.getValue() != null && !models.getValue().trained(), models.valueProperty());
        label.visibleProperty().bind(untrained);
        label.managedProperty().bind(untrained);
        return label;
    }

    private Node options() {
        tiles.setId("hd-num");
        tiles.setEditable(true);
        tiles.setAccessibleText(words.tr("Most tiles a picture is cut into"));
        tiles.setPrefWidth(110);
        device.setId("device");
        device.setEditable(true);
        device.getItems().addAll("auto", "cpu", "cuda:0");
        device.setValue(ModelOptions.DEFAULT.device());
        device.setAccessibleText(words.tr("Device"));
        device.setPrefWidth(150);
        return new HBox(16, named(words.tr("Tiles a picture (hd-num)"), tiles), named(words.tr("Device"), device));
    }

    private Node next(Runnable toReview) {
        review.setText(words.tr("Review the lowest"));
        review.setId("to-review");
        review.setAccessibleText(review.getText());
        review.setOnAction(event -> toReview.run());
        BooleanBinding scored =
                Bindings.createBooleanBinding(() -> model.countsProperty().get().scored() > 0, model.countsProperty());
        review.disableProperty().bind(scored.not());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label label = new Label(words.tr("Next step"));
        label.getStyleClass().add("muted");
        HBox row = new HBox(8, label, gap, review);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static VBox named(String name, Node control) {
        Label label = new Label(name);
        label.getStyleClass().addAll("bold", "dense");
        label.setLabelFor(control);
        return new VBox(4, label, control);
    }
}
