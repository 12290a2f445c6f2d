package winnow.app.ui.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.Brush;
import winnow.app.service.Overview;
import winnow.app.service.RankingChoice;
import winnow.app.ui.ranking.RankingTexts;
import winnow.viewer.chart.Area;
import winnow.viewer.chart.DensityPlot;
import winnow.viewer.chart.HexBins;
import winnow.viewer.text.Words;

/** Length against score, with what is usual at each length, and a word of advice where length decides too much. */
final class LengthCard extends VBox {

    /** From here on length is said to matter. */
    private static final double NOTABLE = 0.3;

    private static final int LINE_POINTS = 60;
    private static final int MOST_SCORES = 6;

    private final OverviewViewModel model;
    private final Words words;
    private final DensityPlot plot;
    private final RankingTexts texts;
    private final Label title = new Label();
    private final Label count = new Label();
    private final Label advice = new Label();

    LengthCard(OverviewViewModel model, Words words) {
        super(8);
        this.model = model;
        this.words = words;
        this.texts = new RankingTexts(words);
        this.plot = new DensityPlot(words);
        getStyleClass().add("card");
        title.setId("length-title");
        title.getStyleClass().add("card-title");
        Region dash = new Region();
        dash.getStyleClass().add("regression-key");
        Label key = new Label(words.tr("local regression"), dash);
        key.getStyleClass().addAll("muted", "small");
        count.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(12, title, gap, key, count);
        head.setAlignment(Pos.CENTER_LEFT);
        plot.setId("density");
        plot.setMinSize(200, 160);
        VBox.setVgrow(plot, Priority.ALWAYS);
        advice.setId("length-advice");
        advice.setGraphic(new FontIcon("fth-info"));
        advice.setWrapText(true);
        advice.setMaxWidth(Double.MAX_VALUE);
        advice.setMinHeight(USE_PREF_SIZE);
        advice.getStyleClass().add("advice");
        advice.managedProperty().bind(advice.visibleProperty());
        getChildren().addAll(head, plot, advice);
        plot.markedProperty().addListener((property, before, area) -> marked(area));
        model.brushProperty().addListener((property, before, brush) -> {
            if (brush == null || !brush.isByLength()) {
                plot.markedProperty().set(null);
            }
        });
    }

    /** The plot takes the focus. */
    DensityPlot plot() {
        return plot;
    }

    private void marked(@Nullable Area area) {
        Brush now = model.brushProperty().get();
        if (area != null) {
            int least = Math.max(0, (int) Math.ceil(Math.expm1(area.left())));
            int most = Math.max(least, (int) Math.floor(Math.expm1(area.right())));
            model.brushProperty()
                    .set(new Brush(
                            OptionalLong.empty(), area.low(), area.high(), Math.max(1, least), Math.max(1, most)));
        } else if (now != null && now.isByLength()) {
            model.clear();
        }
    }

    void show(OverviewViewModel.Seen seen) {
        Overview overview = seen.overview();
        HexBins bins = seen.density();
        title.setText(words.tr("Length against {0}", texts.value(overview.choice())));
        plot.drawingProperty().set(bins == null ? null : drawing(overview, bins));
        count.setText(bins == null ? "" : words.tr("{0} samples", words.number(bins.total())));
        double rho = overview.correlation();
        boolean raw = overview.choice() instanceof RankingChoice.Raw; // the others are the advice
        advice.setVisible(raw && Math.abs(rho) > NOTABLE);
        String number = String.format(words.locale(), "%.2f", rho).replace('-', '\u2212');
        advice.setText(
                rho > 0
                        ? words.tr(
                                "Longer answers score higher here (ρ = {0}). Rank in group or length-adjusted before"
                                        + " you cut, or short right answers will go.",
                                number)
                        : words.tr(
                                "Shorter answers score higher here (ρ = {0}). Rank in group or length-adjusted before"
                                        + " you cut, or long right answers will go.",
                                number));
        plot.setAccessibleText(title.getText() + ". " + count.getText());
    }

    private DensityPlot.Drawing drawing(Overview overview, HexBins bins) {
        Area area = bins.area();
        List<Double> line = new ArrayList<>();
        overview.curve().ifPresent(curve -> {
            double from = curve.x(0);
            double to = curve.x(curve.size() - 1);
            for (int i = 0; i <= LINE_POINTS; i++) {
                double x = from + (to - from) * i / LINE_POINTS;
                line.add(x);
                line.add(curve.at(x));
            }
        });
        return new DensityPlot.Drawing(
                bins, line, lengths(area), scores(area), words.tr("answer length, characters (log)"));
    }

    private List<DensityPlot.Tick> lengths(Area area) {
        List<DensityPlot.Tick> ticks = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (long power = 1; power <= 1_000_000_000L; power *= 10) {
            for (long length : List.of(power, 2 * power, 5 * power)) {
                double at = Math.log1p((double) length);
                if (at >= area.left() && at <= area.right() && at - last > (area.right() - area.left()) / 8) {
                    ticks.add(new DensityPlot.Tick(at, words.number(length)));
                    last = at;
                }
            }
        }
        return ticks;
    }

    private List<DensityPlot.Tick> scores(Area area) {
        List<Double> places = DensityPlot.Tick.places(area.low(), area.high(), MOST_SCORES);
        boolean whole = places.stream().allMatch(place -> place == Math.rint(place));
        return places.stream()
                .map(place -> new DensityPlot.Tick(place, whole ? words.number(Math.round(place)) : words.score(place)))
                .toList();
    }
}
