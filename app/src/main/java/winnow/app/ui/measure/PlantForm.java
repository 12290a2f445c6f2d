package winnow.app.ui.measure;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.VBox;
import winnow.app.service.PlantService;
import winnow.app.ui.part.ChoiceText;
import winnow.scoring.ModelInfo;
import winnow.scoring.train.Planting.Fault;
import winnow.store.data.Dataset;
import winnow.viewer.text.Words;

/** What is planted, into what, and who shall find it. */
final class PlantForm extends VBox {

    private final MeasureViewModel model;
    private final ComboBox<ModelInfo> models;
    private final ComboBox<Dataset> datasets = new ComboBox<>();
    private final Spinner<Integer> samples = new Spinner<>(2, 100_000, 400, 100);
    private final Spinner<Integer> share = new Spinner<>(1, 90, 35, 5);
    private final Spinner<Integer> seed = new Spinner<>(0, Integer.MAX_VALUE, 1);
    private final Map<Fault, CheckBox> faults = new EnumMap<>(Fault.class);

    PlantForm(MeasureViewModel model, Words words) {
        super(10);
        this.model = model;
        this.models = ModelBoxes.models("plant-model", model);
        setId("plant-form");
        Label title = new Label(words.tr("Plant and find"));
        title.getStyleClass().add("screen-title");
        Label what = new Label(words.tr(
                "Known faults go into a copy of your own data. Who finds them? The copy is scored once, which takes as"
                        + " long as scoring so many samples."));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        datasets.setId("plant-dataset");
        datasets.setConverter(new ChoiceText<>(dataset -> dataset.name()));
        ModelBoxes.keep(datasets, model.datasets());
        samples.setId("plant-samples");
        samples.setEditable(true);
        share.setId("plant-share");
        share.setEditable(true);
        seed.setId("plant-seed");
        seed.setEditable(true);
        getChildren()
                .addAll(
                        title,
                        what,
                        Tables.named(words.tr("Model"), models),
                        Tables.named(words.tr("Into"), datasets),
                        Tables.named(words.tr("Samples at random, at most"), samples),
                        Tables.named(words.tr("Share with a fault, %"), share),
                        Tables.named(words.tr("Seed"), seed));
        addFaults(words);
    }

    private void addFaults(Words words) {
        Label kinds = new Label(words.tr("Faults"));
        kinds.getStyleClass().addAll("bold", "dense");
        getChildren().add(kinds);
        for (Fault fault : Fault.values()) {
            CheckBox box = new CheckBox(FaultTexts.fault(words, fault));
            box.setId("fault-" + fault.word());
            box.setSelected(true);
            faults.put(fault, box);
            getChildren().add(box);
        }
    }

    /** Whether all is chosen that is needed. */
    BooleanBinding possible() {
        BooleanBinding some = Bindings.createBooleanBinding(
                () -> !chosen().isEmpty(),
                faults.values().stream().map(CheckBox::selectedProperty).toArray(javafx.beans.Observable[]::new));
        return some.and(models.valueProperty().isNotNull())
                .and(datasets.valueProperty().isNotNull())
                .and(model.runningProperty().not());
    }

    private Set<Fault> chosen() {
        Set<Fault> chosen = EnumSet.noneOf(Fault.class);
        faults.forEach((fault, box) -> {
            if (box.isSelected()) {
                chosen.add(fault);
            }
        });
        return chosen;
    }

    /** Plants what is chosen. */
    void start() {
        model.plant(
                models.getValue(),
                datasets.getValue().id(),
                new PlantService.Draw(samples.getValue(), share.getValue() / 100.0, seed.getValue(), chosen()));
    }
}
