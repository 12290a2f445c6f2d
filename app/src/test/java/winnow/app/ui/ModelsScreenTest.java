package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Models in the window: their states, the self-test, and that a model that fails it is blocked. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ModelsScreenTest {

    private final FxBench bench;
    private final Path file;

    ModelsScreenTest() throws Exception {
        bench = new FxBench();
        file = SampleSet.write(bench.folder, 3);
        bench.models(List.of(
                AnswerModel.write(bench.folder.resolve("random-tiny"), false),
                AnswerModel.write(
                        bench.folder.resolve("a-model-with-a-very-long-name-that-has-to-be-cut-somewhere"), true)));
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aModelThatFailsItsTestIsBlockedUntilItIsForced(FxRobot robot) {
        open(robot);
        bench.picture("models-light");
        choose(robot, "a-model");
        assertFalse(bench.find("#score-with").orElseThrow().isDisabled());
        assertTrue(bench.find("#score-anyway").orElseThrow().isDisabled());

        robot.push(KeyCode.CONTROL, KeyCode.T);

        bench.until("it failed", () -> bench.find("#self-test").isPresent());
        assertEquals("Self-test failed, 4 of 6", bench.text("#self-test"));
        assertEquals(
                "Scoring with this model is off. Its scores would not depend on the pictures.",
                bench.text("#scoring-off"));
        bench.until(
                "the rail says so",
                () -> bench.find("#badge-models").orElseThrow().isVisible());
        assertTrue(bench.find("#score-with").orElseThrow().isDisabled());
        assertFalse(bench.find("#score-anyway").orElseThrow().isDisabled());
        robot.interact(() -> ((javafx.scene.layout.Pane) bench.find("#toasts").orElseThrow())
                .getChildren()
                .clear());
        bench.both("models-failed");
    }

    @Test
    void aModelIsTakenOffTheList(FxRobot robot) {
        open(robot);
        int before = models().getItems().size();
        choose(robot, "a-model");

        robot.push(KeyCode.CONTROL, KeyCode.BACK_SPACE);

        bench.until("it is gone", () -> models().getItems().size() == before - 1);
        assertTrue(bench.find("#remove-model").orElseThrow().isDisabled(), "the shipped one stays");
    }

    @Test
    void whatAModelScoredIsListedWithIt(FxRobot robot) {
        open(robot);
        choose(robot, "a-model");
        assertFalse(bench.find("#model-runs").orElseThrow().isVisible(), "it scored nothing yet");
        robot.clickOn("#rail-data");
        bench.until(
                "it can be imported", () -> !bench.find("#import").orElseThrow().isDisabled());
        robot.clickOn("#import");
        bench.until("imported", () -> bench.window().jobs().listed().stream().anyMatch(job -> job.ended()));
        robot.clickOn("#rail-models");

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);

        bench.until("its run", () -> bench.find("#model-runs").orElseThrow().isVisible());
        TableView<?> runs = (TableView<?>) bench.find("#runs").orElseThrow();
        assertEquals(1, runs.getItems().size());
        assertTrue(
                String.valueOf(runs.getColumns().get(0).getCellData(0)).startsWith("1, "),
                "run and workspace, was " + runs.getColumns().get(0).getCellData(0));
        assertEquals("9 tiles, float32", runs.getColumns().get(1).getCellData(0));
        bench.picture("models-runs-light");
    }

    @Test
    void theRowsOfATestFillOneByOne(FxRobot robot) throws IOException {
        Path folder = bench.folder.resolve("random-tiny");
        open(robot);
        choose(robot, "random-tiny");
        AnswerModel.hold(folder);

        robot.push(KeyCode.CONTROL, KeyCode.T);

        bench.until("the first row", () -> bench.find("#self-test-running").isPresent());
        bench.until("it says so", () -> bench.text("#self-test-running").equals("Testing, checks made: 1"));
        assertTrue(bench.find("#self-test").isEmpty(), "it is not over");
        bench.picture("models-testing-light");
        AnswerModel.release(folder);
        bench.until("it is over", () -> bench.find("#self-test").isPresent());
        assertTrue(bench.find("#self-test-running").isEmpty());
    }

    @Test
    void whatWasFoundOnTheMachineIsSaidAndCopied(FxRobot robot) {
        open(robot);

        robot.clickOn("#what-found");
        bench.until(
                "something was found",
                () -> bench.find("#found").orElseThrow().lookupAll(".label").size() > 10);
        robot.clickOn("#copy-found");

        assertEquals("Copied", bench.text("#copy-found"));
        bench.both("models-found");
        robot.push(KeyCode.ESCAPE);
        assertFalse(bench.find("#found").orElseThrow().isVisible());
        assertEquals("offline: no connection is opened", bench.text("#offline"));
    }

    @Test
    void theScreenSpeaksKorean(FxRobot robot) {
        robot.clickOn("#language-ko");
        open(robot);
        choose(robot, "random-tiny");
        robot.clickOn("#test-model");
        bench.until("it was tested", () -> bench.find("#self-test").isPresent());
        bench.both("models-ko");
    }

    private void open(FxRobot robot) {
        bench.datasets.add(List.of(file));
        robot.clickOn("#choose-files");
        bench.until("the data screen", () -> bench.find("#import").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        bench.until(
                "the models",
                () -> bench.find("#model-list").isPresent()
                        && models().getItems().size() >= 3);
    }

    private ListView<?> models() {
        return (ListView<?>) bench.find("#model-list").orElseThrow();
    }

    private void choose(FxRobot robot, String name) {
        robot.interact(() -> {
            for (int i = 0; i < models().getItems().size(); i++) {
                if (models().getItems().get(i).toString().contains("name=" + name)) {
                    models().getSelectionModel().select(i);
                }
            }
        });
    }
}
