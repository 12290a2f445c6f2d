package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.app.service.ExportService;
import winnow.app.ui.data.LedgerRow;
import winnow.app.ui.job.LongJob;

/** From nothing to an export, as a user does it. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class OtherScreensTest {

    private static final int MORE = 60;

    private final FxBench bench;
    private final Path file;

    OtherScreensTest() throws Exception {
        bench = new FxBench();
        file = SampleSet.write(bench.folder, MORE);
        bench.models(List.of(AnswerModel.write(bench.folder.resolve("random-tiny"), false)));
        bench.recent(List.of(bench.folder.resolve("gone.winnow")));
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
    void importScoreReviewExport(FxRobot robot) {
        bench.until(
                "the model is there",
                () -> robot.lookup("random-tiny").tryQuery().isPresent());
        bench.both("welcome");
        importFile(robot);
        assertEquals(2, rejects());
        score(robot);
        bench.both("data");
        assertTrue(robot.lookup("#warning-line").query().isVisible());

        robot.push(KeyCode.CONTROL, KeyCode.J);
        bench.until("jobs", () -> bench.find("#jobs").isPresent());
        bench.both("jobs");
        robot.type(KeyCode.ESCAPE);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        bench.until(
                "the review",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").startsWith("Rank 1 of"));
        robot.type(KeyCode.DIGIT1).type(KeyCode.X).type(KeyCode.K);
        bench.until("three are decided", () -> bench.text("#undecided").equals("69 to go"));

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        bench.until("the overview", () -> bench.text("#overview-decided").equals("3"));
        bench.both("overview");
        robot.type(KeyCode.O);
        bench.until("it is in groups", () -> bench.text("#length-title").equals("Length against z in group"));
        bench.both("overview-group");
        robot.drag("#density", MouseButton.PRIMARY).moveBy(120, 80).drop();
        bench.until("a part is marked", () -> !bench.text("#brushed").isEmpty());
        bench.both("overview-marked");
        String marked = bench.text("#brushed");
        robot.type(KeyCode.ENTER);
        bench.until("they are found", () -> bench.text("#found").equals(marked));
        assertTrue(((TextField) bench.find("#search").orElseThrow()).getText().startsWith("z>="));
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#search").type(KeyCode.ESCAPE);

        robot.clickOn("#rail-export");
        bench.until("two are removed", () -> bench.text("#removed").equals("2"));
        robot.clickOn("#export");
        bench.until("it is written", () -> bench.find("#exported").isPresent());
        bench.both("export");
        assertEquals("70 records exported, 2 removed", bench.text("#exported"));
        assertTrue(Files.isRegularFile(Path.of(folder()).resolve("SHA256SUMS")));
        inAnotherLayout(robot);
    }

    /** Into the same folder: the new export takes the place of the old one. */
    private void inAnotherLayout(FxRobot robot) {
        choose(robot, "#layout", "sharegpt");
        choose(robot, "#media", ExportService.MediaChoice.COPY);
        assertEquals("One answer a record; of a pair the better one.", bench.text("#layout-hint"));
        robot.clickOn("#export");
        bench.until("media came along", () -> bench.find("#brought").isPresent());
        bench.both("export-layout");
        assertEquals("70 records exported, 2 removed", bench.text("#exported"));
        assertEquals("8 pictures and videos copied, 0 linked, 2 not found", bench.text("#brought"));
        assertTrue(Files.isRegularFile(Path.of(folder()).resolve("dataset_info.json")));
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(FxRobot robot, String box, T value) {
        robot.interact(() -> ((ComboBox<T>) bench.find(box).orElseThrow()).setValue(value));
    }

    @Test
    void aRemovedSampleIsTakenBack(FxRobot robot) {
        importFile(robot);
        score(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        bench.until(
                "the review",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").startsWith("Rank 1 of"));
        robot.type(KeyCode.X);
        bench.until("one is decided", () -> bench.text("#undecided").equals("71 to go"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        bench.until("it is listed", () -> bench.text("#removed").equals("1"));

        robot.interact(() -> ((TableView<?>) bench.find("#removed-list").orElseThrow())
                .getSelectionModel()
                .selectFirst());
        robot.clickOn("#take-back");

        bench.until("it stays", () -> bench.text("#removed").equals("0"));
    }

    @Test
    void anUnreadableFileIsSaidInOneSentence(FxRobot robot) throws Exception {
        Path nothing = Files.writeString(bench.folder.resolve("nothing.txt"), "no data");
        bench.datasets.add(List.of(nothing));
        robot.clickOn("#choose-files");
        bench.until("the data screen", () -> bench.find("#import").isPresent());
        bench.until(
                "the button works", () -> !bench.find("#import").orElseThrow().isDisabled());
        robot.clickOn("#import");

        bench.until(
                "it failed",
                () -> bench.window().jobs().listed().stream()
                        .anyMatch(job -> job.stateProperty().get() == LongJob.State.FAILED));
        assertTrue(robot.lookup(".toast").tryQuery().isPresent());
    }

    @Test
    void theWindowSpeaksKorean(FxRobot robot) {
        robot.clickOn("#language-ko");
        bench.until("Korean", () -> robot.lookup("데이터셋을 여기에 놓으세요").tryQuery().isPresent());
        bench.both("welcome-ko");
        importFile(robot);
        score(robot);
        bench.both("data-ko");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        bench.until(
                "the review",
                () -> bench.find("#rank").isPresent() && !bench.text("#rank").isEmpty());
        String first = bench.text("#sample-number");
        robot.type(KeyCode.DIGIT1);
        bench.until("one is decided", () -> bench.text("#undecided").equals("71개 남음"));
        bench.until("the next", () -> !bench.text("#sample-number").equals(first));
        bench.both("review-ko");
        lookAtTheRest(robot);
    }

    /** Those screens, in Korean, that no other test shows. */
    private void lookAtTheRest(FxRobot robot) {
        for (String screen : List.of("overview", "export")) {
            robot.clickOn("#rail-" + screen);
            bench.settle();
            bench.both(screen + "-ko");
        }
        lookAtRankings(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        bench.settle();
        robot.type(KeyCode.F1);
        bench.until("the keys", () -> bench.find("#keys-overlay").isPresent());
        bench.both("keys-ko");
        robot.type(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.J);
        bench.until("the jobs", () -> bench.find("#jobs").isPresent());
        bench.both("jobs-ko");
        robot.type(KeyCode.ESCAPE).push(KeyCode.CONTROL, KeyCode.K);
        bench.until("the palette", () -> bench.find("#palette").isPresent());
        bench.both("palette-ko");
    }

    private void lookAtRankings(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        robot.clickOn("#ranking-agreed");
        bench.until("the agreement", () -> bench.text("#length-title").equals("길이와 반대표"));
        bench.both("overview-agreement-ko");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        bench.until("ranked by agreement", () -> bench.text("#ranked-by").equals("일치도"));
        bench.both("review-agreement-ko");
        robot.clickOn("#search").type(KeyCode.DOWN);
        bench.both("search-hints-ko");
        robot.type(KeyCode.ESCAPE);
    }

    private void importFile(FxRobot robot) {
        bench.datasets.add(List.of(file));
        robot.clickOn("#choose-files");
        bench.until("the data screen", () -> bench.find("#import").isPresent());
        bench.until(
                "the button works", () -> !bench.find("#import").orElseThrow().isDisabled());
        robot.clickOn("#import");
        bench.until(
                "it is in",
                () -> ((TableView<?>) bench.find("#datasets").orElseThrow())
                                .getItems()
                                .size()
                        == 1);
        bench.until("rejects are listed", () -> rejects() == 2);
    }

    private void score(FxRobot robot) {
        bench.until(
                "a model is chosen", () -> ((ComboBox<?>) bench.find("#model").orElseThrow()).getValue() != null);
        bench.until(
                "the button works", () -> !bench.find("#score").orElseThrow().isDisabled());
        robot.clickOn("#score");
        bench.until(
                "it is scored",
                () -> bench.window().jobs().listed().stream()
                                .filter(job -> job.stateProperty().get() == LongJob.State.DONE)
                                .count()
                        == 2);
        bench.until(
                "it can be reviewed",
                () -> !bench.find("#to-review").orElseThrow().isDisabled());
    }

    private int rejects() {
        return (int) ((TableView<?>) bench.find("#ledger").orElseThrow())
                .getItems().stream()
                        .filter(row -> ((LedgerRow) row).kind() == LedgerRow.Kind.REJECTED)
                        .count();
    }

    private String folder() {
        return ((TextField) bench.find("#export-folder").orElseThrow()).getText();
    }
}
