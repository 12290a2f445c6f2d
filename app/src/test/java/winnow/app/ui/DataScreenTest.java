package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.app.ui.data.LedgerRow;

/** Files, layout, import, check: how data comes in, and what is done with what does not. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class DataScreenTest {

    private final FxBench bench;
    private final Path samples;
    private final Path generic;
    private final Path cut;

    DataScreenTest() throws Exception {
        bench = new FxBench();
        samples = SampleSet.write(bench.folder, 3);
        generic = Files.writeString(bench.folder.resolve("fragen.jsonl"), """
                {"nr": 1, "frage": "What is shown?", "antwort": "A cat on a sofa.", "bild": "images/cat.jpg"}
                {"nr": 2, "frage": "What flies?", "antwort": "A rocket.", "bild": "images/rocket.jpg"}
                """);
        cut = Files.writeString(
                bench.folder.resolve("cut.json"),
                "[{\"question\": \"One and one?\", \"answer\": \"Two.\"}, {\"question\": \"And two?\", \"ans");
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
        bench.window().open(bench.folder.resolve("new.winnow"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void fieldsAreSaidAndOneRecordShowsAsItIsUnderstood(FxRobot robot) {
        choose(robot, generic, samples);
        bench.until("it is read", () -> note().contains("rejected"));
        assertTrue(shows("#mapping"), "its fields can be said");

        say(robot, "#map-question", "frage");
        say(robot, "#map-answer", "antwort");
        say(robot, "#map-image", "bild");

        bench.until("it is understood", () -> note().equals("2 records: 2 samples, 2 of 2 media found"));
        bench.until(
                "the picture is there",
                () -> robot.from(bench.find("#preview").orElseThrow())
                        .lookup((Node node) -> node instanceof ImageView view && view.getImage() != null)
                        .tryQuery()
                        .isPresent());
        assertEquals("Record 0 as Winnow reads it", bench.text("#preview-title"));
        assertTrue(raw(robot).contains("\"frage\": \"What is shown?\""), raw(robot));
        bench.both("data-fields");
        robot.clickOn("#preview-next");
        assertEquals("Record 1 as Winnow reads it", bench.text("#preview-title"));

        robot.clickOn("#import");

        bench.until("both are in", () -> items("#datasets") == 2);
        bench.until("the rejected are listed", () -> rows(LedgerRow.Kind.REJECTED) == 2);
        assertFalse(shows("#preview"), "there is nothing to look at any more");
    }

    @Test
    void anotherLayoutCanBeChosenAndABrokenFileTakenAsFarAsItGoes(FxRobot robot) {
        choose(robot, cut);
        bench.until("it is read", () -> note().startsWith("2 records: 1 samples"));
        robot.interact(() -> chooseLayout("llava"));
        bench.until("it is read again", () -> note().contains("0 samples"));
        robot.interact(() -> chooseLayout("qa"));
        bench.until("it is read as before", () -> note().startsWith("2 records: 1 samples"));
        robot.clickOn("#import");
        bench.until("nothing was taken", () -> rows(LedgerRow.Kind.BROKEN) == 1);
        assertEquals(0, items("#datasets"));

        robot.clickOn("#take-part");

        bench.until("what can be read is in", () -> items("#datasets") == 1 && rows(LedgerRow.Kind.BROKEN) == 0);
    }

    @Test
    void aFindingIsPrunedAsOneStepAndTakenBack(FxRobot robot) {
        choose(robot, samples);
        robot.clickOn("#import");
        bench.until("it is in", () -> items("#datasets") == 1);
        robot.clickOn("#check");
        bench.until("something is found", () -> finding("missing-media").isPresent());
        long open = openFindings();
        select(robot, "missing-media");
        bench.until("examples are there", () -> shows("#ledger-examples"));
        bench.both("data-ledger");

        robot.type(KeyCode.X);

        bench.until("it is pruned", () -> decided("missing-media"));
        robot.clickOn("#ledger-media");
        bench.until("only media are shown", () -> items("#ledger") < open);
        robot.clickOn("#ledger-all");
        robot.type(KeyCode.Z);
        bench.until("it is taken back", () -> !decided("missing-media"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until("Korean", () -> robot.lookup("처리 내역").tryQuery().isPresent());
        bench.until("it is there again", () -> items("#datasets") == 1);
        bench.both("data-again-ko");
    }

    private void choose(FxRobot robot, Path... files) {
        bench.until("the data screen", () -> bench.find("#choose-files").isPresent() && shows("#steps"));
        bench.datasets.add(List.of(files));
        robot.clickOn("#choose-files");
        bench.until(
                "the layouts are there",
                () -> bench.find("#layout-0")
                        .filter(box -> ((ComboBox<?>) box).getValue() != null)
                        .isPresent());
        bench.until(
                "it can be imported", () -> !bench.find("#import").orElseThrow().isDisabled());
    }

    private void chooseLayout(String id) {
        choose("#layout-0", value -> value.startsWith("Format[id=" + id));
    }

    private void say(FxRobot robot, String box, String field) {
        robot.interact(() -> choose(box, field::equals));
        bench.until("it is read again", () -> shows(box));
    }

    private void choose(String id, java.util.function.Predicate<String> wanted) {
        choose((ComboBox<?>) bench.find(id).orElseThrow(), wanted);
    }

    private static <T> void choose(ComboBox<T> box, java.util.function.Predicate<String> wanted) {
        box.setValue(box.getItems().stream()
                .filter(value -> wanted.test(String.valueOf(value)))
                .findFirst()
                .orElseThrow());
    }

    private String note() {
        return bench.text("#preview-note");
    }

    private String raw(FxRobot robot) {
        return robot.from(bench.find("#preview-raw").orElseThrow())
                .lookup("#raw-record")
                .queryAs(TextArea.class)
                .getText();
    }

    private boolean shows(String id) {
        return bench.find(id).filter(Node::isVisible).isPresent();
    }

    private int items(String table) {
        return ((TableView<?>) bench.find(table).orElseThrow()).getItems().size();
    }

    private List<LedgerRow> ledger() {
        return ((TableView<?>) bench.find("#ledger").orElseThrow())
                .getItems().stream().map(LedgerRow.class::cast).toList();
    }

    private long rows(LedgerRow.Kind kind) {
        return ledger().stream().filter(row -> row.kind() == kind).count();
    }

    private long openFindings() {
        return ledger().size();
    }

    private Optional<LedgerRow> finding(String id) {
        return ledger().stream()
                .filter(row -> row.finding()
                        .filter(finding -> finding.kind().id().equals(id))
                        .isPresent())
                .findFirst();
    }

    private boolean decided(String id) {
        return finding(id).flatMap(LedgerRow::decided).isPresent();
    }

    private void select(FxRobot robot, String id) {
        robot.interact(() -> {
            TableView<?> table = (TableView<?>) bench.find("#ledger").orElseThrow();
            table.getSelectionModel().select(ledger().indexOf(finding(id).orElseThrow()));
            table.requestFocus();
        });
    }
}
