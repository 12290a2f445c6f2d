package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.viewer.chart.CutPlot;

/** Where to cut, as a user finds it: move the handle, judge blind, prune, take it back. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ThresholdScreenTest {

    private static final int PICTURES = 400;
    private static final int TEXTS = 250;

    private final FxBench bench;
    private final Path workspace;

    ThresholdScreenTest() throws Exception {
        bench = new FxBench();
        Path model = AnswerModel.write(bench.folder.resolve("plain"), true);
        List<Path> files = List.of(SampleSet.write(bench.folder, PICTURES), SampleSet.writeTexts(bench.folder, TEXTS));
        workspace = SampleSet.workspace(files, Optional.of(model), bench.settings);
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
    void theHandleMovesByKeysByNumberAndByShare(FxRobot robot) {
        open(robot);
        bench.both("threshold");
        assertEquals("Not audited: the precision is unknown.", bench.text("#not-audited"));

        double before = plot().cutProperty().get();
        robot.type(KeyCode.RIGHT);
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        assertEquals(before + 0.11, plot().cutProperty().get(), 0.006);

        robot.doubleClickOn("#cut-plot-1");
        robot.write("-1.5").type(KeyCode.ENTER);
        assertEquals(-1.5, plot().cutProperty().get());
        robot.doubleClickOn("#cut-plot-1");
        robot.write("low").type(KeyCode.ENTER);
        bench.picture("threshold-wrong-number-light");
        assertEquals("not a number", bench.text("#cut-caption-1"));
        robot.type(KeyCode.ESCAPE);
        assertEquals(-1.5, plot().cutProperty().get());

        robot.interact(() -> ((Slider) bench.find("#same-share").orElseThrow()).setValue(20));
        bench.until("a fifth falls", () -> bench.text("#cut-share").equals("20.0 %"));
        bench.until(
                "it is counted",
                () -> bench.text("#prune-cut").equals("Prune these " + bench.text("#cut-falling") + " samples"));
    }

    @Test
    void theCutIsJudgedBlindThenPrunedThenTakenBack(FxRobot robot) {
        open(robot);
        robot.interact(() -> ((Slider) bench.find("#same-share").orElseThrow()).setValue(12));
        bench.until("it is counted", () -> bench.text("#prune-cut").startsWith("Prune these 7"));
        String falling = bench.text("#cut-falling");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until(
                "a sample",
                () -> bench.find("#audit-count").isPresent()
                        && bench.text("#audit-count").equals("0 of 104 judged"));
        assertFalse(bench.find("#sample-number").orElseThrow().isVisible());
        assertTrue(bench.find("#reward").isEmpty());
        bench.until(
                "a picture",
                () -> !bench.text("#zoom").isEmpty()
                        || robot.lookup("Text only").tryQuery().isPresent());
        bench.both("audit");
        int judged = 0;
        for (KeyCode key : List.of(KeyCode.X, KeyCode.DIGIT1, KeyCode.K, KeyCode.DIGIT3, KeyCode.U, KeyCode.S)) {
            robot.type(key);
            judged++;
        }
        String some = judged + " of 105 judged";
        bench.until("some are judged", () -> bench.text("#audit-count").equals(some));
        robot.type(KeyCode.Z);
        bench.until("one is taken back", () -> bench.text("#audit-count").equals("5 of 105 judged"));
        for (int i = 0; i < 40; i++) {
            robot.type(i % 4 == 0 ? KeyCode.K : KeyCode.DIGIT1);
        }
        bench.until("more are judged", () -> bench.text("#audit-count").equals("45 of 105 judged"));
        robot.type(KeyCode.ESCAPE);
        bench.until("the threshold", () -> bench.find("#precision").isPresent());
        bench.both("threshold-audited");
        String counted = bench.text("#judgements");
        robot.interact(() -> plot().cutProperty().set(plot().cutProperty().get() + 0.5));
        bench.until("judgements stay", () -> !bench.text("#judgements").equals(counted));
        assertEquals(judgements(counted), judgements(bench.text("#judgements")));
        robot.interact(() -> plot().cutProperty().set(plot().cutProperty().get() - 0.5));
        bench.until("it is counted", () -> bench.text("#cut-falling").equals(falling));
        prune(robot);
    }

    /** The first number of a sentence. */
    private static String judgements(String sentence) {
        return sentence.replaceFirst(" .*", "");
    }

    private void prune(FxRobot robot) {
        bench.until(
                "it can be pruned",
                () -> !bench.find("#prune-cut").orElseThrow().isDisabled());
        String count = bench.text("#prune-cut").replaceAll("[^0-9]", "");
        robot.push(KeyCode.CONTROL, KeyCode.BACK_SPACE);
        bench.until(
                "it says so",
                () -> robot.lookup(count + " pruned, audit kept. Z takes it back.")
                        .tryQuery()
                        .isPresent());
        bench.until("nothing is left", () -> bench.text("#prune-cut").equals("Nothing is left to prune"));
        bench.both("threshold-pruned");

        robot.type(KeyCode.Z);

        bench.until("all are back", () -> bench.text("#prune-cut").equals("Prune these " + count + " samples"));
    }

    @Test
    void theScreensSpeakKorean(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until(
                "Korean",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").contains("위"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        bench.until("the threshold", () -> bench.find("#not-audited").isPresent());
        robot.type(KeyCode.O);
        bench.until(
                "in groups", () -> bench.find("#ranking-grouping").orElseThrow().isVisible());
        bench.both("threshold-ko");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("a sample", () -> bench.find("#audit-count").isPresent());
        bench.both("audit-ko");
        for (int i = 0; i < 12; i++) {
            robot.type(i % 3 == 0 ? KeyCode.K : KeyCode.DIGIT2);
        }
        bench.until("some are judged", () -> bench.text("#audit-count").contains("12"));
        robot.type(KeyCode.ESCAPE);
        bench.until("the threshold", () -> bench.find("#precision").isPresent());
        bench.both("threshold-audited-ko");
    }

    @Test
    void theSmallestWindowCutsNothingOff(FxRobot robot) {
        open(robot);
        robot.interact(() -> {
            bench.find("#threshold").orElseThrow().getScene().getWindow().setWidth(1100);
            bench.find("#threshold").orElseThrow().getScene().getWindow().setHeight(700);
        });
        robot.type(KeyCode.O);
        bench.until(
                "in groups", () -> bench.find("#ranking-grouping").orElseThrow().isVisible());
        bench.picture("threshold-1100x700-light");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("a sample", () -> bench.find("#audit-count").isPresent());
        bench.picture("audit-1100x700-light");
    }

    private CutPlot plot() {
        return (CutPlot) bench.find("#cut-plot-1").orElseThrow();
    }

    private void open(FxRobot robot) {
        bench.until(
                "a sample shows",
                () -> bench.find("#rank").isPresent() && !bench.text("#rank").isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        bench.until("the cut is counted", () -> bench.find("#not-audited").isPresent());
    }
}
