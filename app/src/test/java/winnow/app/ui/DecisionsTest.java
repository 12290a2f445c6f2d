package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.app.service.ImportService;
import winnow.app.service.ScoringService;
import winnow.app.service.Session;
import winnow.scoring.ModelOptions;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * Two hundred decisions by key on real pictures and on videos; prints how long each took until the next sample was
 * painted, as one JSON object. {@code -Dwinnow.decisions=DIR} names the folder with {@code formats} and {@code media}.
 */
@Tag("fx")
@EnabledIfSystemProperty(named = "winnow.decisions", matches = ".+")
@ExtendWith(ApplicationExtension.class)
class DecisionsTest {

    private static final int DECISIONS = 200;
    private static final long LOOKS_MILLIS = 100; // an annotator looks at each sample a moment at least
    private static final List<KeyCode> KEYS = List.of(KeyCode.K, KeyCode.X, KeyCode.DIGIT1, KeyCode.U);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FxBench bench;
    private final Path data = Path.of(System.getProperty("winnow.decisions", ""));

    DecisionsTest() throws IOException {
        bench = new FxBench();
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ScienceQA, formats/scienceqa/llava_scienceqa.json, formats/scienceqa/images/test",
        "video, formats/llava-video/llava_video_layout.json, media/videos"
    })
    void theNextSampleIsPaintedBeforeItIsWaitedFor(String name, String file, String media, FxRobot robot)
            throws Exception {
        Path workspace = workspace(data.resolve(file), data.resolve(media));
        robot.interact(() -> bench.window().open(workspace));
        bench.until(
                "the review",
                () -> bench.find("#rank").isPresent() && bench.text("#rank").startsWith("Rank 1 of"));
        PaintClock clock = bench.clock();
        for (int i = 0; i < DECISIONS; i++) {
            Thread.sleep(LOOKS_MILLIS);
            robot.type(KEYS.get(i % KEYS.size()));
            int decided = i + 1;
            bench.until("sample " + decided + " is painted", () -> clock.painted() == decided);
        }
        ObjectNode report = JSON.createObjectNode().put("set", name);
        clock.report().forEach(report::putPOJO);
        System.out.println(JSON.writeValueAsString(report));
        assertTrue(clock.p95() < 1_000, "p95 from key to paint: " + clock.p95() + " ms");
    }

    /** The records again and again until there are enough, each on a line of its own, scored by a model for tests. */
    private Path workspace(Path file, Path media) throws Exception {
        JsonNode records = JSON.readTree(Files.readString(file));
        List<String> many = new ArrayList<>();
        for (int i = 0; many.size() < DECISIONS + 20; i++) {
            ObjectNode record = records.get(i % records.size()).deepCopy();
            many.add(JSON.writeValueAsString(record.put("id", record.path("id").asText() + "-" + i)));
        }
        Path copy = Files.writeString(bench.folder.resolve("decisions.json"), "[" + String.join(",\n", many) + "]");
        Path workspace = bench.folder.resolve("decisions.winnow");
        Path model = AnswerModel.write(bench.folder.resolve("model"), true);
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace, bench.settings, lanes)) {
            session.imports()
                    .run(
                            new ImportService.Request(copy, List.of(media), Optional.empty()),
                            Progress.SILENT,
                            new CancelToken());
            session.scoring()
                    .run(
                            new ScoringService.Request(model, ModelOptions.DEFAULT, OptionalLong.empty(), 8),
                            Progress.SILENT,
                            new CancelToken());
        }
        return workspace;
    }
}
