package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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

/** Every command by its name. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class PaletteScreenTest {

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    PaletteScreenTest() throws Exception {
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

    private void ready() {
        bench.until(
                "a sample shows",
                () -> bench.find("#rank").isPresent() && !bench.text("#rank").isEmpty());
    }

    @Test
    void aScreenIsFoundByItsName(FxRobot robot) {
        ready();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("thre").type(KeyCode.ENTER);

        bench.until("the threshold", () -> bench.find("#not-audited").isPresent());
        assertTrue(bench.find("#palette").isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.write("prune");
        bench.picture("palette-threshold-light");
    }

    @Test
    void whatIsTypedDecidesNothingAndTheChosenCommandIsDone(FxRobot robot) {
        ready();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        bench.picture("palette-all-light");
        robot.write("prune");
        bench.picture("palette-light");
        assertEquals("32 to go", bench.text("#undecided"));

        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);

        bench.until("one is decided", () -> bench.text("#undecided").equals("31 to go"));
        bench.until("it says so", () -> bench.text("#last-decision").equals("last: #1 pruned, Hallucination"));
    }

    @Test
    void escapeAndTheSameKeyCloseIt(FxRobot robot) {
        ready();
        robot.push(KeyCode.CONTROL, KeyCode.K);
        assertTrue(bench.find("#palette").isPresent());
        robot.type(KeyCode.ESCAPE);
        assertTrue(bench.find("#palette").isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.K).push(KeyCode.CONTROL, KeyCode.K);
        assertTrue(bench.find("#palette").isEmpty());
        robot.type(KeyCode.K);
        bench.until("keys decide again", () -> bench.text("#undecided").equals("31 to go"));
    }

    @Test
    void whatIsNotThereIsSaidInKoreanToo(FxRobot robot) {
        ready();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until(
                "Korean",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").contains("위"));
        robot.push(KeyCode.CONTROL, KeyCode.K);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        bench.picture("palette-ko-dark");
        robot.write("qqq");
        assertTrue(robot.lookup("그런 이름의 명령이 없습니다.").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        assertTrue(bench.find("#palette").isPresent());
    }
}
