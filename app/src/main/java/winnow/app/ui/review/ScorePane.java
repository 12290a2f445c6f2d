package winnow.app.ui.review;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.ReviewService.Detail;
import winnow.store.data.Outcome;
import winnow.viewer.chart.ScoreHistogram;
import winnow.viewer.text.Words;

/** The score of a sample: never without its rank, its share and where it stands among the others. */
final class ScorePane extends VBox {

    private final ReviewViewModel model;
    private final Words words;
    private final ScoreHistogram histogram;
    private final Label reward = new Label();
    private final Label percentile = new Label();
    private final Label rank = new Label();
    private final Label note = new Label();
    private final BooleanProperty hidden = new SimpleBooleanProperty(this, "hidden", false);
    private boolean low;

    ScorePane(ReviewViewModel model, Words words) {
        super(6);
        this.model = model;
        this.words = words;
        this.histogram = new ScoreHistogram(words);
        getStyleClass().add("score-pane");
        Label caption = new Label(words.tr("Raw reward"));
        caption.getStyleClass().addAll("muted", "small");
        reward.setId("reward");
        reward.getStyleClass().add("card-title");
        percentile.setId("percentile");
        percentile.getStyleClass().add("muted");
        rank.setId("rank");
        note.setId("not-scored");
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(8, caption, reward, percentile, gap, rank);
        line.setAlignment(Pos.BASELINE_LEFT);
        histogram.setMinHeight(64);
        histogram.setPrefHeight(84);
        getChildren().addAll(line, histogram, note);
        model.now().loadedProperty().addListener((property, before, loaded) -> show());
        model.now().detailProperty().addListener((property, before, detail) -> show());
        hidden.addListener((property, before, now) -> show());
        show();
    }

    /** Whether the score is kept from the annotator. */
    BooleanProperty hiddenProperty() {
        return hidden;
    }

    /** Leaves the histogram out, where there is no room for it. */
    void setLow(boolean low) {
        histogram.setManaged(!low);
        this.low = low;
        show();
    }

    private void show() {
        QueueLoader.Loaded loaded = model.now().loadedProperty().get();
        Detail detail = model.now().detailProperty().get();
        if (detail == null) {
            return; // the next one shows at once
        }
        boolean score = !hidden.get() && detail.rank() > 0;
        histogram.setVisible(!hidden.get() && !low);
        if (loaded != null && loaded.histogram().isPresent()) {
            histogram.histogramProperty().set(loaded.histogram().get());
        }
        double value = detail.outcome().orElse(null) instanceof Outcome.Score found ? found.reward() : Double.NaN;
        histogram.markerProperty().set(score ? value : Double.NaN);
        reward.setText(hidden.get() ? words.tr("hidden") : words.score(value));
        percentile.setText(score ? share(detail.percentile()) : "");
        rank.setText(score ? words.tr("Rank {0} of {1}", detail.rank(), detail.ranked()) : "");
        String why = hidden.get() ? "" : why(detail);
        note.setText(why);
        note.setManaged(!why.isEmpty());
        note.setVisible(!why.isEmpty());
    }

    private String share(double percentile) {
        return words.tr("lowest {0} %", String.format(words.locale(), "%.1f", percentile));
    }

    private String why(Detail detail) {
        if (detail.outcome().isEmpty()) {
            return words.tr("Not scored yet.");
        }
        if (detail.outcome().get() instanceof Outcome.Failure failure) {
            return words.tr("Not scored: {0}", failure.reason());
        }
        return detail.outcome().get() instanceof Outcome.Score score && score.truncated()
                ? words.tr("Too long for the model: the end was not read.")
                : "";
    }
}
