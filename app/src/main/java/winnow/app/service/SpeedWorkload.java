package winnow.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import winnow.scoring.Conversation;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/**
 * What {@code speed} scores: a JSON list of {@code {"image", "hd_num", "prompt", "answers": [...]}}, pictures relative
 * to the file. Each answer is a sample.
 *
 * @param samples in the order of the file
 */
public record SpeedWorkload(List<Entry> samples) {

    /**
     * A sample.
     *
     * @param conversation a prompt and an answer
     * @param hdNum most tiles of its picture; empty where the workload does not say
     */
    public record Entry(Conversation conversation, OptionalInt hdNum) {}

    public SpeedWorkload {
        samples = List.copyOf(samples);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or holds something else; one sentence that names file and entry
     */
    public static SpeedWorkload read(Path file) throws IOException {
        JsonNode json = ConversationFile.json(file);
        if (!json.isArray() || json.isEmpty()) {
            throw new IOException(
                    file + " is no workload. Write [{\"image\": \"...\", \"hd_num\": 9, \"prompt\": \"...\","
                            + " \"answers\": [\"...\"]}, ...].");
        }
        Path parent = file.toAbsolutePath().getParent();
        MediaRoots media = new MediaRoots(parent == null ? List.of() : List.of(parent));
        List<Entry> samples = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            add(samples, file + ", entry " + i, json.path(i), media);
        }
        return new SpeedWorkload(samples);
    }

    private static void add(List<Entry> samples, String place, JsonNode entry, MediaRoots media) throws IOException {
        JsonNode answers = entry.path("answers");
        if (!entry.path("prompt").isTextual() || !answers.isArray() || answers.isEmpty()) {
            throw new IOException(place + " needs a \"prompt\", which is a text, and \"answers\", a list of texts.");
        }
        OptionalInt hdNum = tiles(place, entry.path("hd_num"));
        List<Path> pictures = pictures(place, entry.path("image"), media);
        for (JsonNode answer : answers) {
            if (!answer.isTextual()) {
                throw new IOException(place + ": an answer must be a text, was " + answer + ".");
            }
            List<Turn> turns = List.of(
                    new Turn(Role.USER, entry.path("prompt").textValue()),
                    new Turn(Role.ASSISTANT, answer.textValue()));
            samples.add(new Entry(new Conversation(turns, pictures), hdNum));
        }
    }

    private static OptionalInt tiles(String place, JsonNode number) throws IOException {
        if (number.isMissingNode() || number.isNull()) {
            return OptionalInt.empty();
        }
        if (!number.canConvertToInt() || !number.isIntegralNumber() || number.intValue() < 1) {
            throw new IOException(place + ": \"hd_num\" must be 1 or more, was " + number + ".");
        }
        return OptionalInt.of(number.intValue());
    }

    private static List<Path> pictures(String place, JsonNode name, MediaRoots media) throws IOException {
        if (name.isMissingNode() || name.isNull()) {
            return List.of();
        }
        if (!name.isTextual()) {
            throw new IOException(place + ": \"image\" must be the name of a file, was " + name + ".");
        }
        try {
            return List.of(media.resolve(name.textValue()));
        } catch (IOException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
