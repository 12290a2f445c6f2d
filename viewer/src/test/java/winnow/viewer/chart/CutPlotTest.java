package winnow.viewer.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
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
class CutPlotTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private CutPlot plot;

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    private int asked;

    @Start
    void start(Stage shown) {
        stage = shown;
        plot = new CutPlot(new Words(Locale.US));
        plot.histogramProperty().set(new Histogram(-4, 4, List.of(1L, 4L, 30L, 90L, 120L, 80L, 20L, 3L)));
        plot.cutProperty().set(-2);
        plot.onTypingProperty().set(() -> asked++);
        stage.setScene(new Scene(plot, 416, 110));
        stage.show();
        plot.requestFocus();
    }

    @Test
    void arrowKeysMoveTheCutTenStepsWithShift(FxRobot robot) {
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertEquals(-2.02, plot.cutProperty().get(), 1e-9);
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        assertEquals(-1.92, plot.cutProperty().get(), 1e-9);
    }

    @Test
    void draggingMovesTheCutAndAClickDoesNot(FxRobot robot) {
        robot.clickOn(plot);
        assertEquals(-2, plot.cutProperty().get());

        robot.drag(plot, MouseButton.PRIMARY).moveBy(100, 0).drop();

        assertEquals(2, plot.cutProperty().get(), 0.05);
    }

    @Test
    void aDoubleClickAsksForTheNumber(FxRobot robot) {
        robot.doubleClickOn(plot);

        assertEquals(1, asked);
        assertEquals(-2, plot.cutProperty().get());
    }

    @Test
    void itSaysWhatItShows() {
        assertTrue(plot.getAccessibleText().endsWith("% below the cut at −2.00"), plot.getAccessibleText());
    }

    @Test
    void theHandleStandsOnTheCutInBothThemes() {
        List<Image> images = Screenshots.take(stage, "cut-plot", 416, 150, () -> {
            CutPlot shown = new CutPlot(new Words(Locale.US));
            shown.histogramProperty().set(new Histogram(-4, 4, List.of(1L, 4L, 30L, 90L, 120L, 80L, 20L, 3L)));
            shown.cutProperty().set(-2);
            IntervalPlot interval = new IntervalPlot();
            interval.show(0.9, 0.8, 0.95);
            return new VBox(8, shown, interval);
        });

        assertEquals(Color.web("#b83a0c"), images.get(0).getPixelReader().getColor(108, 4));
        assertEquals(Color.web("#ff8c5a"), images.get(1).getPixelReader().getColor(108, 4));
    }
}
