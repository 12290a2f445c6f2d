package winnow.app.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import winnow.scoring.train.TrainingLog;
import winnow.viewer.chart.CurvePlot;
import winnow.viewer.chart.CurvePlot.Curve;
import winnow.viewer.chart.CurvePlot.Shown;
import winnow.viewer.text.Words;

/** Six plots of a training, what they say of the length of answers, and its last steps. */
final class PlotsPane extends VBox {

    private static final int LINES = 3;

    private final TrainViewModel model;
    private final Words words;
    private final List<Panel> panels = new ArrayList<>();
    private final GridPane grid = new GridPane();
    private final Label finding = new Label();
    private final Label lines = new Label();

    /** A plot with its heading. */
    private record Panel(String title, CurvePlot plot, Label now) {}

    PlotsPane(TrainViewModel model, Words words) {
        super(12);
        this.model = model;
        this.words = words;
        setId("train-plots");
        getStyleClass().add("screen-column");
        grid.setHgap(12);
        grid.setVgap(12);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100 / 3.0);
            grid.getColumnConstraints().add(third);
        }
        for (int i = 0; i < 2; i++) {
            RowConstraints half = new RowConstraints();
            half.setVgrow(Priority.ALWAYS);
            half.setPercentHeight(50);
            grid.getRowConstraints().add(half);
        }
        panel("loss", words.tr("train"), words.tr("check"));
        panel("accuracy", words.tr("train"), words.tr("check"));
        panel("margin", words.tr("chosen minus rejected"), "");
        panel("mean_reward", words.tr("mean, smallest to largest"), "");
        panel("length_correlation", words.tr("of this run"), words.tr("check"));
        panel("learning_rate", words.tr("rate, share of the highest"), words.tr("gradient norm"));
        VBox.setVgrow(grid, Priority.ALWAYS);
        finding.setId("train-finding");
        finding.setMaxWidth(Double.MAX_VALUE);
        finding.setWrapText(true);
        finding.setMinHeight(USE_PREF_SIZE);
        finding.getStyleClass().add("finding");
        lines.setId("train-log");
        lines.getStyleClass().add("training-log");
        getChildren().addAll(grid, finding, lines);
        model.logProperty().addListener(property -> show());
        model.stepsProperty().addListener(property -> show());
        show();
    }

    private void panel(String title, String first, String second) {
        Label head = new Label(title);
        head.getStyleClass().add("bold");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label now = new Label();
        now.getStyleClass().add("bold");
        HBox top = new HBox(8, head, gap, now);
        HBox legend = new HBox(12, legend(first, title.equals("learning_rate") ? 4 : 1));
        if (!second.isEmpty()) {
            legend.getChildren().add(legend(second, title.equals("learning_rate") ? 5 : 2));
        }
        CurvePlot plot = new CurvePlot(words.tr("no values yet"));
        plot.setId("plot-" + title);
        VBox.setVgrow(plot, Priority.ALWAYS);
        VBox card = new VBox(4, top, legend, plot);
        card.getStyleClass().add("card");
        card.setMinSize(0, 0);
        panels.add(new Panel(title, plot, now));
        grid.add(card, (panels.size() - 1) % 3, (panels.size() - 1) / 3);
    }

    private static Node legend(String text, int series) {
        Label mark = new Label("━ " + text);
        mark.getStyleClass().addAll("small", "legend-" + series);
        mark.setAlignment(Pos.CENTER_LEFT);
        return mark;
    }

    private void show() {
        TrainingLog log = model.logProperty().get();
        double end =
                Math.max(1, Math.max(log.steps(), model.stepsProperty().get().total()));
        for (Panel panel : panels) {
            double last = log.last(panel.title());
            panel.now().setText(TrainTexts.figure(last));
            panel.plot().show(shown(log, panel.title(), end));
            panel.plot()
                    .setAccessibleText(
                            Double.isNaN(last)
                                    ? words.tr("{0}: no steps yet", panel.title())
                                    : words.tr(
                                            "{0}: {1} after {2} steps",
                                            panel.title(), TrainTexts.figure(last), log.steps()));
        }
        showFinding(log);
        lines.setText(log.rows().stream()
                .skip(Math.max(0, log.rows().size() - LINES))
                .map(row -> line(log, row))
                .reduce("", (a, b) -> b + (a.isEmpty() ? "" : "\n" + a)));
    }

    private static Shown shown(TrainingLog log, String column, double end) {
        List<double[]> own = log.curve(column);
        if (column.equals("mean_reward")) {
            return new Shown(
                    List.of(new Curve(1, false, own)), log.curve("min_reward"), log.curve("max_reward"), 0, end);
        }
        if (column.equals("learning_rate")) {
            double highest = own.stream().mapToDouble(point -> point[1]).max().orElse(1);
            List<double[]> shares = own.stream()
                    .map(point -> new double[] {point[0], highest > 0 ? point[1] / highest : 0})
                    .toList();
            return Shown.of(List.of(new Curve(5, false, log.curve("grad_norm")), new Curve(4, false, shares)), end);
        }
        List<Curve> curves = List.of(new Curve(1, false, own), new Curve(2, true, log.curve("eval_" + column)));
        return column.equals("length_correlation")
                ? new Shown(curves, List.of(), List.of(), TrainTexts.GOAL, end)
                : Shown.of(column.equals("margin") ? curves.subList(0, 1) : curves, end);
    }

    private void showFinding(TrainingLog log) {
        double correlation = TrainTexts.lengthCorrelation(log);
        boolean within = Math.abs(correlation) <= TrainTexts.GOAL;
        finding.setVisible(!Double.isNaN(correlation));
        finding.getStyleClass().remove("doubt");
        if (!within) {
            finding.getStyleClass().add("doubt");
        }
        finding.setText(
                within
                        ? words.tr("Reward and length stay within ± 0.1: {0}.", TrainTexts.figure(correlation))
                        : words.tr(
                                "The reward follows the length: correlation {0}. The length constraint leaves out pairs"
                                        + " that teach it.",
                                TrainTexts.figure(correlation)));
    }

    private static String line(TrainingLog log, double[] row) {
        List<String> parts = new ArrayList<>();
        for (String column : List.of("step", "loss", "accuracy", "margin", "grad_norm", "eval_accuracy")) {
            int at = log.columns().indexOf(column);
            if (at >= 0 && at < row.length && !Double.isNaN(row[at])) {
                parts.add(column + " " + (at == 0 ? String.valueOf((long) row[at]) : TrainTexts.figure(row[at])));
            }
        }
        return String.join("  ", parts);
    }
}
