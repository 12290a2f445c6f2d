package winnow.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.css.CssParser;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ThemeTest {

    private final Label label = new Label("Words");
    private final Scene scene = new Scene(new StackPane(label), 200, 100);

    @Start
    void start(Stage stage) {
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void darkAfterLightLeavesNothingOfLight() {
        apply(Theme.light());
        apply(Theme.dark());
        assertTrue(scene.getRoot().getStyleClass().contains("dark"));
        assertFalse(scene.getRoot().getStyleClass().contains("light"));
        assertTrue(scene.getStylesheets().stream().noneMatch(sheet -> sheet.contains("light")));
        assertEquals(2, scene.getStylesheets().size());
    }

    @Test
    void theBundledFontIsTheFontOfTheWindow() {
        apply(Theme.light());
        assertEquals("Noto Sans KR", label.getFont().getFamily());
    }

    @Test
    void theSheetsAreWithoutAMistake() {
        CssParser.errorsProperty().clear();
        apply(Theme.light());
        apply(Theme.dark());
        assertEquals(List.of(), List.copyOf(CssParser.errorsProperty()));
    }

    /** Digits of one width make columns of scores line up. */
    @Test
    void allDigitsAreOfOneWidth() {
        apply(Theme.light());
        List<Double> widths = "0123456789"
                .chars()
                .mapToObj(digit -> width(Character.toString(digit)))
                .distinct()
                .toList();
        assertEquals(1, widths.size(), widths::toString);
    }

    @Test
    void theBundledFontHasHangulAndTheKeySymbols() {
        apply(Theme.light());
        assertTrue(width("가") > 10, "Hangul is drawn");
        // A glyph that is not there is as wide as this one, which is in no font.
        double missing = width("\uD87E\uDFFD");
        for (String sign : List.of("⌫", "↑", "↓", "↵", "⌘", "⇧", "⌥", "⌃", "⇥", "−")) {
            assertTrue(width(sign) > 0 && width(sign) != missing, sign);
        }
    }

    private static double width(String text) {
        Text measured = new Text(text);
        measured.setFont(Font.font("Noto Sans KR", 14));
        return measured.getLayoutBounds().getWidth();
    }

    private void apply(Theme theme) {
        WaitForAsyncUtils.asyncFx(() -> {
            theme.apply(scene);
            scene.getRoot().applyCss();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
