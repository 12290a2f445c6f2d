package winnow.app.ui.threshold;

import java.util.Map;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.Spread;
import winnow.app.ui.ranking.RankingTexts;
import winnow.viewer.chart.CutPlot;
import winnow.viewer.text.Words;

/** One source: how its values are spread, with the handle of its cut, the cut as a number, and what falls. */
final class CutRow extends HBox {

    private static final double FINEST = 0.01;
    private static final int STEPS = 400;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final long dataset;
    private final ThresholdViewModel model;
    private final Words words;
    private final Spread spread;
    private final CutPlot plot;
    private final TextField number = new TextField();
    private final Label caption = new Label();
    private String what = "";
    private final Label count = new Label();
    private final Label share = new Label();
    private boolean showing;

    CutRow(long dataset, ThresholdViewModel model, ThresholdViewModel.Seen seen, Words words) {
        super(16);
        this.dataset = dataset;
        this.model = model;
        this.words = words;
        this.spread = seen.spread();
        this.plot = new CutPlot(words);
        getStyleClass().add("cut-row");
        setAlignment(Pos.CENTER_LEFT);
        plot.setId("cut-plot-" + dataset);
        plot.histogramProperty().set(spread.histogram(dataset));
        double width = spread.high() - spread.low();
        plot.stepProperty().set(width > FINEST * STEPS / 4 ? FINEST : width / STEPS);
        plot.onTypingProperty().set(this::type);
        plot.cutProperty().addListener((property, before, cut) -> {
            if (!showing) {
                model.cut(dataset, cut.doubleValue());
            }
        });
        HBox.setHgrow(plot, Priority.ALWAYS);
        String name = seen.names().getOrDefault(dataset, "");
        getChildren().addAll(name(name), plot, typed(seen, name), falling());
    }

    /** The plot takes the focus. */
    CutPlot plot() {
        return plot;
    }

    /** Shows where the cut stands, and what it comes to. */
    void show(Map<Long, Double> cuts) {
        Double at = cuts.get(dataset);
        showing = true;
        plot.cutProperty().set(at == null ? Double.NaN : at);
        showing = false;
        if (!number.isFocused()) {
            number.setText(at == null ? "" : words.score(at));
            wrong(false);
        }
        long below = at == null ? 0 : spread.below(dataset, at);
        count.setText(words.number(below));
        share.setText(percent(words, spread.size(dataset) == 0 ? 0 : (double) below / spread.size(dataset)));
    }

    /** A share as percent with one decimal. */
    static String percent(Words words, double share) {
        return String.format(words.locale(), "%.1f %%", 100 * share);
    }

    private VBox name(String text) {
        Label name = new Label(text);
        name.getStyleClass().add("bold");
        name.setTooltip(new Tooltip(text));
        Label scored = new Label(words.tr("{0} scored", words.number(spread.size(dataset))));
        scored.getStyleClass().addAll("muted", "small");
        VBox box = new VBox(2, name, scored);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(120);
        box.setPrefWidth(150);
        box.setMaxWidth(150);
        return box;
    }

    private VBox typed(ThresholdViewModel.Seen seen, String name) {
        number.setId("cut-" + dataset);
        number.getStyleClass().add("cut-number");
        number.setAlignment(Pos.CENTER_RIGHT);
        number.setAccessibleText(words.tr("Cut of {0}", name));
        number.setTooltip(new Tooltip(words.tr("Type a number, then ↵")));
        number.setOnAction(event -> take());
        number.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                leave();
            }
        });
        number.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                show(model.cutsProperty().get());
            }
        });
        what = words.tr(
                "cut at {0}",
                new RankingTexts(words).scale(seen.spread().ranking().choice()));
        caption.setId("cut-caption-" + dataset);
        caption.getStyleClass().addAll("muted", "small");
        wrong(false);
        VBox box = new VBox(2, number, caption);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private VBox falling() {
        count.setId("falling-" + dataset);
        count.getStyleClass().addAll("falling", "prune-text");
        share.getStyleClass().addAll("muted", "small");
        VBox box = new VBox(count, share);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(84);
        box.setPrefWidth(84);
        return box;
    }

    private void type() {
        number.requestFocus();
        number.selectAll();
    }

    /** What was typed becomes the cut; what is no number is marked and stays to be mended. */
    private void take() {
        OptionalDouble value = read(number.getText());
        wrong(value.isEmpty());
        value.ifPresent(cut -> {
            model.cut(dataset, cut);
            leave();
        });
    }

    private void wrong(boolean is) {
        number.pseudoClassStateChanged(WRONG, is);
        caption.setText(is ? words.tr("not a number") : what);
        caption.getStyleClass().removeAll("muted", "danger-text");
        caption.getStyleClass().add(is ? "danger-text" : "muted");
    }

    private void leave() {
        plot.requestFocus();
        show(model.cutsProperty().get());
    }

    /** A number with either minus sign, with thousands marked or not; empty for anything else. */
    static OptionalDouble read(String text) {
        String plain = text.strip().replace('\u2212', '-').replace(",", "");
        return plain.matches("[-+]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})")
                ? OptionalDouble.of(Double.parseDouble(plain))
                : OptionalDouble.empty();
    }
}
