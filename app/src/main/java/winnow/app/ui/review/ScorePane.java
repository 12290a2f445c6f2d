package winnow.app.ui.review;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.Ranking;
import winnow.app.service.RankingChoice;
import winnow.app.service.ReviewService.Detail;
import winnow.app.ui.ranking.RankingTexts;
import winnow.store.data.Outcome;
import winnow.viewer.chart.ScoreHistogram;
import winnow.viewer.text.Words;

/** The score of a sample: never without its rank, its share and where it stands among the others. */
final class ScorePane extends VBox {

    private final ReviewViewModel model;
    private final Words words;
    private final ScoreHistogram histogram;
    private final RankingTexts texts;
    private final Label caption = new Label();
    private final Label raw = new Label();
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
        this.texts = new RankingTexts(words);
        this.histogram = new ScoreHistogram(words);
        raw.setId("raw-reward");
        raw.getStyleClass().addAll("muted", "small");
        caption.setId("ranked-by");
        getStyleClass().add("score-pane");
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
        HBox line = new HBox(8, caption, reward, percentile, raw, gap, rank);
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
        Optional<Ranking> ranking = loaded == null ? Optional.empty() : loaded.ranking();
        Optional<Ranking.Place> place =
                ranking.flatMap(by -> by.place(detail.sample().id()));
        double ranked = place.map(Ranking.Place::value).orElse(value);
        histogram.markerProperty().set(score ? ranked : Double.NaN);
        RankingChoice choice = ranking.map(Ranking::choice).orElseGet(RankingChoice.Raw::new);
        caption.setText(texts.name(choice));
        reward.setText(hidden.get() ? words.tr("hidden") : texts.number(choice, ranked));
        percentile.setText(score ? share(place.map(Ranking.Place::percentile).orElse(detail.percentile())) : "");
        rank.setText(score ? rank(ranking, place, detail) : "");
        raw.setText(score && place.isPresent() ? words.tr("raw {0}", value) : "");
        String why = hidden.get() ? "" : why(detail);
        note.setText(why);
        note.setManaged(!why.isEmpty());
        note.setVisible(!why.isEmpty());
    }

    private String rank(Optional<Ranking> ranking, Optional<Ranking.Place> place, Detail detail) {
        return place.isPresent() && ranking.isPresent()
                ? words.tr("Rank {0} of {1}", place.get().rank(), ranking.get().size())
                : words.tr("Rank {0} of {1}", detail.rank(), detail.ranked());
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
