package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.Conversation;
import winnow.scoring.ModelInfo;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * The pair of answers whose scores were published with IXC-2.5-Reward. The texts are taken from the README.md that
 * belongs to the snapshot, or from a file; the picture is the user's to bring.
 */
final class OfficialExample {

    /** What was published for the two answers. */
    static final List<Double> PUBLISHED = List.of(5.76171875, -2.845703125);

    /** Published in float16 on another machine: other kernels and precisions differ by less than this. */
    static final double LIMIT = 0.1;

    private static final String KIND = "ixc-reward";
    private static final int HIDDEN = 4096;
    private static final int LAYERS = 32;
    private static final long MOST_BYTES = 1 << 22;

    private static final Pattern CHAT = Pattern.compile("(?ms)^chat_\\d+ *= *\\[\\s*$(.*?)^\\]");
    private static final Pattern TURN = Pattern.compile("(?m)^\\s*\\{ *[\"']role[\"'] *: *[\"'](\\w+)[\"'] *, *"
            + "[\"']content[\"'] *: *(?:\"((?:[^\"\\\\\n]|\\\\.)*)\"|'((?:[^'\\\\\n]|\\\\.)*)') *\\} *,? *$");

    private OfficialExample() {}

    /** Whether the scores were published for a model like this: its kind and sizes are the ones. */
    static boolean concerns(ModelInfo info) throws ScoringException {
        if (!info.kind().equals(KIND) || !info.trained()) {
            return false;
        }
        JsonNode config = SnapshotConfig.read(info.folder()).json();
        return config.path("hidden_size").asInt() == HIDDEN
                && config.path("num_hidden_layers").asInt() == LAYERS;
    }

    /**
     * The two conversations, about {@code picture}.
     *
     * @param pair a JSON file {@code {"conversations": [[{"role": …, "content": …}, …], […]]}}; without one, README.md
     *     of the snapshot is read
     * @return empty when neither is there
     * @throws ScoringException if the file is there but has no pair in it
     */
    static Optional<List<Conversation>> read(Path folder, Optional<Path> pair, Path picture) throws ScoringException {
        Path file = pair.orElse(folder.resolve("README.md"));
        if (pair.isEmpty() && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = text(file);
        List<List<Turn>> chats = pair.isPresent() ? json(text, file) : readme(text);
        if (chats.size() != PUBLISHED.size()) {
            throw new ScoringException(file + " has " + chats.size() + " conversations where the official example has "
                    + PUBLISHED.size() + ". Give the pair as a JSON file with --example-pair.");
        }
        return Optional.of(chats.stream()
                .map(turns -> new Conversation(turns, List.of(picture)))
                .toList());
    }

    private static String text(Path file) throws ScoringException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ScoringException(file + " is too large to be the official example.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ScoringException(Sentence.of(e).orElse(file + " cannot be read."), e);
        }
    }

    private static List<List<Turn>> readme(String text) {
        List<List<Turn>> chats = new ArrayList<>();
        Matcher chat = CHAT.matcher(text.replace("\r\n", "\n"));
        while (chat.find()) {
            List<Turn> turns = new ArrayList<>();
            Matcher turn = TURN.matcher(chat.group(1));
            while (turn.find()) {
                String content = turn.group(2) != null ? turn.group(2) : turn.group(3);
                turns.add(new Turn(role(turn.group(1)), unescaped(String.valueOf(content))));
            }
            if (!turns.isEmpty()) {
                chats.add(turns);
            }
        }
        return chats;
    }

    private static List<List<Turn>> json(String text, Path file) throws ScoringException {
        List<List<Turn>> chats = new ArrayList<>();
        try {
            for (JsonNode chat : JsonMapper.builder().build().readTree(text).path("conversations")) {
                List<Turn> turns = new ArrayList<>();
                for (JsonNode turn : chat) {
                    turns.add(new Turn(
                            role(turn.path("role").asText()),
                            turn.path("content").asText()));
                }
                chats.add(turns);
            }
        } catch (JsonProcessingException e) {
            throw new ScoringException(file + " is no JSON: " + e.getOriginalMessage() + ".", e);
        }
        return chats;
    }

    private static Role role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> Role.USER;
        };
    }

    private static String unescaped(String literal) {
        return Pattern.compile("\\\\(.)").matcher(literal).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "\\" -> "\\\\";
            default -> Matcher.quoteReplacement(escape.group(1));
        });
    }
}
