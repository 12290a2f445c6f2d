package winnow.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.testfx.util.WaitForAsyncUtils.waitFor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import winnow.app.service.SettingsFile;
import winnow.app.ui.WinnowWindow;
import winnow.app.ui.desk.Choosers;
import winnow.app.ui.job.LongJob;
import winnow.store.job.Lanes;

/** The whole job, once in the window and once on the command line: the exports are the same. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class SameResultTest {

    private static final long PATIENCE_SECONDS = 120; // for a busy machine; nothing waits longer than it needs

    @TempDir
    static Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Lanes lanes = new Lanes();
    private Path data = Path.of("");

    @SuppressWarnings("NullAway.Init") // made by start, which the extension calls first
    private WinnowWindow window;

    @Start
    void start(Stage stage) throws IOException {
        data = ExampleSet.write(Files.createDirectories(folder.resolve("data")));
        SettingsFile settings = new SettingsFile(folder.resolve("settings-window"));
        window = new WinnowWindow(stage, settings, lanes, words -> new Answers(), (progress, cancel) -> {
            throw new IOException("No demo in this test.");
        });
        stage.setWidth(1440);
        stage.setHeight(900);
        window.show();
    }

    @AfterEach
    void close(FxRobot robot) throws TimeoutException {
        AtomicBoolean closed = new AtomicBoolean();
        robot.interact(() -> window.shutDown(() -> closed.set(true)));
        eventually(closed::get);
        lanes.close();
    }

    @Test
    void theWindowAndTheCommandLineExportTheSame(FxRobot robot) throws Exception {
        Path byWindow = folder.resolve("by-window");
        Path byCommands = folder.resolve("by-commands");

        throughTheWindow(robot, byWindow);
        throughCommands(byCommands);

        assertEquals(names(byWindow), names(byCommands));
        assertEquals(
                Files.readString(byWindow.resolve("train.jsonl")), Files.readString(byCommands.resolve("train.jsonl")));
        assertEquals(
                Files.readString(byWindow.resolve("rejected.jsonl")),
                Files.readString(byCommands.resolve("rejected.jsonl")));
        assertEquals(removed(byWindow), removed(byCommands));
        assertEquals(counts(byWindow), counts(byCommands));
        assertEquals(
                ExampleSet.SAMPLES - 3,
                Files.readAllLines(byWindow.resolve("train.jsonl")).size());
    }

    private void throughTheWindow(FxRobot robot, Path out) throws Exception {
        click(robot, "#choose-files");
        eventually(() ->
                visible(robot, "#import") && !robot.lookup("#import").query().isDisabled());
        click(robot, "#add-folder");
        click(robot, "#import");
        eventually(() -> jobs(LongJob.State.DONE) == 1);
        eventually(() -> !robot.lookup("#score").query().isDisabled());
        click(robot, "#score");
        eventually(() -> jobs(LongJob.State.DONE) == 2);

        click(robot, "#rail-review");
        eventually(
                () -> visible(robot, "#undecided") && text(robot, "#undecided").startsWith("10 "));
        eventually(() -> !text(robot, "#reward").isBlank());
        for (int left = 9; left >= 7; left--) {
            String expected = left + " ";
            robot.push(KeyCode.DIGIT1);
            eventually(() -> text(robot, "#undecided").startsWith(expected));
        }
        robot.push(KeyCode.K);
        eventually(() -> text(robot, "#undecided").startsWith("6 "));
        robot.push(KeyCode.X);
        eventually(() -> text(robot, "#undecided").startsWith("5 "));
        robot.push(KeyCode.Z);
        eventually(() -> text(robot, "#undecided").startsWith("6 "));

        click(robot, "#rail-export");
        eventually(() -> visible(robot, "#export-folder"));
        robot.interact(
                () -> robot.lookup("#export-folder").queryAs(TextField.class).setText(out.toString()));
        eventually(() -> !robot.lookup("#export").query().isDisabled());
        click(robot, "#export");
        eventually(() -> jobs(LongJob.State.DONE) == 3);
    }

    private void throughCommands(Path out) throws IOException {
        CommandLineRun winnow =
                new CommandLineRun(new SettingsFile(folder.resolve("settings-cli")), folder.resolve("cli.winnow"));
        CommandLineRun.Result imported =
                winnow.run("import", data.toString(), "--media-root", pictures().toString());
        assertEquals(3, imported.exitCode(), imported.err());
        assertEquals(5, imported.json().at("/rejects/0/line").asInt(), "the broken line is named");
        CommandLineRun.Result scored = winnow.run("score", "--model", "default");
        assertEquals(3, scored.exitCode(), scored.err());
        assertEquals(ExampleSet.UNSCORABLE, scored.json().get("failures").size());
        JsonNode lowest = winnow.run("report", "--lowest", "4").json().get("lowest");
        for (int i = 0; i < 3; i++) {
            decide(winnow, lowest.get(i), "prune", "--reason", "Hallucination");
        }
        decide(winnow, lowest.get(3), "keep");
        CommandLineRun.Result exported = winnow.run("export", "--out", out.toString());
        assertEquals(0, exported.exitCode(), exported.err());
    }

    private static void decide(CommandLineRun winnow, JsonNode row, String verdict, String... more) throws IOException {
        String[] start = {"decide", "sample:" + row.get("sample").asLong(), "--verdict", verdict};
        CommandLineRun.Result decided =
                winnow.run(Stream.concat(Stream.of(start), Stream.of(more)).toArray(String[]::new));
        assertEquals(1, decided.json().get("changed").asInt(), decided.err());
    }

    private static Path pictures() {
        return ExampleSet.pictures(folder.resolve("data"));
    }

    private static List<String> names(Path export) throws IOException {
        try (Stream<Path> files = Files.list(export)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** What was removed, without who and when. */
    private List<JsonNode> removed(Path export) throws IOException {
        return Files.readAllLines(export.resolve("removed.jsonl")).stream()
                .map(line -> {
                    try {
                        ObjectNode row = (ObjectNode) mapper.readTree(line);
                        row.remove(List.of("decided_at", "annotator"));
                        return (JsonNode) row;
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private List<JsonNode> counts(Path export) throws IOException {
        JsonNode dataset = mapper.readTree(export.resolve("manifest.json").toFile())
                .get("datasets")
                .get(0);
        return Stream.of("sha256", "records", "imported", "rejected", "kept", "pruned")
                .map(dataset::get)
                .toList();
    }

    private long jobs(LongJob.State state) {
        return window.jobs().listed().stream()
                .filter(job -> job.stateProperty().get() == state)
                .count();
    }

    private static void click(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForFxEvents(); // a card that is being made anew is whole again
        robot.clickOn(robot.lookup(id).match(Node::isVisible).<Node>query());
    }

    private static boolean visible(FxRobot robot, String id) {
        return robot.lookup(id).match(Node::isVisible).tryQuery().isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).tryQueryAs(Label.class).map(Label::getText).orElse("");
    }

    private static void eventually(Callable<Boolean> state) throws TimeoutException {
        waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, state);
    }

    /** Chooses what the test wants. */
    private final class Answers implements Choosers {

        @Override
        public List<Path> datasets() {
            return List.of(data);
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.of(pictures());
        }

        @Override
        public Optional<Path> workspace() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> newWorkspace(Path suggestion) {
            return Optional.of(folder.resolve("window.winnow"));
        }
    }
}
