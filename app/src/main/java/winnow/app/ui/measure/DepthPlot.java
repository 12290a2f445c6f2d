package winnow.app.ui.measure;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.TruthReport;
import winnow.viewer.chart.CurvePlot;
import winnow.viewer.chart.CurvePlot.Curve;
import winnow.viewer.chart.CurvePlot.Shown;
import winnow.viewer.text.Words;

/** How many of the lowest have a fault, by how many are looked at, a curve a ranking. */
final class DepthPlot extends VBox {

    private static final double WIDTH = 320;
    private static final int COLOURS = 5;

    private final Words words;
    private final CurvePlot plot;
    private final FlowPane legend = new FlowPane(12, 0);

    DepthPlot(Words words) {
        super(4);
        this.words = words;
        Label head = new Label(words.tr("Share with a fault among the lowest"));
        head.getStyleClass().add("bold");
        plot = new CurvePlot(words.tr("no values yet"));
        plot.setId("plant-depths");
        VBox.setVgrow(plot, Priority.ALWAYS);
        getStyleClass().add("card");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        getChildren().addAll(head, legend, plot);
    }

    /** Shows a report. */
    void show(TruthReport report) {
        List<Curve> curves = new ArrayList<>();
        List<String> said = new ArrayList<>();
        legend.getChildren().clear();
        report.rankings().forEach((ranking, found) -> {
            int series = curves.size() % COLOURS + 1;
            List<double[]> points = new ArrayList<>();
            found.all().precisionAt().forEach((k, share) -> points.add(new double[] {k, share}));
            curves.add(new Curve(series, true, points));
            Label mark = new Label("━ " + FaultTexts.ranking(words, ranking));
            mark.getStyleClass().addAll("small", "legend-" + series);
            legend.getChildren().add(mark);
            if (!points.isEmpty()) {
                said.add(FaultTexts.ranking(words, ranking) + " " + FaultTexts.share(points.get(0)[1]));
            }
        });
        double end = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(point -> point[0])
                .max()
                .orElse(1);
        plot.show(Shown.of(curves, end));
        plot.setAccessibleText(words.tr("Share with a fault among the lowest") + ": " + String.join(", ", said));
    }
}
