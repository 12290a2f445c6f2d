package winnow.app.ui.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.Brush;
import winnow.app.service.Overview;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.app.ui.ranking.RankingChooser;
import winnow.app.ui.ranking.RankingTexts;
import winnow.store.data.SourceCounts;
import winnow.viewer.chart.ProgressStrip;
import winnow.viewer.chart.ScoreHistogram;
import winnow.viewer.text.Words;

/** One line a dataset: samples, median, the spread of its scores to mark a part in, failures, how far it is decided. */
final class SourcesCard extends VBox {

    private static final double ROW = 72;
    private static final List<Double> WIDTHS = List.of(150.0, 76.0, 70.0, 240.0, 60.0, 110.0);

    private record Line(long datasetId, ScoreHistogram plot) {}

    private final OverviewViewModel model;
    private final Words words;
    private final RankingTexts texts;
    private final Label score = label("", "bold");
    private final VBox rows = new VBox();
    private final List<Line> lines = new ArrayList<>();
    private double pressed;

    SourcesCard(OverviewViewModel model, ChosenRanking ranking, Words words) {
        this.model = model;
        this.words = words;
        this.texts = new RankingTexts(words);
        setId("sources");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Sources"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top = new HBox(8, title, gap, new RankingChooser(ranking, words));
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("card-head");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        GridPane head = grid();
        head.getStyleClass().add("grid-head");
        head.addRow(
                0,
                label(words.tr("Source"), "bold"),
                label(words.tr("Samples"), "bold"),
                label(words.tr("Median"), "bold"),
                score,
                label(words.tr("Failed"), "bold"),
                label(words.tr("Decided"), "bold"));
        getChildren().addAll(top, head, scroll);
        model.brushedProperty().addListener((property, before, now) -> mark(now));
    }

    void show(Overview overview) {
        rows.getChildren().clear();
        lines.clear();
        String by = texts.value(overview.choice());
        score.setText(by.substring(0, 1).toUpperCase(words.locale()) + by.substring(1)); // as the other heads begin
        for (SourceCounts source : overview.sources()) {
            rows.getChildren().add(row(overview, source));
        }
        mark(model.brushedProperty().get());
    }

    private void mark(Overview.@Nullable Brushed found) {
        for (Line line : lines) {
            line.plot()
                    .brushedProperty()
                    .set(found == null ? null : found.histograms().get(line.datasetId()));
        }
    }

    private Node row(Overview overview, SourceCounts source) {
        FontIcon icon =
                new FontIcon(source.videos() > 0 ? "fth-film" : source.images() > 0 ? "fth-image" : "fth-align-left");
        Label name = new Label(source.name(), icon);
        name.setTooltip(new javafx.scene.control.Tooltip(source.name()));
        ScoreHistogram plot = new ScoreHistogram(words);
        plot.setId("histogram-" + source.datasetId());
        plot.setPrefHeight(ROW - 8);
        plot.histogramProperty().set(overview.histogram(source.datasetId()).orElse(null));
        brushing(plot, source.datasetId());
        lines.add(new Line(source.datasetId(), plot));
        Label failed = label(words.number(source.failed()), source.failed() > 0 ? "warning-text" : "muted");
        double median = overview.median(source.datasetId());
        GridPane row = grid();
        row.getStyleClass().add("grid-row");
        row.setPrefHeight(ROW);
        row.addRow(
                0,
                name,
                label(words.number(source.samples()), "plain"),
                label(Double.isNaN(median) ? "–" : words.score(median), "plain"),
                plot,
                failed,
                decided(source));
        return row;
    }

    private void brushing(ScoreHistogram plot, long source) {
        plot.setOnMousePressed(event -> pressed = plot.scoreAt(event.getX()));
        plot.setOnMouseDragged(event -> {
            double now = plot.scoreAt(event.getX());
            if (now != pressed && Double.isFinite(now)) {
                model.brushProperty().set(Brush.ofSource(source, Math.min(now, pressed), Math.max(now, pressed)));
            }
        });
        plot.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.clear();
            }
        });
    }

    private Node decided(SourceCounts source) {
        ProgressStrip strip = new ProgressStrip();
        strip.setPrefHeight(6);
        strip.setMaxHeight(6);
        strip.show(source.kept(), source.pruned(), source.unsure(), Math.max(source.samples(), source.decided()));
        double share = source.samples() == 0 ? 0 : 100.0 * source.decided() / source.samples();
        String percent = String.format(words.locale(), "%.1f %%", share);
        strip.setAccessibleText(percent);
        VBox box = new VBox(4, label(percent, "muted"), strip);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < WIDTHS.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPrefWidth(WIDTHS.get(i));
            boolean plot = i == 3;
            column.setHgrow(plot || i == 0 ? Priority.ALWAYS : Priority.NEVER);
            column.setMinWidth(plot ? 120 : i == 0 ? 80 : WIDTHS.get(i));
            column.setHalignment(i == 1 || i == 2 || i == 4 ? HPos.RIGHT : HPos.LEFT);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }
}
