package winnow.store.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Traits;
import winnow.store.data.Turn;

/** Reads from a sample what rankings ask of it beside its reward. */
public final class TextTraits {

    /** Fields in which data sets name the kind of a question, the most telling first. */
    private static final List<String> TASK_FIELDS =
            List.of("task", "task_type", "question_type", "category", "subset", "data_source", "source");

    private static final int LONGEST_TASK = 80;

    /** A heading, an item, a quote, a fence or a row of a table; bold; code; a link. */
    private static final Pattern MARKUP = Pattern.compile(
            "(?m)^[ \\t]{0,3}(?:#{1,6} |[-*+] |\\d{1,3}[.)] |> |```|\\|)" + "|\\*\\*[^*\\n]+\\*\\*|`[^`\\n]+`|\\]\\(");

    private final JsonFactory json = new JsonFactory();

    /** The traits of a sample. */
    public Traits of(Sample sample) {
        String answer = sample.answer();
        return new Traits(
                answer.codePointCount(0, answer.length()), marks(answer), promptKey(sample), task(sample.raw()));
    }

    /** Marks of markdown in a text: headings, items, quotes, fences, rows of tables, bold words, code and links. */
    public static int marks(String text) {
        Matcher matcher = MARKUP.matcher(text);
        int marks = 0;
        while (matcher.find()) {
            marks++;
        }
        return marks;
    }

    /**
     * The first eight bytes of a SHA-256 over kind and path of every medium, then role and words of every turn before
     * the first answer, without blanks around them; each with its length, so that nothing runs into the next.
     */
    static long promptKey(Sample sample) {
        MessageDigest digest = sha256();
        for (Media medium : sample.media()) {
            add(digest, medium.kind().name());
            add(digest, medium.path());
        }
        for (Turn turn : sample.turns()) {
            if (turn.role() == Role.ASSISTANT) {
                break;
            }
            add(digest, turn.role().name());
            add(digest, turn.text().strip());
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** The task a record names in one of its own fields; nothing where the record is no JSON object. */
    private Optional<String> task(String raw) {
        if (!raw.stripLeading().startsWith("{")) {
            return Optional.empty(); // a row of a table
        }
        int best = TASK_FIELDS.size();
        String task = "";
        try (JsonParser parser = json.createParser(raw)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int place = TASK_FIELDS.indexOf(parser.currentName());
                JsonToken value = parser.nextToken();
                if (place >= 0 && place < best && value == JsonToken.VALUE_STRING) {
                    best = place;
                    task = parser.getText().strip();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // looked like an object and is none: it names no task
        }
        return task.isEmpty() || task.length() > LONGEST_TASK ? Optional.empty() : Optional.of(task);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
