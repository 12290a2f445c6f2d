package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
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

/** Evidence under the conversation of the review. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class EvidenceScreenTest {

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    EvidenceScreenTest() throws Exception {
        bench = new FxBench();
        workspace = set.copyFor(bench);
    }

    @BeforeAll
    static void prepare() throws Exception {
        set = SampleSet.prepare("Winnow small", 6);
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

    @Test
    void evidenceIsComputedWhenAskedForAndFollowsThen(FxRobot robot) {
        bench.until(
                "a sample shows", () -> there("#rank") && bench.text("#reward").equals("−4.12"));
        robot.type(KeyCode.E);
        bench.until("it asks", () -> there("#evidence-compute"));
        assertEquals("Load the model and compute", bench.text("#evidence-compute"));
        bench.picture("review-evidence-ask-light");

        robot.clickOn("#evidence-compute");

        bench.until("it is there", () -> there("#evidence-as-it-is"));
        assertEquals(bench.text("#reward"), bench.text("#evidence-as-it-is"));
        assertTrue(there("#evidence-curve"));
        bench.both("review-evidence");

        robot.type(KeyCode.DOWN);
        bench.until(
                "the next one follows",
                () -> there("#evidence-as-it-is")
                        && !bench.text("#reward").equals("−4.12")
                        && bench.text("#evidence-as-it-is").equals(bench.text("#reward")));
        robot.type(KeyCode.E);
        bench.until("it is closed", () -> !there("#evidence"));
    }

    @Test
    void aModelThatIsGoneSaysSoAndWhatItSawTooThenKeysGoOn(FxRobot robot) throws Exception {
        bench.until(
                "a sample shows", () -> there("#rank") && bench.text("#reward").equals("−4.12"));
        Path weights = set.model().resolve(AnswerModel.FILE);
        Files.delete(weights);
        try {
            askInVain(robot);
        } finally {
            AnswerModel.write(set.model(), true); // for the next test
        }
    }

    private void askInVain(FxRobot robot) {
        robot.type(KeyCode.E);
        bench.until("it asks", () -> there("#evidence-compute"));
        robot.clickOn("#evidence-compute");

        bench.until("it says so", () -> there("#evidence-problem"));
        assertEquals(
                "The model Winnow small is not where it was, or was changed. Choose it on the data screen and score"
                        + " again.",
                bench.text("#evidence-problem"));
        robot.type(KeyCode.W);
        bench.until("it says so", () -> bench.text("#frame-caption").startsWith("The model Winnow small is not"));
        bench.picture("review-evidence-failed-light");
        robot.type(KeyCode.K);
        bench.until("the next one shows", () -> !bench.text("#reward").equals("−4.12"));
    }
}
