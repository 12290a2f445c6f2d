package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.job.CancelToken;

class CheckCommandTest {

    private static final String LONG =
            "Two dogs run over the grass and a man in a blue coat looks at them from his bench";

    @TempDir
    private Path folder = Path.of("");

    private Path workspace = Path.of("");
    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        workspace = folder.resolve("test.winnow");
        ImageIO.write(picture(100), "png", folder.resolve("a.png").toFile());
        ImageIO.write(picture(200), "png", folder.resolve("scaled.png").toFile());
        Files.copy(folder.resolve("a.png"), folder.resolve("copy.png"));
        byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(folder.resolve("text.png"), "no picture");
        Path data = folder.resolve("data.json");
        Files.writeString(
                data,
                "["
                        + String.join(
                                ",\n",
                                record("a.png", LONG + "."),
                                record("a.png", LONG + "."),
                                record("a.png", LONG + " there."),
                                record("copy.png", "A dog."),
                                record("scaled.png", "A cat."),
                                record("cut.png", "A cow."),
                                record("text.png", "A pig."),
                                record("none.png", "A hen."),
                                record("a.png", ""),
                                record("a.png", "N/A"),
                                record("a.png", "I'm sorry, but I can't help with that."))
                        + "]");
        assertEquals(0, shell.run("-w", workspace, "import", data).code());
    }

    private static BufferedImage picture(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 25; i++) {
            graphics.setColor(new Color(i * 37 % 256, i * 91 % 256, i * 53 % 256));
            graphics.fillRect(i % 5 * side / 5, i / 5 * side / 5, side / 5, side / 5);
        }
        graphics.dispose();
        return image;
    }

    private static String record(String picture, String answer) {
        return "{\"image\": \"" + picture + "\", \"conversations\": [{\"from\": \"human\", \"value\":"
                + " \"<image>\\nWhat is it?\"}, {\"from\": \"gpt\", \"value\": \"" + answer + "\"}]}";
    }

    private Map<String, String> found(Object... options) {
        Object[] line = new Object[options.length + 4];
        System.arraycopy(new Object[] {"-w", workspace, "--json", "check"}, 0, line, 0, 4);
        System.arraycopy(options, 0, line, 4, options.length);
        Shell.Result result = shell.run(line);
        assertEquals(0, result.code(), result.err());
        Map<String, String> records = new TreeMap<>();
        for (JsonNode finding : result.json().get("findings")) {
            List<JsonNode> examples = new ArrayList<>();
            finding.get("examples").forEach(examples::add);
            assertEquals(finding.get("count").asInt(), examples.size());
            records.put(
                    finding.get("kind").asText(),
                    examples.stream()
                            .map(e -> e.get("record").asText())
                            .toList()
                            .toString());
        }
        return records;
    }

    @Test
    void everyFaultIsFoundOnceAndNothingElse() {
        Map<String, String> texts = new TreeMap<>(Map.of(
                "duplicate-text", "[1]",
                "near-duplicate-text", "[2]",
                "empty-answer", "[8]",
                "placeholder-answer", "[9]",
                "refusal", "[10]",
                "missing-media", "[7]",
                "unreadable-media", "[6]"));

        assertEquals(texts, found());

        texts.put("unreadable-media", "[5, 6]");
        texts.put("duplicate-picture", "[3]");
        texts.put("near-duplicate-picture", "[4]");
        assertEquals(texts, found("--decode"));
    }

    @Test
    void pruningAFindingIsOneStepThatIsTakenBack() {
        Shell.Result pruned = shell.run("-w", workspace, "--json", "check", "--prune", "duplicate-text");

        assertEquals(1, pruned.json().get("pruned").get(0).get("changed").asInt());
        assertEquals(
                "[2]",
                shell.run("-w", workspace, "--json", "find", "verdict:prune")
                        .json()
                        .get("samples")
                        .toString());
        assertTrue(!found().containsKey("duplicate-text"), "what is pruned was checked");

        assertEquals(
                1,
                shell.run("-w", workspace, "--json", "undo")
                        .json()
                        .get("changed")
                        .asInt());
        assertEquals("[1]", found().get("duplicate-text"));
    }

    @Test
    void whatSomebodyDecidedIsNotPrunedByAFinding() {
        shell.run("-w", workspace, "decide", "record:1", "--verdict", "keep");

        Shell.Result pruned = shell.run("-w", workspace, "--json", "check", "--prune", "duplicate-text");

        assertEquals(0, pruned.json().get("pruned").get(0).get("changed").asInt());
        assertEquals(
                "[2]",
                shell.run("-w", workspace, "--json", "find", "verdict:keep")
                        .json()
                        .get("samples")
                        .toString());
    }

    @Test
    void pruningWhatIsNotThereChangesNothing() {
        Shell.Result pruned = shell.run("-w", workspace, "--json", "check", "--prune", "overlong");

        assertEquals(0, pruned.code());
        assertEquals(0, pruned.json().get("pruned").get(0).get("changed").asInt());
    }

    @Test
    void duplicatePicturesCannotBePrunedUnseen() {
        assertEquals(
                2,
                shell.run("-w", workspace, "check", "--prune", "duplicate-picture")
                        .code());
    }

    @Test
    void aCancelledCheckIsExitCode130() {
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        Shell stopped = new Shell(folder.resolve("home"), Map.of(), file -> false, cancelled);

        assertEquals(130, stopped.run("-w", workspace, "check").code());
    }
}
