package winnow.app.ui.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.PairOrigin;
import winnow.app.service.TrainService;
import winnow.app.ui.part.ChoiceText;
import winnow.scoring.ModelInfo;
import winnow.viewer.text.Words;

/** The settings of a new training. */
final class RecipeForm extends VBox {

    private static final double LABEL = 150;
    private static final List<String> PARTS = List.of("head", "plora", "lora", "last:1", "all");

    private final TrainViewModel model;
    private final Words words;
    private final TextField name = new TextField("reward");
    private final ComboBox<ModelInfo> models = new ComboBox<>();
    private final ComboBox<PairOrigin> from = new ComboBox<>();
    private final ComboBox<String> part = new ComboBox<>();
    private final Spinner<Integer> epochs = spinner("train-epochs", 1, 1000, 1);
    private final Spinner<Integer> batch = spinner("train-batch", 1, 64, 4);
    private final Spinner<Integer> accumulation = spinner("train-accumulation", 1, 256, 2);
    private final Spinner<Integer> aside = spinner("train-aside", 0, 50, 10);
    private final Spinner<Integer> tiles = spinner("train-tiles", 1, 64, 9);
    private final Spinner<Integer> seed = spinner("train-seed", 0, Integer.MAX_VALUE, 1);
    private final TextField rate = new TextField("1e-5");
    private final CheckBox constrained = new CheckBox();
    private final TextField ratio = new TextField("1.5");
    private final CheckBox thrifty = new CheckBox();
    private final Label wrong = new Label();

    RecipeForm(TrainViewModel model, Words words) {
        super(10);
        this.model = model;
        this.words = words;
        setId("train-form");
        Label title = new Label(words.tr("Train a reward model"));
        title.getStyleClass().add("screen-title");
        Label count = new Label();
        count.setId("usable");
        count.setWrapText(true);
        count.setMinHeight(USE_PREF_SIZE);
        count.getStyleClass().add("muted");
        count.textProperty().bind(Bindings.createStringBinding(this::usable, model.usableProperty()));
        wrong.setId("train-wrong");
        wrong.setWrapText(true);
        wrong.setMinHeight(USE_PREF_SIZE);
        wrong.getStyleClass().add("danger-text");
        name.setId("train-name");
        rate.setId("train-rate");
        choices();
        getChildren()
                .addAll(
                        title,
                        count,
                        line(words.tr("Name"), name),
                        line(words.tr("Starts from"), models),
                        line(words.tr("Learns from"), from),
                        line(words.tr("Trains"), part),
                        line(words.tr("Times over the pairs"), epochs),
                        line(words.tr("Pairs at once"), batch),
                        line(words.tr("Batches a step"), accumulation),
                        line(words.tr("Learning rate"), rate),
                        line(words.tr("Set aside to check, %"), aside),
                        line(words.tr("Most tiles"), tiles),
                        line(words.tr("Seed"), seed),
                        constraint(),
                        thrift());
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
    }

    /** What is wrong with what is written, once it should start; stands beside the button that starts. */
    Node wrong() {
        return wrong;
    }

    private void choices() {
        models.setId("train-model");
        models.setConverter(new ChoiceText<>(info -> info.name()));
        model.models().addListener((ListChangeListener<ModelInfo>) change -> showModels());
        showModels();
        from.setId("train-from");
        from.getItems().setAll(PairOrigin.values());
        from.setValue(PairOrigin.BOTH);
        from.setConverter(new ChoiceText<>(this::named));
        part.setId("train-part");
        part.getItems().setAll(PARTS);
        part.setValue(PARTS.get(0));
        part.setConverter(new ChoiceText<>(each -> TrainTexts.part(words, each)));
    }

    private String named(PairOrigin origin) {
        return switch (origin) {
            case VOTES -> words.tr("votes");
            case LABELS -> words.tr("labels of files");
            case BOTH -> words.tr("votes, else labels");
        };
    }

