package winnow.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
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
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ThemeTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private Label label;

    @SuppressWarnings("NullAway.Init") // made by start
    private Scene scene;

    @Start
    void start(Stage stage) {
        label = new Label("Words");
        scene = new Scene(new StackPane(label), 200, 100);
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
    void theBundledFontsHaveHangulAndTheKeySymbols() throws IOException, FontFormatException {
        for (String file : List.of("NotoSansKR-Regular.otf", "NotoSansKR-Bold.otf")) {
            try (InputStream font =
                    Objects.requireNonNull(ThemeTest.class.getResourceAsStream("/winnow/fonts/" + file))) {
                java.awt.Font read = java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, font);
                assertEquals(-1, read.canDisplayUpTo("가힣 ⌫⌦↑↓←→↵⌘⇧⌥⌃⇥⎋ −×·…√ρ"), file);
            }
        }
    }

    private static double width(String text) {
        Text measured = new Text(text);
        measured.setFont(Font.font("Noto Sans KR", 14));
        return measured.getLayoutBounds().getWidth();
    }

    private void apply(Theme theme) {
        new FxRobot().interact(() -> {
            theme.apply(scene);
            scene.getRoot().applyCss();
        });
    }
}
