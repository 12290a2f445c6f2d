package winnow.viewer.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.Histogram;
import winnow.viewer.Screenshots;
import winnow.viewer.text.Words;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ScoreHistogramTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private ScoreHistogram plot;

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        plot = new ScoreHistogram(new Words(Locale.US));
        stage.setScene(new Scene(plot, 400, 90));
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void withoutScoresItSaysSo() {
        assertEquals("No scores yet.", plot.getAccessibleText());
    }

    @Test
    void itSaysInOneSentenceWhatItShows(FxRobot robot) {
        robot.interact(() -> {
            plot.histogramProperty().set(new Histogram(-2, 2, List.of(1000L, 1000L, 1000L, 1000L)));
            plot.markerProperty().set(-1.5);
            plot.cutProperty().set(-1);
        });
        assertEquals(
                "4,000 samples, scores from −2.00 to 2.00, median 0.00, this one −1.50, 25.0 % below the cut at −1.00",
                plot.getAccessibleText());
    }

    @Test
    void takingTheScoresAwayShowsTheEmptyStateAgain(FxRobot robot) {
        robot.interact(() -> plot.histogramProperty().set(bell(60)));
        robot.interact(() -> plot.histogramProperty().set(null));
        assertEquals("No scores yet.", plot.getAccessibleText());
    }

    @Test
    void theMarkerStandsAtItsScore() {
        List<Image> images = Screenshots.take(stage, "histogram-marker", 400, 90, () -> marked(0));
        assertEquals(Color.web("#0969da"), images.get(0).getPixelReader().getColor(200, 30));
        assertEquals(Color.web("#58a6ff"), images.get(1).getPixelReader().getColor(200, 30));
    }

    @Test
    void aMarkerOutsideStaysInSight() {
        List<Image> images = Screenshots.take(stage, "histogram-outside", 400, 90, () -> marked(-90));
        assertEquals(Color.web("#0969da"), images.get(0).getPixelReader().getColor(5, 30));
    }

    @Test
    void barsBelowTheCutAreHatched() {
        List<Image> images = Screenshots.take(stage, "histogram-cut", 400, 90, () -> {
            ScoreHistogram cut = new ScoreHistogram(new Words(Locale.US));
            cut.histogramProperty().set(new Histogram(-2, 2, List.of(5L, 5L, 5L, 5L)));
            cut.cutProperty().set(0);
            return cut;
        });
        long colours = IntStream.range(20, 30)
                .mapToObj(x -> images.get(0).getPixelReader().getColor(x, 50))
                .distinct()
                .count();
        assertTrue(colours > 1, "stripes");
        assertEquals(Color.web("#8c959f"), images.get(0).getPixelReader().getColor(325, 50));
    }

    @Test
    void looks() {
        List<Image> images = Screenshots.take(stage, "histogram", 560, 260, ScoreHistogramTest::examples);
        assertNotEquals(
                images.get(0).getPixelReader().getColor(300, 70),
                images.get(1).getPixelReader().getColor(300, 70));
    }

    private static Parent examples() {
        ScoreHistogram plain = marked(-3.42);
        plain.cutProperty().set(-2.1);
        ScoreHistogram fine = new ScoreHistogram(new Words(Locale.KOREA));
        fine.histogramProperty().set(new Histogram(-0.4, 0.5, bell(997).counts()));
        VBox box = new VBox(12, plain, fine, new ScoreHistogram(new Words(Locale.KOREA)));
        box.setStyle("-fx-padding: 12");
        return box;
    }

    private static ScoreHistogram marked(double score) {
        ScoreHistogram plot = new ScoreHistogram(new Words(Locale.US));
        plot.histogramProperty().set(bell(80));
        plot.markerProperty().set(score);
        return plot;
    }

    private static Histogram bell(int bins) {
        List<Long> counts = IntStream.range(0, bins)
                .mapToObj(i -> Math.round(4000 * Math.exp(-Math.pow((i - bins * 0.6) / (bins * 0.17), 2))))
                .toList();
        return new Histogram(-5, 5, counts);
    }
}
