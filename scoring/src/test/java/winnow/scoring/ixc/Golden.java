package winnow.scoring.ixc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.media.Pixels;

/** One case computed by the official code (SPEC 15). */
record Golden(String name, JsonNode json) {

    static final Path TINY = Path.of("src/test/resources/tiny");

    static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(TINY.resolve(folder))) {
            return files.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("(text|img|video|batch|compare|rank|rope)_.*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    static Golden read(String folder, String file) throws IOException {
        return new Golden(
                file,
                new JsonMapper().readTree(TINY.resolve(folder).resolve(file).toFile()));
    }

    /** One thread: tests must not fight over the cores of a busy machine. */
    static final ModelOptions OPTIONS = new ModelOptions("auto", 1, 9, 16384);

    /** Memory in which every small model is copied to float32. */
    static final long PLENTY = Long.MAX_VALUE;

    /** The snapshots with a trimmed vocabulary: the same values in every container. */
    static List<String> smallSnapshots() throws IOException {
        try (Stream<Path> folders = Files.list(TINY)) {
            return folders.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith("ixc-small-"))
                    .sorted()
                    .toList();
        }
    }

    /** The model of a case: the snapshot with the overrides of its configuration. */
    static IxcReward model(String snapshot, JsonNode overrides, long memory) throws ScoringException {
        return model(snapshot, overrides, memory, Precision.FLOAT32);
    }

    /** The same in another precision. */
    static IxcReward model(String snapshot, JsonNode overrides, long memory, Precision precision)
            throws ScoringException {
        Path folder = TINY.resolve(snapshot);
        SnapshotConfig config = SnapshotConfig.read(folder);
        if (overrides instanceof ObjectNode changes) {
            config.json().setAll(changes);
        }
        return new IxcReward(folder, config, OPTIONS.in(precision), Golden::decode, memory);
    }

    @Override
    public String toString() {
        return name;
    }

    JsonNode overrides() {
        return json.path("config_overrides");
    }

    int size() {
        return json.path("conversations").size();
    }

    Prepared prepare(IxcReward model, int k) throws IOException, ScoringException {
        if (json.has("video_titles")) {
            return prepareVideo(model, k);
        }
        List<Pixels> pictures = new ArrayList<>();
        for (JsonNode image : json.path("images").path(k)) {
            pictures.add(decode(TINY.resolve("inputs").resolve(image.asText())));
        }
        int hdNum = json.path("hd_num").intValue();
        int maxLength = json.path("max_length").intValue();
        JsonNode conversation = json.path("conversations").path(k);
        if (!json.path("apply_template").asBoolean(true)) {
            return model.prepare(conversation.asText(), pictures, hdNum, maxLength);
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : conversation) {
            Role role = Role.valueOf(turn.path("role").asText().toUpperCase(Locale.ROOT));
            turns.add(new Turn(role, turn.path("content").asText()));
        }
        return model.prepare(turns, pictures, hdNum, maxLength);
    }

    private Prepared prepareVideo(IxcReward model, int k) throws ScoringException {
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : json.path("conversations").path(k)) {
            Role role = Role.valueOf(turn.path("role").asText().toUpperCase(Locale.ROOT));
            turns.add(new Turn(role, turn.path("content").asText()));
        }
        Path clip = TINY.resolve("inputs")
                .resolve(json.path("images").path(k).path(0).asText());
        boolean titles = !json.path("video_titles").asText().startsWith("suppressed");
        InputOptions options = new InputOptions(
                json.path("hd_num").intValue(), json.path("max_length").intValue(), true, titles);
        return model.prepare(new Conversation(turns, List.of(clip)), options);
    }

    List<Prepared> prepareAll(IxcReward model) throws IOException, ScoringException {
        List<Prepared> all = new ArrayList<>();
        for (int k = 0; k < size(); k++) {
            all.add(prepare(model, k));
        }
        return all;
    }

    /** Decodes a picture with the JDK alone; of the JPEG file the pixels that the reference decoded. */
    static Pixels decode(Path file) throws IOException {
        Path png = Path.of(file.toString().replace("cars1.jpg", "cars1.decoded.png"));
        BufferedImage image = ImageIO.read(png.toFile());
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        int at = 0;
        boolean gray =
                image.getRaster().getNumBands() == 1 && image.getColorModel().getNumComponents() == 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int value = gray ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
                rgb[at++] = (byte) (value >> 16);
                rgb[at++] = (byte) (value >> 8);
                rgb[at++] = (byte) value;
            }
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb);
    }
}
