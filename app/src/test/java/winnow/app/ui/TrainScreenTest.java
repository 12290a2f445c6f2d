package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.scoring.ModelInfo;

/** A model is trained in the window: started, paused, gone on with, and then in the list of models. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class TrainScreenTest {

    private static final Path MODEL = Path.of("../scoring/src/test/resources/tiny/ixc-small-safetensors")
            .toAbsolutePath()
            .normalize();

    private final FxBench bench;
    private final Path file;

    TrainScreenTest() throws Exception {
        bench = new FxBench();
        file = pairs(bench.folder, 24);
        bench.models(List.of(MODEL));
    }

    private static Path pairs(Path folder, int count) throws IOException {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add("{\"prompt\": \"What is on picture " + i + "?\", \"chosen\": \"the small dog " + i
                    + "\", \"rejected\": \"who knows it\"}");
        }
        return Files.writeString(folder.resolve("pairs.jsonl"), String.join("\n", records) + "\n");
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
    void aTrainingIsStartedPausedAndEnded(FxRobot robot) {
        open(robot);
        bench.until(
                "pairs are counted",
                () -> bench.find("#usable").isPresent()
                        && bench.text("#usable").equals("0 votes and 24 labelled pairs are usable."));
        bench.both("train-form");
        choose(robot);
        write(robot, "#train-rate", "none");
        robot.clickOn("#start-training");
        assertEquals("The learning rate is a number above 0, such as 1e-5.", bench.text("#train-wrong"));
        write(robot, "#train-rate", "0.01");

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("it runs", () -> bench.find("#train-step").isPresent() && step().startsWith("Step "));
        bench.until("some steps were made", () -> bench.text("#train-log").contains("step "));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("it is paused", () -> shown("#resume-training"));
        bench.both("train-paused");
        assertTrue(bench.text("#train-finding").matches("(Reward and length|The reward follows).*"));
        robot.clickOn("#resume-training");
        bench.until("it is trained", () -> step().startsWith("Trained, "));

        bench.both("train-done");
        assertTrue(shown("#new-training"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        bench.until(
                "it is a model",
                () -> bench.find("#model-name").isPresent()
                        && bench.text("#model-name").equals("reward"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        robot.clickOn("#new-training");
        assertTrue(bench.find("#train-form").isPresent());
    }

    @Test
    void theScreenSpeaksKorean(FxRobot robot) {
        robot.clickOn("#language-ko");
        open(robot);
        bench.until(
                "pairs are counted",
                () -> bench.find("#usable").isPresent() && bench.text("#usable").contains("24"));
        bench.picture("train-ko-light");
    }

    private String step() {
        return bench.text("#train-step");
    }

    private boolean shown(String id) {
        return bench.find(id).isPresent() && bench.find(id).orElseThrow().isVisible();
    }

    private void open(FxRobot robot) {
        bench.datasets.add(List.of(file));
        robot.clickOn("#choose-files");
        bench.until(
                "it can be imported",
                () -> bench.find("#import").isPresent()
                        && !bench.find("#import").orElseThrow().isDisabled());
        robot.clickOn("#import");
        bench.until("imported", () -> bench.window().jobs().listed().stream().anyMatch(job -> job.ended()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
    }

    @SuppressWarnings("unchecked")
    private void choose(FxRobot robot) {
        robot.interact(() -> {
            ComboBox<ModelInfo> models =
                    (ComboBox<ModelInfo>) bench.find("#train-model").orElseThrow();
            models.setValue(models.getItems().stream()
                    .filter(info -> info.folder().equals(MODEL))
                    .findFirst()
                    .orElseThrow());
            ((CheckBox) bench.find("#train-thrifty").orElseThrow()).setSelected(true);
            ((Spinner<Integer>) bench.find("#train-epochs").orElseThrow())
                    .getValueFactory()
                    .setValue(16);
        });
    }

    private void write(FxRobot robot, String id, String text) {
        robot.interact(() -> ((TextField) bench.find(id).orElseThrow()).setText(text));
    }
}
