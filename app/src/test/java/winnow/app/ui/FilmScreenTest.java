package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
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

/** Videos on the stage of the review. The order of the samples is that of the file: all of them score alike. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class FilmScreenTest {

    private static final List<String> CLIPS =
            List.of("bottle-detection.mp4", "made_anim.gif", "made_moov_missing.mp4", "made_vfr.mp4");

    private final FxBench bench;
    private final Path workspace;

    FilmScreenTest() throws Exception {
        bench = new FxBench();
        StringBuilder lines = new StringBuilder();
        for (String clip : CLIPS) {
            try (InputStream in = Objects.requireNonNull(FilmScreenTest.class.getResourceAsStream("film/" + clip))) {
                Files.copy(in, bench.folder.resolve(clip));
            }
            String kind = clip.endsWith(".gif") ? "image" : "video";
            lines.append("{\"" + kind + "\": \"" + clip + "\", \"conversations\": [{\"from\": \"human\", \"value\": "
                    + "\"What happens to the bottles in this video?\"}, {\"from\": \"gpt\", \"value\": \"The photograph"
                    + " of three bottles of water on a white table. A person in a blue shirt pours water from the left"
                    + " bottle into the middle one, then puts both back and leaves the room.\"}]}\n");
        }
        Path file = Files.writeString(bench.folder.resolve("clips.jsonl"), lines, StandardCharsets.UTF_8);
        Path model = AnswerModel.write(bench.folder.resolve("Winnow small"), true);
        workspace = SampleSet.workspace(file, Optional.of(model), bench.settings);
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

    private void at(String caption) {
        bench.until(
                caption,
                () -> bench.find("#frame-caption").isPresent() && caption().equals(caption));
    }

    private String caption() {
        return bench.text("#frame-caption");
    }

    private double place() {
        return ((Slider) bench.find("#video-place").orElseThrow()).getValue();
    }

    private boolean deck() {
        return bench.find("#video-deck").filter(Node::isVisible).isPresent();
    }

    @Test
    void theFramesTheModelSawAndThoseBetweenAreWalkedByKeys(FxRobot robot) {
        at("frame 1 of 32 the model saw");
        assertEquals("0:00.0 / 0:39.9", bench.text("#video-time"));

        for (int i = 0; i < 13; i++) {
            robot.type(KeyCode.RIGHT);
        }
        at("frame 14 of 32 the model saw");
        bench.picture("review-film-light");
        robot.write(".");
        at("frame 452 of the video, between 14 and 15 of those the model saw");
        robot.write(",,");
        at("frame 450 of the video, between 13 and 14 of those the model saw");
        robot.type(KeyCode.LEFT);
        at("frame 13 of 32 the model saw");
        assertFalse(bench.find("#sample-number").isEmpty());

        bench.picture("review-film-dark");
    }

    @Test
    void itPlaysOnlyWhenAskedAndStopsWhenTheSampleChanges(FxRobot robot) {
        at("frame 1 of 32 the model saw");
        assertEquals(0, place());

        robot.write("]]");
        assertEquals("2×", bench.text("#video-speed"));
        robot.type(KeyCode.SPACE);
        bench.until("it plays", () -> place() > 20);
        robot.type(KeyCode.SPACE);
        double stopped = place();
        bench.picture("review-film-paused-light");
        assertEquals(stopped, place());

        robot.type(KeyCode.DOWN);
        at("the one frame the model saw"); // the moving picture
        assertEquals(0, place());
    }

    @Test
    void aMovingPicturePlaysInALoop(FxRobot robot) {
        at("frame 1 of 32 the model saw");
        robot.type(KeyCode.DOWN);
        at("the one frame the model saw");

        robot.clickOn("#video-loop").type(KeyCode.SPACE);
        bench.until("it plays", () -> place() > 3);
        bench.until("it begins again", () -> place() < 3);
        robot.type(KeyCode.SPACE);
        bench.picture("review-film-gif-light");
    }

    @Test
    void aBrokenVideoSaysSoAndCanBePrunedForIt(FxRobot robot) {
        at("frame 1 of 32 the model saw");
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);

        bench.until("it says so", () -> bench.find("#picture-trouble").isPresent());
        assertFalse(deck());
        bench.picture("review-film-broken-light");
        robot.type(KeyCode.DIGIT9);
        bench.until(
                "it is pruned",
                () -> bench.find("#last-decision").isPresent()
                        && bench.text("#last-decision").endsWith("pruned, Broken file"));
        bench.until("the next one shows", this::deck);
        assertTrue(bench.find("#picture-trouble").isEmpty());
    }
}
