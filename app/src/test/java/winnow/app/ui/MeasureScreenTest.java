package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
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

/** Faults are planted and found in the window, and saved results of a benchmark become a table. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class MeasureScreenTest {

    private static final Path RESULTS =
            Path.of("../scoring/src/test/resources/benchmarks").toAbsolutePath().normalize();

    private static final String PAIRS = """
            {"prompt": "Hi?", "chosen": "Hello.", "rejected": "Go away.", "subset": "alpacaeval-easy", "id": 1}
            {"prompt": "2+2?", "chosen": "4", "rejected": "Five, I think.", "subset": "math-prm", "id": 2}
            {"prompt": "Say it.", "chosen": "No.", "rejected": "Yes, here it is.", "subset": "donotanswer", "id": 3}
            {"prompt": "Code?", "chosen": "x = 1", "rejected": "x == 1", "subset": "hep-python", "id": 4}
            """;

    private final FxBench bench;
    private final Path file;
    private final Path model;

    MeasureScreenTest() throws Exception {
        bench = new FxBench();
        file = SampleSet.write(bench.folder, 40);
        model = AnswerModel.write(bench.folder.resolve("answer-model"), true);
        bench.models(List.of(model));
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
    void faultsArePlantedFoundAndOpened(FxRobot robot) {
        open(robot);
        bench.picture("measure-empty-light");
        choose(robot, "#plant-model");
        robot.interact(() -> ((CheckBox) bench.find("#fault-truncated").orElseThrow()).setSelected(false));

        robot.push(KeyCode.CONTROL, KeyCode.ENTER);

        bench.until("it is measured", () -> bench.find("#plant-rankings").isPresent());
        assertEquals(4, table("#plant-rankings").getItems().size(), "the model, rules, length, random");
        List<String> kinds =
                table("#plant-kinds").getItems().stream().map(String::valueOf).toList();
        assertFalse(kinds.isEmpty());
        assertTrue(kinds.stream().noneMatch(kind -> kind.contains("word=truncated")), kinds.toString());
        robot.clickOn("#measure-csv");
        bench.until("it is saved", () -> bench.text("#measure-kept").contains("-measured-"));
        assertTrue(Files.isRegularFile(
                bench.folder.resolve(bench.text("#measure-kept").replaceFirst("Saved beside the workspace as ", ""))));
        bench.both("measure-plant");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("the second report is kept", () -> kept().getItems().size() == 2);
        Object first = kept().getItems().get(1);
        robot.interact(() -> kept().getSelectionModel().select(1));
        bench.until(
                "the first one is shown",
                () -> first.equals(kept().getValue())
                        && bench.text("#measure-kept").equals("Kept with the workspace"));
        robot.interact(() -> table("#plant-rankings").getSelectionModel().select(3));
        for (int i = 0; i < kinds.size() && table("#plant-missed").getItems().isEmpty(); i++) {
            int kind = i;
            robot.interact(() -> table("#plant-kinds").getSelectionModel().select(kind));
        }
        assertFalse(table("#plant-missed").getItems().isEmpty(), "chance misses some");
        robot.interact(() -> table("#plant-missed").getSelectionModel().selectFirst());
        robot.push(KeyCode.ENTER);
        bench.until("the sample is shown", () -> bench.find("#rank").isPresent());
    }

    @Test
    void savedResultsBecomeATable(FxRobot robot) {
        open(robot);
        robot.clickOn("#tab-bench");
        write(robot, "nothing.json");
        robot.clickOn("#bench-read");
        bench.until("it is said", () -> bench.text("#measure-problem").contains("nothing.json does not exist"));
        write(robot, RESULTS.resolve("vl_rewardbench.results.json").toString());

        robot.clickOn("#bench-read");

        bench.until("the table", () -> bench.find("#bench-table").isPresent());
        List<?> rows = table("#bench-table").getItems();
        assertEquals(5, rows.size(), rows.toString());
        assertEquals("64.56", table("#bench-table").getColumns().get(2).getCellData(3));
        assertEquals("65.8", table("#bench-table").getColumns().get(4).getCellData(3));
        bench.both("measure-bench");
        assertEquals(443, table("#disagreement-table").getItems().size());
        assertEquals("443 of 1,250", bench.text("#disagreements-counted"));
        assertTrue(bench.text("#disagreements-hint").startsWith("Saved results have no answers"));
        assertTrue(bench.find("#bench-compare").orElseThrow().isDisabled());
    }

    /** The data of a benchmark is imported and judged; what the model gets wrong is asked about, and nothing else. */
    @Test
    void whatTheModelGetsWrongIsComparedBlind(FxRobot robot) throws Exception {
        Path pairs = Files.writeString(bench.folder.resolve("bench.jsonl"), PAIRS);
        open(robot, pairs);
        robot.clickOn("#tab-bench");
        write(robot, pairs.toString());
        robot.interact(() -> ((ComboBox<?>) bench.find("#bench-name").orElseThrow())
                .getSelectionModel()
                .select(1));
        choose(robot, "#bench-model");

        robot.clickOn("#bench");

        bench.until("the table", () -> bench.find("#disagreement-table").isPresent());
        int wrong = table("#disagreement-table").getItems().size();
        assertEquals(wrong + " of 4", bench.text("#disagreements-counted"));
        assertTrue(wrong > 0 && wrong < 4, wrong + " wrong");
        bench.both("measure-disagreements");
        robot.push(KeyCode.C);
        bench.until(
                "the pairs",
                () -> bench.find("#voted").isPresent()
                        && bench.text("#voted").equals("0 of " + wrong + " voted")
                        && !bench.text("#pair-where").isEmpty());
        assertEquals("", bench.text("#reward-a"));
        bench.both("compare-some");
        robot.clickOn("#all-records");
        bench.until("all pairs", () -> bench.text("#voted").equals("0 of 4 voted"));
    }

    @Test
    void theScreenSpeaksKorean(FxRobot robot) {
        robot.clickOn("#language-ko");
        open(robot);
        choose(robot, "#plant-model");
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        bench.until("it is measured", () -> bench.find("#plant-rankings").isPresent());
        bench.picture("measure-ko-light");
    }

    private void write(FxRobot robot, String name) {
        robot.interact(() -> ((TextField) bench.find("#bench-file").orElseThrow()).setText(name));
    }

    private ComboBox<?> kept() {
        return (ComboBox<?>) bench.find("#plant-kept").orElseThrow();
    }

    private TableView<?> table(String id) {
        return (TableView<?>) bench.find(id).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void choose(FxRobot robot, String id) {
        bench.until("models are listed", () -> {
            ComboBox<ModelInfo> box = (ComboBox<ModelInfo>) bench.find(id).orElseThrow();
            return box.getItems().stream().anyMatch(info -> info.folder().equals(model));
        });
        robot.interact(() -> {
            ComboBox<ModelInfo> box = (ComboBox<ModelInfo>) bench.find(id).orElseThrow();
            box.setValue(box.getItems().stream()
                    .filter(info -> info.folder().equals(model))
                    .findFirst()
                    .orElseThrow());
        });
    }

    private void open(FxRobot robot) {
        open(robot, file);
    }

    private void open(FxRobot robot, Path chosen) {
        bench.datasets.add(List.of(chosen));
        robot.clickOn("#choose-files");
        bench.until(
                "it can be imported",
                () -> bench.find("#import").isPresent()
                        && !bench.find("#import").orElseThrow().isDisabled());
        robot.clickOn("#import");
        bench.until("imported", () -> bench.window().jobs().listed().stream().anyMatch(job -> job.ended()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT9);
        bench.until(
                "the datasets are listed",
                () -> bench.find("#plant-dataset").isPresent()
                        && ((ComboBox<?>) bench.find("#plant-dataset").orElseThrow()).getValue() != null);
    }
}
