package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
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

/** The review screen in small windows, where the focus goes, and what is shown while something goes wrong. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class NarrowTest {

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    NarrowTest() throws Exception {
        bench = new FxBench();
        workspace = set.copyFor(bench);
    }

    @BeforeAll
    static void prepare() throws Exception {
        set = SampleSet.prepare("plain", 20);
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

    @Test
    void theSmallestWindowShowsEveryVerdictAndReasonInFull(FxRobot robot) {
        ready();
        size(robot, 1100, 700);
        bench.until("the queue is narrow", () -> width("#queue") < 80);
        decideTwo(robot);

        bench.both("review-1100x700");
        assertNothingIsCut(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until(
                "Korean",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").contains("위"));
        bench.picture("review-1100x700-ko-light");
        assertNothingIsCut(robot);
    }

    @Test
    void aWindowOf1280ShowsTheWholeQueueAndEveryReason(FxRobot robot) {
        ready();
        size(robot, 1280, 800);
        bench.until("the queue is wide", () -> width("#queue") > 200);
        decideTwo(robot);

        bench.both("review-1280x800");
        assertNothingIsCut(robot);
        size(robot, 1200, 760);
        bench.until("the queue is narrow", () -> width("#queue") < 80);
        bench.picture("review-1200x760-light");
        assertNothingIsCut(robot);
    }

    @Test
    void theStageHasTheFocusAfterEveryWayToIt(FxRobot robot) {
        ready();
        assertFocused("#stage");

        robot.clickOn("#rail-export").clickOn("#rail-review");
        assertFocused("#stage");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1).push(KeyCode.CONTROL, KeyCode.DIGIT3);

        assertFocused("#stage");
    }

    @Test
    void f6GoesThroughThePanesInTheirOrder(FxRobot robot) {
        ready();
        robot.type(KeyCode.F6);
        assertFocused("#conversation");
        robot.type(KeyCode.F6);
        assertFocused("#keep");
        bench.picture("focus-verdicts-light");
        robot.type(KeyCode.RIGHT);
        assertFocused("#prune");
        robot.type(KeyCode.F6);
        assertFocused("#status");
        robot.type(KeyCode.F6);
        assertFocused("#search");
        robot.type(KeyCode.F6);
        assertFocused("#queue-rows");
        robot.type(KeyCode.F6);
        assertFocused("#stage");
        bench.picture("focus-stage-light");
    }

    @Test
    void messagesLeaveTheVerdictsFree(FxRobot robot) {
        ready();
        robot.interact(() -> bench.window().problem(new java.io.IOException("captions.jsonl cannot be read.")));
        bench.until("a message", () -> robot.lookup(".toast").tryQuery().isPresent());

        bench.picture("toast-light");
        Bounds toast = bounds(robot.lookup(".toast").query());
        assertFalse(toast.intersects(bounds(bench.find(".verdict-bar").orElseThrow())));
    }

    @Test
    void aMistakeOfTheProgramCanBeCopied(FxRobot robot) {
        ready();
        robot.interact(() -> bench.window().problem(new IllegalStateException("no such state")));
        bench.until("a report", () -> robot.lookup("#copy-report").tryQuery().isPresent());

        robot.interact(() -> robot.lookup("#copy-report").queryAs(Button.class).fire());

        bench.until(
                "it says so",
                () -> robot.lookup("#copy-report")
                        .queryAs(Button.class)
                        .getText()
                        .equals("Copied"));
        bench.picture(robot.lookup("#copy-report").query().getScene(), "problem-report-light");
        robot.interact(() ->
                robot.lookup("#copy-report").query().getScene().getWindow().hide());
    }

    @Test
    void aFolderThatIsAddedShowsTheMissingPicture(FxRobot robot) throws Exception {
        ready();
        robot.type(KeyCode.G);
        robot.write("3");
        robot.type(KeyCode.ENTER);
        bench.until("it is missing", () -> bench.find("#add-media-folder").isPresent());
        bench.both("review-missing");
        bench.folders.add(SampleSet.missingPicture(bench.folder.resolve("more")));

        robot.clickOn("#add-media-folder");

        bench.until(
                "it shows",
                () -> bench.find("#picture-trouble").isEmpty()
                        && !bench.text("#zoom").isEmpty());
    }

    @Test
    void failedSamplesAreTriedAgainByOneClick(FxRobot robot) {
        ready();
        robot.push(KeyCode.CONTROL, KeyCode.J);
        bench.until(
                "failures",
                () -> bench.find("#try-again").isPresent()
                        && bench.find("#failed").orElseThrow().isVisible());
        robot.clickOn("#try-again");

        bench.until(
                "a job did it",
                () -> bench.window().jobs().listed().stream()
                        .anyMatch(job -> job.summaryProperty().get().equals("0 scored, 2 failed")));
        bench.picture("jobs-tried-again-light");
    }

    private void decideTwo(FxRobot robot) {
        robot.type(KeyCode.DIGIT1).type(KeyCode.K);
        bench.until("two are decided", () -> bench.text("#undecided").equals("30 to go"));
        bench.until("the next", () -> bench.text("#rank").equals("Rank 3 of 30"));
    }

    /** Every word of the verdict bar has its room, and the bar is within the window. */
    private void assertNothingIsCut(FxRobot robot) {
        Set<Node> buttons = robot.lookup(".verdict-bar .button").queryAll();
        assertTrue(buttons.size() >= 14);
        Bounds bar = bounds(bench.find(".verdict-bar").orElseThrow());
        for (Node node : buttons) {
            if (node instanceof Button button && button.getParent().isVisible()) {
                assertTrue(button.getWidth() >= button.prefWidth(-1) - 1, button.getId() + " is cut");
                assertTrue(bar.contains(bounds(button)), button.getId() + " lies outside of the bar");
            }
        }
        assertTrue(bar.getMaxX() <= node().getScene().getWidth() + 1, "The bar is wider than the window");
    }

    private Node node() {
        return bench.find(".verdict-bar").orElseThrow();
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private double width(String id) {
        return bench.find(id).orElseThrow().getLayoutBounds().getWidth();
    }

    private void size(FxRobot robot, double width, double height) {
        robot.interact(() -> {
            node().getScene().getWindow().setWidth(width);
            node().getScene().getWindow().setHeight(height);
        });
    }

    private void assertFocused(String id) {
        bench.until(id + " has the focus", () -> {
            Node owner = node().getScene().getFocusOwner();
            return owner != null && ("#" + owner.getId()).equals(id);
        });
    }

    private void ready() {
        bench.until(
                "a sample shows",
                () -> bench.find("#rank").isPresent() && !bench.text("#rank").isEmpty());
        assertEquals("All saved", bench.text("#saved"));
    }
}