    private void showModels() {
        ModelInfo before = models.getValue();
        models.getItems().setAll(model.models());
        models.setValue(
                before != null && model.models().contains(before)
                        ? before
                        : model.models().stream().findFirst().orElse(null));
    }

    private String usable() {
        TrainService.Usable usable = model.usableProperty().get();
        return usable.isEmpty()
                ? words.tr("No pairs yet. Vote in Compare, or bring in pairs that say which answer is better.")
                : words.tr(
                        "{0} votes and {1} labelled pairs are usable.",
                        words.number(usable.votes()), words.number(usable.labels()));
    }

    private Node constraint() {
        constrained.setId("length-constraint");
        constrained.setText(words.tr("Length constraint"));
        ratio.setId("length-ratio");
        ratio.setPrefWidth(64);
        ratio.setAccessibleText(words.tr("The chosen answer is so many times as long at most"));
        ratio.disableProperty().bind(constrained.selectedProperty().not());
        Label why =
                new Label(words.tr("Leaves out pairs whose chosen answer is so many times as long as the other one."));
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().addAll("muted", "small");
        HBox head = new HBox(8, constrained, ratio);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(6, head, why);
        card.getStyleClass().add("card");
        return card;
    }

    private Node thrift() {
        thrifty.setId("train-thrifty");
        thrifty.setText(words.tr("Save memory"));
        Label why =
                new Label(words.tr("Computes every layer twice instead of keeping all of it, and keeps what does not"
                        + " learn in half precision. The figures are the same; a step takes longer."));
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().addAll("muted", "small");
        VBox card = new VBox(6, thrifty, why);
        card.getStyleClass().add("card");
        return card;
    }

    private static HBox line(String text, javafx.scene.control.Control control) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setLabelFor(control);
        label.setMinWidth(LABEL);
        label.setPrefWidth(LABEL);
        label.setWrapText(true);
        control.setAccessibleText(text);
        control.setPrefWidth(LABEL);
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(8, label, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Spinner<Integer> spinner(String id, int least, int most, int value) {
        Spinner<Integer> spinner = new Spinner<>(least, most, value);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(110);
        return spinner;
    }

    /** Starts with what is written, or says what is wrong with it. */
    void start() {
        wrong.setText(problem());
        if (wrong.getText().isEmpty()) {
            model.start(name.getText().strip(), keys());
        }
    }

    private String problem() {
        if (!name.getText().strip().matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,60}")) {
            return words.tr("The name begins with a letter or digit and holds letters, digits, spaces and . _ - only.");
        }
        if (models.getValue() == null) {
            return words.tr("There is no model to start from. Add one in Models.");
        }
        if (!(number(rate) > 0)) {
            return words.tr("The learning rate is a number above 0, such as 1e-5.");
        }
        if (constrained.isSelected() && !(number(ratio) > 0)) {
            return words.tr("The length constraint is a number above 0, such as 1.5.");
        }
        return "";
    }

    private static double number(TextField field) {
        try {
            return Double.parseDouble(field.getText().strip());
        } catch (NumberFormatException e) {
            return Double.NaN; // problem() says so
        }
    }

    private Map<String, Object> keys() {
        Map<String, Object> keys = new TreeMap<>();
        keys.put("model", models.getValue().folder().toString());
        keys.put("from", from.getValue().id());
        keys.put("train", part.getValue());
        keys.put("num_train_epochs", epochs.getValue());
        keys.put("per_device_train_batch_size", batch.getValue());
        keys.put("gradient_accumulation_steps", accumulation.getValue());
        keys.put("learning_rate", number(rate));
        keys.put("val_size", aside.getValue() / 100.0);
        keys.put("eval_steps", 10);
        keys.put("save_steps", 50);
        keys.put("hd_num", tiles.getValue());
        keys.put("seed", seed.getValue());
        keys.put("gradient_checkpointing", thrifty.isSelected());
        keys.put("bf16", thrifty.isSelected());
        keys.put("length_constraint", constrained.isSelected() ? number(ratio) : 0);
        return keys;
    }
}
