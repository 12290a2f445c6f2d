package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Similar samples under the conversation of the review; the set shows each picture several times. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class SimilarScreenTest {

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    SimilarScreenTest() throws Exception {
        bench = new FxBench();
        workspace = set.copyFor(bench);
    }

    @BeforeAll
    static void prepare() throws Exception {
        set = SampleSet.prepare("Winnow small", 20);
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
        bench.window().open(workspace);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private boolean there(String id) {
        return bench.find(id).filter(Node::isVisible).isPresent();
    }

    private int listed() {
        return ((ListView<?>) bench.find("#similar-list").orElseThrow())
                .getItems()
                .size();
    }

    private void open(FxRobot robot) {
        bench.until(
                "a sample shows", () -> there("#rank") && bench.text("#reward").equals("−4.12"));
        robot.type(KeyCode.D);
        bench.until("they are listed", () -> there("#similar") && listed() == 3);
    }

    @Test
    void enterGoesThereAndBackspaceComesBack(FxRobot robot) {
        open(robot);
        String first = bench.text("#sample-number");

        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        bench.until("it goes there", () -> !bench.text("#sample-number").equals(first));
        assertTrue(bench.text("#undecided").equals("32 to go"), bench.text("#undecided"));
        bench.until("its own are listed", () -> listed() == 3);

        robot.type(KeyCode.BACK_SPACE);
        bench.until("it is back", () -> bench.text("#sample-number").equals(first));
        robot.type(KeyCode.D);
        bench.until("it is closed", () -> !there("#similar"));
    }

    @Test
    void allAreDecidedOnAsOneStep(FxRobot robot) {
        open(robot);
        bench.both("review-similar");
        assertEquals("Prune these 3 as duplicates", bench.text("#similar-prune"));

        robot.clickOn("#similar-prune");
        bench.until("three are decided", () -> bench.text("#undecided").equals("29 to go"));
        bench.until("the list knows", () -> there("#similar-list") && !there("#similar-prune"));
        bench.picture("review-similar-pruned-dark");

        robot.type(KeyCode.Z);
        bench.until("all come back", () -> bench.text("#undecided").equals("32 to go"));
    }

    @Test
    void picturesAreComparedWhenAskedAndASearchCanHideThem(FxRobot robot) {
        open(robot);
        robot.clickOn("#similar-pictures");
        bench.until("it is done", () -> !there("#similar-pictures") && !there("#similar-reading"));
        assertEquals(3, listed());
        robot.clickOn("#search").write("score<-4").type(KeyCode.ENTER);
        bench.until("found", () -> bench.text("#undecided").equals("1 to go"));

        robot.clickOn("#similar-list").type(KeyCode.ENTER);

        bench.until("it says so", () -> there("#similar-problem"));
        assertTrue(bench.text("#similar-problem").endsWith("Clear the search to go there."));
        bench.picture("review-similar-hidden-light");
    }
}
