package winnow.app.ui.measure;

import java.nio.file.Path;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.part.ChoiceText;
import winnow.scoring.ModelInfo;
import winnow.scoring.benchmark.Benchmark;
import winnow.viewer.text.Words;

/** Which benchmark, its data or saved results, and which model. */
final class BenchForm extends VBox {

    private final MeasureViewModel model;
    private final Desk desk;
    private final ComboBox<ModelInfo> models;
    private final ComboBox<Benchmark> benchmarks = new ComboBox<>();
    private final TextField file = new TextField();

    BenchForm(MeasureViewModel model, Desk desk) {
        super(10);
        this.model = model;
        this.desk = desk;
        Words words = desk.words();
        this.models = ModelBoxes.models("bench-model", model);
        setId("bench-form");
        Label title = new Label(words.tr("Benchmarks"));
        title.getStyleClass().add("screen-title");
        Label what = new Label(words.tr("How often a model prefers the better answer, beside what the paper prints."));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        benchmarks.setId("bench-name");
        benchmarks.getItems().setAll(Benchmark.values());
        benchmarks.setValue(Benchmark.VL_REWARDBENCH);
        benchmarks.setConverter(new ChoiceText<>(Benchmark::title));
        file.setId("bench-file");
        Button choose = new Button(words.tr("Choose a file…"));
        choose.setId("bench-choose");
        choose.setAccessibleText(choose.getText());
        choose.setOnAction(event -> this.desk.choosers().datasets().stream()
                .findFirst()
                .ifPresent(chosen -> file.setText(chosen.toString())));
        getChildren()
                .addAll(
                        title,
                        what,
                        Tables.named(words.tr("Benchmark"), benchmarks),
                        Tables.named(words.tr("Data, or saved results"), file),
                        choose,
                        Tables.named(words.tr("Model"), models));
    }

    /** Whether all is chosen that is needed. */
    BooleanBinding possible() {
        return file.textProperty().isNotEmpty().and(model.runningProperty().not());
    }

    /** Judges the data. */
    void judge() {
        if (models.getValue() != null) {
            model.judge(models.getValue(), benchmarks.getValue(), path());
        }
    }

    /** Reads saved results. */
    void read() {
        model.read(benchmarks.getValue(), path());
    }

    private Path path() {
        return Path.of(file.getText().strip());
    }
}
