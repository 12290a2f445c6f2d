package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;

/** Writes what the fields of many layouts have in common. */
final class JsonFields {

    /** How a turn is said. */
    enum Words {
        /** {@code from} and {@code value}, human and gpt. */
        FROM_VALUE("from", "value", "human", "gpt"),
        /** The same, with bot. */
        BOT("from", "value", "human", "bot"),
        /** {@code role} and {@code content}. */
        ROLE_CONTENT("role", "content", "user", "assistant");

        private final String role;
        private final String text;
        private final String user;
        private final String assistant;

        Words(String role, String text, String user, String assistant) {
            this.role = role;
            this.text = text;
            this.user = user;
            this.assistant = assistant;
        }

        private String name(Role said) {
            return said == Role.USER ? user : said == Role.ASSISTANT ? assistant : "system";
        }
    }

    /** For notes. */
    static final String RETAGGED =
            "The text got the tags of its pictures and videos that the layout asks for; nothing else in it changed.";

    private static final String FURTHER =
            "Only the first answer was written, which is the better one of a pair: the layout holds one.";
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;
    private final Map<String, Long> notes;

    JsonFields(JsonGenerator out, Map<String, Long> notes) {
        this.out = out;
        this.notes = notes;
    }

    /** The {@code id} of the record as it came, where it had one; otherwise its position in the file. Always a text. */
    void id(WholeRecord record) throws IOException {
        out.writeStringField("id", id(record.raw()).orElse(String.valueOf(record.record())));
    }

    /** The turns of a conversation, with a tag for each medium. */
    List<Turn> tagged(WholeRecord record, boolean videoTag) {
        WholeRecord.Candidate first = record.candidates().get(0);
        if (record.candidates().size() > 1) {
            notes.merge(FURTHER, 1L, Long::sum);
        }
        return tagged(first, videoTag);
    }

    /** The turns of one of several conversations, with a tag for each medium. */
    List<Turn> tagged(WholeRecord.Candidate candidate, boolean videoTag) {
        List<Turn> turns = WrittenTags.complete(candidate.turns(), candidate.media(), videoTag);
        if (candidate.number() == 0 && !turns.equals(candidate.turns())) {
            notes.merge(RETAGGED, 1L, Long::sum);
        }
        return turns;
    }

    /** A field with a list of turns. */
    void turns(String name, List<Turn> turns, Words words) throws IOException {
        out.writeArrayFieldStart(name);
        for (Turn turn : turns) {
            turn(turn, words);
        }
        out.writeEndArray();
    }

    /** A field with one turn. */
    void turn(String name, Turn turn, Words words) throws IOException {
        out.writeFieldName(name);
        turn(turn, words);
    }

    private void turn(Turn turn, Words words) throws IOException {
        out.writeStartObject();
        out.writeStringField(words.role, words.name(turn.role()));
        out.writeStringField(words.text, turn.text());
        out.writeEndObject();
    }

    /** A field with messages whose content is a list of texts, pictures and videos. */
    void parts(String name, List<Turn> turns, boolean shown) throws IOException {
        out.writeArrayFieldStart(name);
        for (Turn turn : turns) {
            out.writeStartObject();
            out.writeStringField("role", Words.ROLE_CONTENT.name(turn.role()));
            out.writeArrayFieldStart("content");
            parts(turn.text(), shown);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void parts(String text, boolean shown) throws IOException {
        int from = 0;
        if (shown) {
            List<int[]> tags = MediaTags.TAG
                    .matcher(text)
                    .results()
                    .map(tag -> new int[] {tag.start(), tag.end()})
                    .toList();
            for (int[] tag : tags) {
                text(text.substring(from, tag[0]));
                out.writeStartObject();
                out.writeStringField("type", text.startsWith("<video>", tag[0]) ? "video" : "image");
                out.writeNullField("text"); // so that all parts have the same fields: readers of columns want that
                out.writeEndObject();
                from = tag[1];
            }
        }
        if (from < text.length() || text.isEmpty()) {
            text(text.substring(from));
        }
    }

    private void text(String text) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "text");
        out.writeStringField("text", text);
        out.writeEndObject();
    }

    /** A text. */
    void text(String name, String text) throws IOException {
        out.writeStringField(name, text);
    }

    /**
     * Fields {@code votes}, a list, and {@code margin} and {@code probability}, null where they are not known: readers
     * of columns want the same fields in each record.
     */
    void preference(WholeRecord.Preference preference) throws IOException {
        out.writeArrayFieldStart("votes");
        for (WholeRecord.Spoken vote : preference.votes()) {
            out.writeStartObject();
            out.writeStringField("annotator", vote.annotator());
            out.writeStringField("choice", vote.choice());
            out.writeBooleanField("blind", vote.blind());
            out.writeEndObject();
        }
        out.writeEndArray();
        number("margin", preference.margin());
        number("probability", preference.probability());
    }

    private void number(String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            out.writeNumberField(name, number.getAsDouble());
        } else {
            out.writeNullField(name);
        }
    }

    /** Fields {@code images} and {@code videos}, always lists; left out where {@code always} does not ask for them. */
    void lists(List<Media> media, Set<Media.Kind> always) throws IOException {
        list("images", Media.Kind.IMAGE, media, always);
        list("videos", Media.Kind.VIDEO, media, always);
    }

    private void list(String name, Media.Kind kind, List<Media> media, Set<Media.Kind> always) throws IOException {
        List<String> paths = paths(kind, media);
        if (!paths.isEmpty() || always.contains(kind)) {
            list(name, paths);
        }
    }

    /** Fields {@code image} and {@code video}, each a path or a list of several; left out where there is none. */
    void oneOrList(List<Media> media) throws IOException {
        for (Media.Kind kind : Media.Kind.values()) {
            List<String> paths = paths(kind, media);
            String name = kind == Media.Kind.IMAGE ? "image" : "video";
            if (paths.size() == 1) {
                out.writeStringField(name, paths.get(0));
            } else if (!paths.isEmpty()) {
                list(name, paths);
            }
        }
    }

    private void list(String name, List<String> paths) throws IOException {
        out.writeArrayFieldStart(name);
        for (String path : paths) {
            out.writeString(path);
        }
        out.writeEndArray();
    }

    private static List<String> paths(Media.Kind kind, List<Media> media) {
        return media.stream()
                .filter(each -> each.kind() == kind)
                .map(Media::path)
                .toList();
    }

    /** The text or number under {@code id} of a record that is a JSON object. */
    private static Optional<String> id(String raw) throws IOException {
        try (JsonParser in = JSON.createParser(raw)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean id = in.currentName().equals("id");
                in.nextToken();
                if (id && in.currentToken().isScalarValue() && in.currentToken() != JsonToken.VALUE_NULL) {
                    return Optional.of(in.getText());
                }
                in.skipChildren();
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // a row of a table
        }
    }
}
