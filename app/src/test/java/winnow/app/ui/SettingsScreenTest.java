package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
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
import org.testfx.util.WaitForAsyncUtils;
import winnow.app.service.Settings;
import winnow.app.service.SettingsFile;

/** The settings, from the welcome screen and over a review. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class SettingsScreenTest {

    private static SampleSet.Prepared set;

    private final FxBench bench;
    private final Path workspace;

    SettingsScreenTest() throws Exception {
        bench = new FxBench();
        workspace = set.copyFor(bench);
    }

    @BeforeAll
    static void prepare() throws Exception {
        set = SampleSet.prepare("model", 30);
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
    void everythingAppliesAtOnceAndIsKept(FxRobot robot) throws Exception {
        open(robot);
        bench.picture("settings-light");
        robot.clickOn("#theme-dark");
        bench.until("it is dark", () -> root().contains("dark"));
        bench.picture("settings-dark");
        robot.clickOn("#rows-compact");
        bench.until("it is compact", () -> root().contains("compact"));
        bench.picture("settings-compact-dark");
        robot.interact(() -> ((Spinner<?>) bench.find("#threads").orElseThrow()).increment(1));
        robot.interact(() -> ((Spinner<?>) bench.find("#cache-mb").orElseThrow()).decrement(1));
        write(robot, "#annotator-name", "kim");
        robot.clickOn("#settings-ko");
        bench.until("Korean", () -> robot.lookup("모양").tryQuery().isPresent());
        bench.picture("settings-ko-compact-dark");
        robot.clickOn("#theme-light").clickOn("#rows-comfortable");
        bench.until("it is light", () -> root().contains("light") && !root().contains("compact"));
        bench.picture("settings-ko-light");
        robot.clickOn("#theme-system");
        robot.clickOn("#settings-close");
        bench.until("it is closed", () -> bench.find("#settings").isEmpty());

        untilKept(settings -> settings.theme().equals("system"));
        Settings kept = kept();
        assertEquals(List.of("ko", "kim"), List.of(kept.language(), kept.annotator()));
        assertEquals(
                List.of(1, 2048 - 256),
                List.of(kept.preferences().threads(), kept.preferences().cacheMb()));
    }

    @Test
    void reasonsAndRowsOfTheReviewFollow(FxRobot robot) throws Exception {
        robot.interact(() -> bench.window().open(workspace));
        ready();
        assertEquals(54, rowHeight());
        bench.picture("review-comfortable-light");
        open(robot);
        write(robot, "#reason-text-1", "Too long");
        untilKept(settings -> settings.preferences().reasons().contains("Too long"));
        write(robot, "#annotator-name", "");
        bench.until("it says why", () -> !bench.text("#settings-problem").isEmpty());
        robot.clickOn("#rows-compact").type(KeyCode.ESCAPE);
        bench.until("the pane is gone", () -> bench.find("#settings").isEmpty());
        ready();

        bench.until("rows are lower", () -> rowHeight() == 41);
        bench.both("review-compact");
        robot.type(KeyCode.DIGIT1);
        bench.until(
                "the reason is the new one",
                () -> bench.find("#last-decision").isPresent()
                        && bench.text("#last-decision").endsWith("pruned, Too long"));
        assertEquals("jh", kept().annotator());
        assertTrue(kept().preferences().compact());
    }

    @Test
    void anotherKeyDecidesFromThenOnAndIsShown(FxRobot robot) throws Exception {
        robot.interact(() -> bench.window().open(workspace));
        ready();
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        bench.until("the settings", () -> bench.find("#settings").isPresent());
        bench.until(
                "what is kept is counted",
                () -> bench.text("#kept-features").endsWith(workspace.getFileName() + ".cache"));
        robot.clickOn("#settings-keys");
        robot.clickOn("#keys-filter").write("keep").clickOn("#key-keep");
        bench.until("it asks", () -> bench.text("#key-keep").startsWith("Press a key"));
        robot.type(KeyCode.J);
        bench.until("it is taken", () -> bench.text("#settings-problem").startsWith("J is the key of"));
        bench.both("settings-keys");
        robot.clickOn("#key-keep").type(KeyCode.A);
        untilKept(settings -> settings.preferences().keys().equals(Map.of("keep", "A")));
        robot.type(KeyCode.ESCAPE);
        bench.until("the pane is gone", () -> bench.find("#settings").isEmpty());
        ready();

        robot.type(KeyCode.K);
        robot.type(KeyCode.A);

        bench.until(
                "one is kept",
                () -> bench.find("#last-decision").isPresent()
                        && bench.text("#last-decision").endsWith("kept"));
        assertTrue(bench.find("#keep").orElseThrow().getAccessibleText().endsWith("(A)"));
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        bench.until("the settings", () -> bench.find("#settings").isPresent());
        robot.clickOn("#settings-keys").clickOn("#keys-left-hand");
        untilKept(settings -> settings.preferences().keys().size() > 1);
        robot.clickOn("#keys-usual");
        untilKept(settings -> settings.preferences().keys().isEmpty());
    }

    private static void write(FxRobot robot, String field, String text) {
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).type(KeyCode.DELETE);
        robot.write(text).type(KeyCode.ENTER);
    }

    private void open(FxRobot robot) {
        robot.clickOn("#theme"); // the window has the focus now
        robot.clickOn("#theme");
        robot.press(KeyCode.CONTROL).type(KeyCode.COMMA).release(KeyCode.CONTROL);
        bench.until("the settings", () -> bench.find("#settings").isPresent());
    }

    private void ready() {
        bench.until(
                "the review",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").startsWith("Rank 1 of"));
    }

    private double rowHeight() {
        return bench.find("#queue-rows")
                .map(list -> ((ListView<?>) list).getFixedCellSize())
                .orElse(0.0);
    }

    private List<String> root() {
        return bench.styles();
    }

    /** Reads the file on this thread: files are not for the JavaFX thread. */
    private void untilKept(Predicate<Settings> wanted) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> wanted.test(kept()));
    }

    private Settings kept() {
        return new SettingsFile(bench.settings.folder()).read();
    }
}
