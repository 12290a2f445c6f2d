package winnow.app.ui.compare;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.AgreementReport;
import winnow.app.service.BetweenAnnotators;
import winnow.scoring.rank.Estimate;
import winnow.viewer.chart.IntervalPlot;
import winnow.viewer.text.Words;

/** Krippendorff's alpha of all votes, and of those that name the same dimension as a reason. */
final class DimensionCard extends VBox {

    private final Words words;
    private final AgreementTexts texts;
    private final GridPane grid = new GridPane();

    DimensionCard(Words words) {
        this.words = words;
        this.texts = new AgreementTexts(words);
        setId("dimension-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Krippendorff α by dimension"));
        title.getStyleClass().addAll("card-title", "agreement-title");
        grid.getStyleClass().add("dimension-grid");
        grid.setHgap(16);
        grid.setVgap(6);
        column(180, HPos.LEFT, false);
        column(44, HPos.RIGHT, false);
        column(96, HPos.LEFT, false);
        column(120, HPos.LEFT, true);
        getChildren().addAll(title, grid);
    }

    private void column(double width, HPos side, boolean grows) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 80) / 2);
        column.setHalignment(side);
        column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
        grid.getColumnConstraints().add(column);
    }

    void show(AgreementReport report) {
        grid.getChildren().clear();
        row(words.tr("All votes"), report.all().votes(), true);
        VoteTexts names = new VoteTexts(words);
        report.dimensions().forEach((dimension, said) -> {
            if (said.things() > 0) {
                row(names.dimension(dimension), said, false);
            }
        });
        if (grid.getRowCount() == 1) {
            Label hint = new Label(words.tr("No two annotators named the same reason for a pair."));
            hint.getStyleClass().add("muted");
            hint.setWrapText(true);
            grid.add(hint, 0, 1, 4, 1);
        }
    }

    private void row(String name, BetweenAnnotators said, boolean all) {
        Estimate alpha = said.alpha();
        Label label = new Label(name);
        Label value = new Label(texts.number(alpha.value()));
        if (all) {
            label.getStyleClass().add("card-title");
        }
        value.getStyleClass().add("card-title");
        value.setMinWidth(USE_PREF_SIZE);
        Label interval = new Label(texts.numbers(alpha));
        interval.getStyleClass().add("muted");
        IntervalPlot plot = new IntervalPlot();
        plot.show(inside(alpha.value()), inside(alpha.low()), inside(alpha.high()));
        plot.setAccessibleText(words.tr("{0}: {1}, {2}", name, value.getText(), interval.getText()));
        plot.setMaxWidth(Double.MAX_VALUE);
        grid.addRow(grid.getRowCount(), label, value, interval, plot);
    }

    /** A plot goes from agreement by chance to full agreement. */
    private static double inside(double alpha) {
        return Double.isNaN(alpha) ? Double.NaN : Math.max(0, Math.min(1, alpha));
    }
}
