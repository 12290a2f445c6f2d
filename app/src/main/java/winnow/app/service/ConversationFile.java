package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.scoring.Conversation;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/**
 * Reads conversations from JSON: one as {@code [{"role": "...", "content": "..."}]}, or several as
 * {@code {"conversations": [[...]], "images": [[...]]}}. Nothing is changed: what stands in the file reaches the model.
 */
public final class ConversationFile {

    private static final long MAX_BYTES = 256L << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final MediaRoots media;

    private ConversationFile(Path file, MediaRoots media) {
        this.file = file;
        this.media = media;
    }

    /**
     * Reads a file.
     *
     * @param roots folders its pictures are looked for in; empty for the file's own folder
     * @throws IOException if it cannot be read or holds something else; one sentence that names file and place
     */
    public static List<Conversation> read(Path file, List<Path> roots) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        List<Path> folders = roots.isEmpty() && parent != null ? List.of(parent) : roots;
        ConversationFile reader = new ConversationFile(file, new MediaRoots(folders));
        return reader.conversations(json(file));
    }

    /** The JSON of a file. */
    static JsonNode json(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is not a file." : " does not exist."));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is too large for a file of conversations. Import it as a data set.");
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + ", line " + e.getLocation().getLineNr() + ": not valid JSON. Correct the file.", e);
        }
    }

    private List<Conversation> conversations(JsonNode json) throws IOException {
        JsonNode several = json.isObject() ? json.path("conversations") : json;
        boolean one = several.isArray() && several.path(0).isObject();
        if (!several.isArray() || several.isEmpty()) {
            throw new IOException(
                    file + " holds no conversations. Write [{\"role\": \"user\", \"content\": \"...\"}, ...]"
                            + " or {\"conversations\": [[...]], \"images\": [[...]]}.");
        }
        List<Conversation> found = new ArrayList<>();
        JsonNode images = json.path("images");
        int count = one ? 1 : several.size();
        for (int i = 0; i < count; i++) {
            String place = file + ", conversation " + i;
            List<Turn> turns = turns(place, one ? several : several.path(i));
            found.add(new Conversation(
                    turns, files(place, one && !images.path(0).isArray() ? images : images.path(i))));
        }
        return found;
    }

    /** The turns of one conversation; a text alone is a finished prompt. */
    static List<Turn> turns(String place, JsonNode json) throws IOException {
        if (json.isTextual()) {
            return List.of(new Turn(Role.USER, json.textValue()));
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : json) {
            if (!turn.path("content").isTextual()) {
                throw new IOException(place + ", turn " + turns.size() + ": \"content\" must be a text.");
            }
            turns.add(new Turn(
                    role(place, turns.size(), turn), turn.path("content").textValue()));
        }
        if (turns.isEmpty()) {
            throw new IOException(place + " has no turns.");
        }
        return turns;
    }

    private static Role role(String place, int number, JsonNode turn) throws IOException {
        String name = turn.path("role").asText();
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        throw new IOException(
                place + ", turn " + number + ": \"role\" must be system, user or assistant, was \"" + name + "\".");
    }

    private List<Path> files(String place, JsonNode names) throws IOException {
        List<Path> files = new ArrayList<>();
        for (JsonNode name : names.isTextual() ? List.of(names) : names) {
            if (!name.isTextual()) {
                throw new IOException(place + ": \"images\" must hold names of files.");
            }
            files.add(media.resolve(name.textValue()));
        }
        return files;
    }

    /** The only conversation of a file; empty when it holds several. */
    public static Optional<Conversation> only(List<Conversation> conversations) {
        return conversations.size() == 1 ? Optional.of(conversations.get(0)) : Optional.empty();
    }
}
