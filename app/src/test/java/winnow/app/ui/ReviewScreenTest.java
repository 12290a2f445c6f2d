package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
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

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ReviewScreenTest {

    private static final int MORE = 90;

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    ReviewScreenTest() throws Exception {
        bench = new FxBench();
        workspace = set.copyFor(bench);
    }

    @BeforeAll
    static void prepare() throws Exception {
        set = SampleSet.prepare("Winnow small", MORE);
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
    void theLowestSampleShowsFirstWithItsRank(FxRobot robot) {
        ready();

        assertEquals("−4.12", bench.text("#reward"));
        assertEquals("Rank 1 of 100", bench.text("#rank"));
        assertEquals("102 to go", bench.text("#undecided"));
    }

    @Test
    void oneKeyDecidesAndTheNextSampleShows(FxRobot robot) {
        ready();

        robot.type(KeyCode.DIGIT1);

        bench.until("one is decided", () -> bench.text("#undecided").equals("101 to go"));
        bench.until("it says so", () -> bench.text("#last-decision").equals("last: #1 pruned, Hallucination"));
        bench.until("the next one shows", () -> bench.text("#rank").equals("Rank 2 of 100"));
        assertEquals("All saved", bench.text("#saved"));
    }

    @Test
    void undoBringsTheSampleBack(FxRobot robot) {
        ready();
        robot.type(KeyCode.K);
        bench.until("one is decided", () -> bench.text("#undecided").equals("101 to go"));

        robot.type(KeyCode.Z);

        bench.until("it is undecided", () -> bench.text("#undecided").equals("102 to go"));
        bench.until("it shows again", () -> bench.text("#rank").equals("Rank 1 of 100"));
    }

    @Test
    void aHeldKeyCountsOnce(FxRobot robot) {
        ready();

        robot.press(KeyCode.K).press(KeyCode.K).press(KeyCode.K).release(KeyCode.K);
        robot.type(KeyCode.U);

        bench.until("two are decided", () -> bench.text("#undecided").equals("100 to go"));
    }

    @Test
    void shiftDecidesAndStays(FxRobot robot) {
        ready();

        robot.push(KeyCode.SHIFT, KeyCode.X);

        bench.until("one is decided", () -> bench.text("#undecided").equals("101 to go"));
        assertEquals("Rank 1 of 100", bench.text("#rank"));
    }

    @Test
    void lettersInTheSearchAreText(FxRobot robot) {
        ready();
        robot.clickOn("#search");

        robot.write("k");

        bench.until(
                "it is written",
                () -> ((TextField) bench.find("#search").orElseThrow())
                        .getText()
                        .equals("k"));
        assertEquals("102 to go", bench.text("#undecided"));
    }

    @Test
    void aBadSearchSaysWhatIsWrong(FxRobot robot) {
        ready();
        robot.clickOn("#search").write("colour:blue").type(KeyCode.ENTER);

        bench.until("it says why", () -> !bench.text("#search-problem").isEmpty());
        bench.picture("review-bad-search-light");
        assertEquals("102 to go", bench.text("#undecided"));
    }

    @Test
    void aReasonInOwnWordsIsAskedFor(FxRobot robot) {
        ready();
        robot.type(KeyCode.DIGIT0);
        robot.write("counts wrongly");
        robot.type(KeyCode.ENTER);

        bench.until(
                "it says so",
                () -> bench.find("#last-decision").isPresent()
                        && bench.text("#last-decision").endsWith("pruned, counts wrongly"));
    }

    @Test
    void aNoteAndATagStayWithTheSample(FxRobot robot) {
        ready();
        robot.type(KeyCode.N);
        robot.write("ask Kim").type(KeyCode.ENTER);
        bench.until("the note is there", () -> bench.find(".note-chip").isPresent());
        robot.type(KeyCode.T);
        robot.write("later").type(KeyCode.ENTER);
        bench.until("the tag is there", () -> bench.find(".tag-chip").isPresent());
        robot.type(KeyCode.B);
        bench.until("it says so", () -> bench.text("#last-decision").equals("last: #1 tag or note"));
        robot.type(KeyCode.T);
        bench.until("the line is open", () -> bench.find("#tag-field").isPresent());
        bench.picture("review-tag-light");
        robot.type(KeyCode.ESCAPE);
        bench.both("review-remarks");

        robot.type(KeyCode.K);
        bench.until("the next one has none", () -> bench.find(".note-chip").isEmpty());
        robot.type(KeyCode.UP);
        bench.until("it is still there", () -> bench.find(".note-chip").isPresent());

        robot.type(KeyCode.Z).type(KeyCode.Z).type(KeyCode.Z).type(KeyCode.Z);
        bench.until(
                "all of it is taken back",
                () -> bench.find("#remarks").isEmpty()
                        || !bench.find("#remarks").orElseThrow().isVisible());
    }

    @Test
    void oneStepDecidesForTheEntireSearch(FxRobot robot) {
        ready();
        robot.clickOn("#search").write("reward<-3").type(KeyCode.ENTER);
        bench.until("it is found", () -> !bench.text("#found").equals("102 samples"));
        String found = bench.text("#found");
        robot.push(KeyCode.CONTROL, KeyCode.BACK_SPACE);
        bench.until("it is open", () -> bench.find("#bulk").orElseThrow().isVisible());
        bench.picture("review-bulk-light");

        robot.clickOn("#bulk-prune");

        bench.until(
                "it says how many",
                () -> bench.find("#last-decision").isPresent()
                        && bench.text("#last-decision").equals("last: " + found + " pruned"));
        robot.type(KeyCode.Z);
        bench.until(
                "one undo takes all back", () -> bench.text("#last-decision").startsWith("undone: " + found));
    }

    @Test
    void aSearchIsKeptUnderAName(FxRobot robot) {
        ready();
        robot.clickOn("#search").write("reward<-3").type(KeyCode.ENTER);
        robot.clickOn("#views").clickOn("#keep-search");
        bench.until(
                "it asks for a name",
                () -> bench.find("#view-name").orElseThrow().isFocused());
        bench.picture("review-keep-search-light");
        robot.write("low").type(KeyCode.ENTER);
        bench.until(
                "it is kept",
                () -> ((MenuButton) bench.find("#views").orElseThrow())
                                .getItems()
                                .size()
                        == 4);
        robot.clickOn("#search").type(KeyCode.ESCAPE);
        bench.until("everything is found", () -> bench.text("#found").equals("102 samples"));

        bench.light();
        robot.clickOn("#views");
        bench.menuPicture("review-views-menu-light");
        robot.clickOn("low");

        bench.until("the search is back", () -> !bench.text("#found").equals("102 samples"));
    }

    @Test
    void theScoreCanBeHidden(FxRobot robot) {
        ready();

        robot.type(KeyCode.H);

        bench.until("it is hidden", () -> bench.text("#reward").equals("hidden"));
        assertEquals("", bench.text("#rank"));
    }

    @Test
    void severalPicturesAreTurnedByArrows(FxRobot robot) {
        goTo(robot, 4);
        bench.until("three", () -> bench.text("#which-picture").equals("1 of 3"));

        robot.type(KeyCode.RIGHT);

        bench.until("the second", () -> bench.text("#which-picture").equals("2 of 3"));
    }

    @Test
    void everyStateLooksRightInBothThemes(FxRobot robot) {
        ready();
        robot.type(KeyCode.DIGIT1);
        bench.until("the next one shows", () -> bench.text("#rank").equals("Rank 2 of 100"));
        robot.type(KeyCode.UP);
        bench.until("back", () -> bench.text("#rank").equals("Rank 1 of 100"));
        bench.both("review-picture");
        goTo(robot, 2);
        bench.both("review-text");
        goTo(robot, 3);
        bench.until("it is missing", () -> bench.find("#picture-trouble").isPresent());
        bench.both("review-missing");
        goTo(robot, 4);
        bench.both("review-several");
        goTo(robot, 7);
        bench.both("review-broken");
        goTo(robot, 8);
        bench.both("review-video");
        robot.type(KeyCode.F1);
        bench.both("keys");
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#search").write("score<-50").type(KeyCode.ENTER);
        bench.until("nothing", () -> bench.find("#state-nothing").isPresent());
        bench.both("review-empty");
        assertTrue(bench.find("#clear-search").isPresent());
    }

    @Test
    void theEndSaysWhatWasDecidedAndLeadsToTheExport(FxRobot robot) {
        ready();
        robot.clickOn("#search").write("score<-2").type(KeyCode.ENTER);
        bench.until("found", () -> !bench.text("#found").equals("102 samples"));
        robot.type(KeyCode.F6);
        for (int i = 0; i < 12 && bench.find("#state-end").isEmpty(); i++) {
            robot.type(KeyCode.DIGIT5);
        }

        bench.until("the end", () -> bench.find("#state-end").isPresent());
        bench.both("review-end");
        robot.clickOn("#to-export");

        bench.until("export", () -> bench.find("#export").isPresent());
    }

    private void goTo(FxRobot robot, int sample) {
        ready();
        robot.type(KeyCode.G);
        robot.write(String.valueOf(sample));
        robot.type(KeyCode.ENTER);
        bench.until("#" + sample + " shows", () -> bench.text("#sample-number").equals("#" + sample));
    }

    private void ready() {
        bench.until(
                "a sample shows",
                () -> bench.find("#rank").isPresent()
                        && (!bench.text("#rank").isEmpty()
                                || !bench.text("#not-scored").isEmpty()));
    }
}
