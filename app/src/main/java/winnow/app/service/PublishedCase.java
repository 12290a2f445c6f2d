package winnow.app.service;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;
import winnow.store.media.FrameFolder;
import winnow.store.media.MediaRoots;

/**
 * A case computed by the official code, as its JSON file tells it (SPEC 15).
 *
 * @param name of the case
 * @param file it was read from
 * @param conversations to score
 * @param input how they become inputs
 * @param overrides of config.json
 * @param expected scores, one for each conversation; empty where the file has none for the precision asked for
 * @param together whether they were scored as one padded batch
 * @param rank expected order, where the case has one
 * @param compare whether the first of two is better, where the case says so
 * @param tokens expected lengths of the inputs, where the case has them
 * @param titlesDrawn whether the frames of its videos have titles, drawn with a font that need not be ours
 * @param tolerance largest difference of a score the case itself allows; empty where it says nothing
 */
record PublishedCase(
        String name,
        Path file,
        List<Conversation> conversations,
        InputOptions input,
        Map<String, Object> overrides,
        List<Double> expected,
        boolean together,
        Optional<List<Integer>> rank,
        Optional<Boolean> compare,
        List<Integer> tokens,
        boolean titlesDrawn,
        Optional<Double> tolerance) {

    private static final JsonMapper JSON = new JsonMapper();

    PublishedCase {
        conversations = List.copyOf(conversations);
        expected = List.copyOf(expected);
        tokens = List.copyOf(tokens);
    }

    /** Whether a file is a case. */
    static boolean isCase(JsonNode json) {
        return json.isObject() && json.path("conversations").isArray();
    }

    /**
     * Reads a case.
     *
     * @param inputs folder of its pictures and videos; nothing outside of it is opened
     * @throws IOException if it is none, or an input is missing; one sentence that names file and place
     */
    static PublishedCase read(Path file, JsonNode json, Path inputs, ModelOptions options) throws IOException {
        String titles = json.path("video_titles").asText("");
        InputOptions input = new InputOptions(
                json.path("hd_num").asInt(options.hdNum()),
                json.path("max_length").asInt(options.maxLength()),
                json.path("apply_template").asBoolean(true),
                !titles.startsWith("suppressed"));
        boolean compares = json.has("compare");
        return new PublishedCase(
                json.path("name").asText(file.getFileName().toString().replaceFirst("\\.json$", "")),
                file,
                conversations(file, json, new MediaRoots(List.of(inputs))),
                input,
                overrides(json.path("config_overrides")),
                expected(json, options.precision()),
                options.precision() == Precision.FLOAT32 && !json.has("score") && !compares,
                json.path("rank").isArray() ? Optional.of(integers(json.path("rank"))) : Optional.empty(),
                compares ? Optional.of(json.path("compare").asBoolean()) : Optional.empty(),
                lengths(json.path("samples")),
                !titles.isEmpty() && input.videoTitles(),
                json.path("tolerance_abs").isNumber()
                        ? Optional.of(json.path("tolerance_abs").doubleValue())
                        : Optional.empty());
    }

    private static Map<String, Object> overrides(JsonNode json) {
        return json.isObject() ? JSON.convertValue(json, new TypeReference<Map<String, Object>>() {}) : Map.of();
    }

    private static List<Conversation> conversations(Path file, JsonNode json, MediaRoots inputs) throws IOException {
        List<Conversation> found = new ArrayList<>();
        JsonNode all = json.path("conversations");
        for (int k = 0; k < all.size(); k++) {
            List<Path> media = new ArrayList<>();
            for (JsonNode name : json.path("images").path(k)) {
                Optional<Path> frames = frames(inputs.folders().get(0), name.asText());
                media.add(frames.isPresent() ? frames.get() : inputs.resolve(name.asText()));
            }
            String place = file + ", conversation " + k;
            found.add(new Conversation(ConversationFile.turns(place, all.path(k)), media));
        }
        if (found.isEmpty()) {
            throw new IOException(file + " has no conversations.");
        }
        return found;
    }

    /** The folder with the decoded frames of a video, {@code X_frames} for {@code X.mp4}, where there is one. */
    private static Optional<Path> frames(Path inputs, String name) throws IOException {
        try {
            Path root = inputs.toAbsolutePath().normalize();
            Path video = root.resolve(name).normalize();
            Optional<Path> folder =
                    video.startsWith(root) ? FrameFolder.beside(video).map(FrameFolder::folder) : Optional.empty();
            return folder.isPresent() && folder.get().toRealPath().startsWith(root.toRealPath())
                    ? folder
                    : Optional.empty();
        } catch (InvalidPathException e) {
            throw new IOException("\"" + name + "\" cannot be the name of a file here.", e);
        }
    }

    private static List<Double> expected(JsonNode json, Precision precision) {
        JsonNode low = json.path("low_precision_single_scores");
        return switch (precision) {
            case BFLOAT16 -> numbers(low.path("bfloat16"));
            case BFLOAT16_AUTOCAST -> numbers(low.path("bfloat16_autocast"));
            case FLOAT16_AUTOCAST -> numbers(low.path("float16_autocast"));
            case FLOAT32 -> {
                for (String key : new String[] {"score", "scores", "scores_batch", "scores_single"}) {
                    if (json.has(key)) {
                        yield numbers(json.path(key));
                    }
                }
                List<Double> alone = new ArrayList<>();
                json.path("samples").forEach(s -> alone.addAll(numbers(s.path("score_alone"))));
                yield alone;
            }
        };
    }

    private static List<Double> numbers(JsonNode json) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : json.isNumber() ? List.of(json) : json) {
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    private static List<Integer> integers(JsonNode json) {
        List<Integer> numbers = new ArrayList<>();
        json.forEach(number -> numbers.add(number.intValue()));
        return numbers;
    }

    private static List<Integer> lengths(JsonNode samples) {
        List<Integer> lengths = new ArrayList<>();
        for (JsonNode sample : samples) {
            if (sample.path("length").isInt()) {
                lengths.add(sample.path("length").intValue());
            }
        }
        return lengths;
    }
}
