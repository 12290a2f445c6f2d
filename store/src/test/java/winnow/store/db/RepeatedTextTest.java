package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/** What is stored of a record, and the record that comes back. */
class RepeatedTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG = "A red bus stands in front of a \"station\"\n and nobody is near it: 사람이 없다.";

    @Test
    void theTextsOfARecordAreStoredOnce() throws Exception {
        Body body = body(LONG, "It is " + LONG);
        String raw = record(LONG, "It is " + LONG);
        Body.Stored stored = body.stored(raw);
        assertTrue(stored.raw().length() < raw.length() - 2 * LONG.length() + 40, stored::raw);
        assertEquals(raw, stored.record(1));
    }

    @Test
    void aRecordThatEscapesInAnotherWayIsStoredWhole() {
        String raw = "{\"value\": \"" + "a\\/b".repeat(20) + "\"}";
        Body.Stored stored = body("a/b".repeat(20)).stored(raw);
        assertEquals(raw, stored.raw());
        assertEquals(raw, stored.record(1));
    }

    @Test
    void aTextThatIsSaidTwiceIsFoundTwice() throws Exception {
        String raw = record(LONG, LONG);
        Body.Stored stored = body(LONG, LONG).stored(raw);
        assertTrue(stored.raw().length() < raw.length() - LONG.length());
        assertEquals(raw, stored.record(1));
    }

    @Property(tries = 500)
    void everyRecordComesBackAsItWas(
            @ForAll("texts") String raw, @ForAll("texts") String one, @ForAll("texts") String two) throws Exception {
        for (String record : List.of(raw, record(one, two), record(two, one) + raw, raw + record(one))) {
            assertEquals(record, body(one, two).stored(record).record(1));
        }
    }

    /** Texts long and short, with what JSON escapes and with the very characters that mark a reference. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of("\u0001", "\u0002", "\"", "\\", "+", "7", "a", "ä", "한", "\n", LONG);
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Test
    void aReferenceToNothingIsSaid() {
        String json = body("short").toJson();
        for (String damaged :
                List.of("\u0001a\u00010+9999\u0001", "\u0001\u0001x+1\u0001", "\u0001\u00015", "\u0001a\u00015+1")) {
            StoreException e =
                    assertThrows(StoreException.class, () -> new Body.Stored(json, damaged).record(7), damaged);
            assertTrue(String.valueOf(e.getMessage()).startsWith("Sample 7 in the workspace is damaged: "));
        }
    }

    private static Body body(String... texts) {
        return new Body(
                List.of(texts).stream().map(text -> new Turn(Role.USER, text)).toList(),
                List.of(new Media(Media.Kind.IMAGE, "a.jpg")));
    }

    private static String record(String... texts) throws Exception {
        ObjectNode record = JSON.createObjectNode().put("id", "7");
        ArrayNode turns = record.putArray("conversations");
        for (String text : texts) {
            turns.addObject().put("from", "human").put("value", text);
        }
        return JSON.writeValueAsString(record);
    }
}
