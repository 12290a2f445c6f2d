package winnow.app.ui.measure;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import winnow.app.service.PlantReport;
import winnow.app.ui.part.ChoiceText;
import winnow.store.data.Measurement;
import winnow.viewer.text.Words;

/** Which of the kept reports is shown, and a way to take its figures elsewhere. */
final class KeptBar extends HBox {

    private final MeasureViewModel model;
    private final Words words;
    private final ComboBox<Measurement> reports = new ComboBox<>();

    KeptBar(MeasureViewModel model, Words words) {
        super(8);
        this.model = model;
        this.words = words;
        setAlignment(Pos.CENTER_RIGHT);
        Label note = new Label();
        note.setId("measure-kept");
        note.getStyleClass().addAll("muted", "dense");
        note.textProperty().bind(Bindings.createStringBinding(this::note, model.savedProperty()));
        reports.setId("plant-kept");
        reports.setAccessibleText(words.tr("Kept reports"));
        reports.setConverter(new ChoiceText<>(this::named));
        reports.setPrefWidth(360);
        model.kept().addListener((ListChangeListener<Measurement>) change -> show());
        model.foundProperty().addListener((property, before, found) -> show());
        reports.valueProperty().addListener((property, before, chosen) -> open(chosen));
        Button csv = new Button(words.tr("Save as CSV"));
        csv.setId("measure-csv");
        csv.setAccessibleText(csv.getText());
        csv.setOnAction(event -> model.save());
        getChildren().addAll(note, reports, csv);
        show();
    }

    private String note() {
        String file = model.savedProperty().get();
        return file.isEmpty()
                ? words.tr("Kept with the workspace")
                : words.tr("Saved beside the workspace as {0}", file);
    }

    private String named(Measurement of) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.locale())
                .withZone(ZoneId.systemDefault())
                .format(of.measuredAt());
        return words.tr(
                "{0} · {1} · {2} in {3}, seed {4}",
                when, of.model(), words.number(of.planted()), words.number(of.samples()), of.seed());
    }

    private void show() {
        @Nullable PlantReport shown = model.foundProperty().get();
        reports.getItems().setAll(model.kept());
        reports.setValue(shown == null ? null : shown.measurement());
    }

    private void open(@Nullable Measurement chosen) {
        @Nullable PlantReport shown = model.foundProperty().get();
        if (chosen != null && (shown == null || !shown.measurement().equals(chosen))) {
            model.open(chosen);
        }
    }
}
