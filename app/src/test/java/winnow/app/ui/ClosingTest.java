package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
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
import winnow.app.service.Session;
import winnow.app.ui.job.LongJob;
import winnow.store.data.Counts;
import winnow.store.job.Lanes.Lane;

/** A workspace is never pulled from under work that runs on it, and nothing that was done is lost. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ClosingTest {

    private final FxBench bench;
    private final Path model;
    private final Path workspace;
    private final Path other;

    ClosingTest() throws Exception {
        bench = new FxBench();
        model = AnswerModel.write(bench.folder.resolve("plain"), true);
        workspace = SampleSet.workspace(SampleSet.write(bench.folder, 40), Optional.empty(), bench.settings);
        Path second = Files.createDirectories(bench.folder.resolve("second"));
        other = SampleSet.workspace(SampleSet.write(second, 3), Optional.empty(), bench.settings);
        bench.models(List.of(model));
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
        bench.window().open(workspace);
    }

    @AfterEach
    void close() throws Exception {
        AnswerModel.release(model);
        bench.close();
    }

    @Test
    void closingWaitsForTheBatchThatRunsAndKeepsWhatIsScored(FxRobot robot) throws Exception {
        scoreOneBatch(robot);

        bench.shutDown();
        bench.until("it says so", () -> bench.find("#stopping").orElseThrow().isVisible());
        bench.picture("stopping-light");
        assertFalse(bench.closed());
        AnswerModel.release(model);

        bench.until("it is closed", bench::closed);
        assertTrue(counts(workspace).scored() > 0, "The first batch is lost");
        assertTrue(counts(workspace).scored() < 52, "It was not asked to stop");
    }

    @Test
    void leavingWaitsForTheBatchThatRuns(FxRobot robot) throws Exception {
        scoreOneBatch(robot);

        robot.clickOn("#workspace");
        bench.until("it says so", () -> bench.find("#stopping").orElseThrow().isVisible());
        AnswerModel.release(model);

        bench.until("welcome", () -> bench.find("#welcome").isPresent());
        assertTrue(bench.window().jobs().listed().isEmpty());
        assertTrue(counts(workspace).scored() > 0);
    }

    @Test
    void anotherWorkspaceOpensOnceTheBatchIsDone(FxRobot robot) throws Exception {
        scoreOneBatch(robot);

        robot.interact(() -> bench.window().open(other));
        bench.until("it says so", () -> bench.find("#stopping").isPresent());
        AnswerModel.release(model);

        bench.until(
                "the other one",
                () -> bench.find("#found").isPresent() && bench.text("#found").equals("15 samples"));
        assertTrue(counts(workspace).scored() > 0);
    }

    @Test
    void aChangeOfLanguageLetsTheJobGoOnAndShowsWhatItFound(FxRobot robot) throws Exception {
        scoreOneBatch(robot);

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until("Korean", () -> robot.lookup("데이터셋").tryQuery().isPresent());
        bench.picture("language-while-scoring-ko-light");
        AnswerModel.release(model);

        bench.until(
                "it is scored",
                () -> bench.window().jobs().listed().stream()
                        .allMatch(job -> job.stateProperty().get() == LongJob.State.DONE));
        bench.until("the new screen knows", () -> bench.text("#scored").startsWith("샘플 52개 중 50개"));
    }

    @Test
    void aDecisionThatIsBeingWrittenIsWrittenBeforeTheWorkspaceCloses(FxRobot robot) throws Exception {
        reviewInFileOrder(robot);
        CountDownLatch disk = bench.hold(Lane.DECIDE);
        robot.type(KeyCode.X);
        bench.until("it says so", () -> bench.text("#saved").equals("Saving"));
        bench.picture("saving-light");

        robot.clickOn("#workspace");
        bench.until("it waits", () -> bench.find("#stopping").isPresent());
        disk.countDown();

        bench.until("welcome", () -> bench.find("#welcome").isPresent());
        assertEquals(1, counts(workspace).pruned());
    }

    @Test
    void thePlaceInTheQueueIsKeptAtOnce(FxRobot robot) {
        reviewInFileOrder(robot);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.DOWN);
        bench.until("the fourth", () -> bench.text("#sample-number").equals("#4"));
        robot.clickOn("#workspace");
        bench.until("welcome", () -> bench.find("#welcome").isPresent());

        bench.until("it is kept", () -> bench.settings.read().places().containsValue(4L));
    }

    @Test
    void thePlaceAndSizeOfTheWindowAreKeptWhenItCloses(FxRobot robot) {
        robot.interact(
                () -> bench.find("#status").orElseThrow().getScene().getWindow().setWidth(1333));
        bench.shutDown();

        bench.until("it is closed", bench::closed);
        assertEquals(1333.0, bench.settings.read().window().get("width"));
    }

    @Test
    void filesThatAreDroppedOnTheWindowAreBroughtIn(FxRobot robot) throws Exception {
        Path dropped = Files.copy(bench.folder.resolve("captions.jsonl"), bench.folder.resolve("dropped.jsonl"));
        bench.until("it is open", () -> bench.find("#status").isPresent());
        robot.interact(() -> bench.window().dropped(List.of(new File(dropped.toString()))));

        bench.until(
                "the data screen",
                () -> bench.find("#data").isPresent()
                        && robot.lookup("dropped.jsonl").tryQuery().isPresent());
    }

    @Test
    void aRunningJobShowsHowFarItIs(FxRobot robot) throws Exception {
        scoreOneBatch(robot);
        robot.push(KeyCode.CONTROL, KeyCode.J);
        bench.until("jobs", () -> bench.find("#jobs").isPresent());
        bench.both("jobs-running");
        assertTrue(bench.text("#job-pill").contains("%"));

        robot.clickOn(".job-cancel");
        AnswerModel.release(model);

        bench.until(
                "it is cancelled",
                () -> bench.window().jobs().listed().stream()
                        .anyMatch(job -> job.stateProperty().get() == LongJob.State.CANCELLED));
    }

    private void scoreOneBatch(FxRobot robot) throws Exception {
        AnswerModel.hold(model);
        bench.until("it is open", () -> bench.find("#state-no-scores").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        bench.until(
                "the button works",
                () -> bench.find("#score").isPresent()
                        && !bench.find("#score").orElseThrow().isDisabled());
        bench.until(
                "the datasets",
                () -> ((TableView<?>) bench.find("#datasets").orElseThrow())
                                .getItems()
                                .size()
                        == 1);
        robot.interact(() -> bench.chooseModel(model));
        robot.clickOn("#score");
        bench.until(
                "one batch is scored",
                () -> bench.window().jobs().listed().stream()
                        .anyMatch(job -> job.doneProperty().get() >= 8));
    }

    private void reviewInFileOrder(FxRobot robot) {
        bench.until("no scores", () -> bench.find("#state-no-scores").isPresent());
        robot.clickOn("#file-order");
        bench.until("the first", () -> bench.text("#sample-number").equals("#1"));
    }

    private Counts counts(Path file) {
        try (Session session = bench.look(file)) {
            OptionalLong run = session.latestRun()
                    .map(found -> OptionalLong.of(found.id()))
                    .orElse(OptionalLong.empty());
            return session.review().counts(run);
        }
    }
}
