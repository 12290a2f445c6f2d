package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.query.Query;
import winnow.viewer.text.Words;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class SearchHintsTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private TextField field;

    private final Words words = new Words(Locale.ENGLISH);

    @SuppressWarnings("NullAway.Init") // made by start
    private SearchHints hints;

    @Start
    void start(Stage stage) {
        field = new TextField();
        hints = new SearchHints(field, words);
        stage.setScene(new Scene(new HBox(new StackPane(field), hints), 600, 400));
        stage.show();
        field.requestFocus();
    }

    private List<String> offered() {
        return hints.getChildren().stream()
                .map(row -> ((Label) ((HBox) row).getChildren().get(0)).getText())
                .toList();
    }

    @Test
    void aWordThatWasBegunIsCompleted(FxRobot robot) {
        robot.write("decided:no -z");
        assertEquals(List.of("z<"), offered());
        assertTrue(hints.isVisible());

        robot.type(KeyCode.TAB).write("-3");

        assertEquals("decided:no -z<-3", field.getText());
        assertFalse(hints.isVisible());
        assertTrue(field.isFocused());
    }

    @Test
    void arrowsChooseAndEnterTakesWhatIsChosen(FxRobot robot) {
        robot.write("s");
        assertEquals(List.of("source:", "sample:", "scored:no"), offered());

        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER).write("7");

        assertEquals("sample:7", field.getText());
    }

    @Test
    void enterSearchesAndWordsInQuotesAreLeftAlone(FxRobot robot) {
        List<String> searched = new java.util.ArrayList<>();
        robot.interact(() -> field.setOnAction(event -> searched.add(field.getText())));

        robot.write("re").type(KeyCode.ENTER);
        robot.interact(field::clear);
        robot.write("\"a t");

        assertEquals(List.of("re"), searched);
        assertFalse(hints.isVisible());
    }

    @Test
    void theArrowDownShowsAllAndTheyAreAllUnderstood(FxRobot robot) {
        robot.type(KeyCode.DOWN);

        assertEquals(SearchTerm.all(words).size(), offered().size());
        for (SearchTerm term : SearchTerm.all(words)) {
            assertTrue(term.example().startsWith(term.start()), term.example());
            assertEquals(1, Query.parse(term.example()).terms().size(), term.example());
        }
    }
}
