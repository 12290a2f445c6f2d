package winnow.app.ui.measure;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import winnow.scoring.rank.Detection;
import winnow.viewer.chart.IntervalPlot;
import winnow.viewer.text.Words;

/** An AUROC on a track from 0 to 1, with its 95 % interval and the figure. */
final class AurocCell<T> extends TableCell<T, Detection> {

    private final Words words;
    private final IntervalPlot plot = new IntervalPlot();
    private final Label figure = new Label();
    private final HBox line = new HBox(10, plot, figure);

    AurocCell(Words words) {
        this.words = words;
        getStyleClass().add("auroc-cell");
        figure.setMinWidth(USE_PREF_SIZE);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(plot, Priority.ALWAYS);
    }

    @Override
    protected void updateItem(@Nullable Detection item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        Detection.Interval interval = item.interval();
        plot.show(item.auroc(), interval.low(), interval.high());
        figure.setText(FaultTexts.share(item.auroc()));
        plot.setAccessibleText(words.tr(
                "AUROC {0}, probably between {1} and {2}",
                FaultTexts.share(item.auroc()), FaultTexts.share(interval.low()), FaultTexts.share(interval.high())));
        setGraphic(line);
    }
}
