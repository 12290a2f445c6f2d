package winnow.viewer.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.Verdict;
import winnow.viewer.Screenshots;
import winnow.viewer.chart.ProgressStrip;
import winnow.viewer.text.KeyCap;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class VerdictIconTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
    }

    @Test
    void everyVerdictHasAShapeOfItsOwn() {
        List<String> shapes = Stream.of(Verdict.KEEP, Verdict.PRUNE, Verdict.UNSURE, Verdict.NONE)
                .map(verdict -> {
                    VerdictIcon icon = new VerdictIcon(16);
                    icon.show(Optional.of(verdict));
                    return ((SVGPath) icon.lookup(".verdict-shape")).getContent();
                })
                .distinct()
                .toList();
        assertEquals(4, shapes.size());
    }

    @Test
    void aDecisionTakenBackIsUndecided() {
        VerdictIcon icon = new VerdictIcon(16);
        icon.show(Optional.of(Verdict.KEEP));
        icon.show(Optional.of(Verdict.NONE));
        assertTrue(icon.getStyleClass().contains("undecided"));
        assertFalse(icon.getStyleClass().contains("keep"));
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        ProgressStrip strip = new ProgressStrip();
        assertThrows(IllegalArgumentException.class, () -> strip.show(5, 5, 5, 14));
    }

    @Test
    void oneDecisionInAMillionIsToBeSeen() {
        List<Image> images = Screenshots.take(stage, "progress-one", 200, 6, () -> strip(0, 1, 0, 1_000_000));
        assertEquals(Color.web("#b83a0c"), images.get(0).getPixelReader().getColor(1, 3));
        assertEquals(Color.web("#eceef1"), images.get(0).getPixelReader().getColor(100, 3));
    }

    @Test
    void looks() {
        List<Image> images = Screenshots.take(stage, "marks", 420, 230, VerdictIconTest::examples);
        assertEquals(420, images.get(0).getWidth());
    }

    private static Parent examples() {
        VBox box = new VBox(16);
        for (double size : new double[] {14, 16, 24, 48}) {
            HBox line = new HBox(12);
            line.setAlignment(Pos.CENTER_LEFT);
            for (Verdict verdict : Verdict.values()) {
                VerdictIcon icon = new VerdictIcon(size);
                icon.show(Optional.of(verdict));
                line.getChildren().add(icon);
            }
            VerdictIcon skipped = new VerdictIcon(size);
            skipped.showSkipped();
            line.getChildren().add(skipped);
            Stream.of("K", "X", "⌫", "↑", "↓", "↵", "Ctrl K", "⌘ K", "?")
                    .limit((long) size)
                    .forEach(key -> {
                        if (size == 16) {
                            line.getChildren().add(new KeyCap(key));
                        }
                    });
            if (size == 24) {
                line.getChildren().add(new Label("낮은 점수부터 −3.42"));
            }
            box.getChildren().add(line);
        }
        box.getChildren().add(strip(120, 800, 30, 1600));
        box.setStyle("-fx-padding: 16");
        return box;
    }

    private static ProgressStrip strip(long kept, long pruned, long unsure, long total) {
        ProgressStrip strip = new ProgressStrip();
        strip.show(kept, pruned, unsure, total);
        return strip;
    }
}
