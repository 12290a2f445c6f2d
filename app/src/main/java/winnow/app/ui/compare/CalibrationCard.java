package winnow.app.ui.compare;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.CalibrationReport;
import winnow.app.service.CalibrationReport.Worth;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.rank.CalibrationFit;
import winnow.store.data.KeptCalibration;
import winnow.viewer.chart.ReliabilityPlot;
import winnow.viewer.text.Words;

/** How far "A is better with 71 %" may be believed: a reliability plot of votes held out, and a way to keep the fit. */
final class CalibrationCard extends VBox {

    private final Words words;
    private final AgreementTexts texts;
    private final ReliabilityPlot plot = new ReliabilityPlot();
    private final Label figures = text("calibration-figures");
    private final Label kept = text("calibration-kept");
    private final CommandButton keep;

    /** A card; {@code keep} keeps the fit that is shown. */
    CalibrationCard(Words words, Command keep) {
        super(8);
        this.words = words;
        this.texts = new AgreementTexts(words);
        this.keep = new CommandButton(keep, words.tr("Use this fit"));
        setId("calibration-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("What the model's probability is worth"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(12, title, gap, this.keep);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("agreement-title");
        VBox body = new VBox(8, plot, figures, kept);
        body.getStyleClass().add("calibration-body");
        plot.setId("reliability");
        plot.managedProperty().bind(plot.visibleProperty());
        kept.getStyleClass().addAll("muted", "small");
        getChildren().addAll(header, body);
    }

    private static Label text(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    void show(Optional<CalibrationReport> report) {
        Optional<CalibrationFit> fit = report.flatMap(CalibrationReport::fit);
        keep.setVisible(fit.isPresent());
        plot.setVisible(fit.isPresent());
        kept.setText(report.flatMap(CalibrationReport::kept)
                .map(this::kept)
                .orElseGet(() -> words.tr("No fit is in use: votes show no probability.")));
        if (report.isEmpty()) {
            figures.setText(words.tr("No run yet: there is no model to compare people with."));
        } else if (fit.isEmpty()) {
            figures.setText(words.tr(
                    "Blind votes on {0} more pairs whose answers have different rewards are needed; there are {1} of"
                            + " {2}.",
                    CalibrationFit.LEAST_PAIRS - report.get().counted().usable(),
                    report.get().counted().usable(),
                    CalibrationFit.LEAST_PAIRS));
        } else {
            show(fit.get());
        }
    }

    private void show(CalibrationFit fit) {
        Worth before = Worth.of(fit.before());
        Worth after = Worth.of(fit.after());
        plot.show(after.bins().stream()
                .map(bin -> new ReliabilityPlot.Part(
                        bin.expected(),
                        bin.observed().value(),
                        bin.observed().low(),
                        bin.observed().high(),
                        bin.n()))
                .toList());
        figures.setText(words.tr(
                "{0}, on votes held out: off by {1} on average; log loss {2}, before {3}.",
                method(KeptCalibration.Method.valueOf(fit.method().name())),
                texts.percent(after.expectedError()),
                after.logLoss(),
                before.logLoss()));
        plot.setAccessibleText(figures.getText());
    }

    private String kept(KeptCalibration used) {
        return words.tr(
                "In use: {0} ({1}, {2}).",
                used.name(),
                method(used.curve().method()),
                used.fittedAt().toString().substring(0, "2026-01-01".length()));
    }

    private String method(KeptCalibration.Method method) {
        return switch (method) {
            case TEMPERATURE -> words.tr("Temperature");
            case ISOTONIC -> words.tr("Isotonic");
        };
    }
}
