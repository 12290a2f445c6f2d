package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Parses the text of one record, within limits that keep a record of any text from taking much memory or time. */
final class RecordParser {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_VALUES = 1_000_000;

    private final ObjectMapper lenient = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_VALUES)
                    .maxStringLength(RecordText.LIMIT)
                    .build())
            .build());
    private final ObjectMapper strict = new ObjectMapper(lenient.getFactory()
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** A record of an array, or a line. */
    Fields record(String raw) throws ParseException {
        return parse(strict, raw, Optional.empty());
    }

    /** A record that stands under a name: {@code "42": {...}}. */
    Fields named(String raw) throws ParseException {
        Fields object = record("{" + raw + "}");
        Map.Entry<String, JsonNode> field =
                object.value().properties().iterator().next();
        return new Fields(field.getKey(), field.getValue(), object.repeated());
    }

    /** Looks for fields that stand twice, and where there is one, reads again without looking. */
    private Fields parse(ObjectMapper json, String raw, Optional<String> repeated) throws ParseException {
        try (JsonParser in = json.createParser(raw)) {
            JsonNode node = json.readTree(in);
            if (node == null || node.isMissingNode()) {
                throw Faults.fault("The record is empty.");
            }
            if (in.nextToken() != null) {
                throw Faults.fault("After the record there is more text.");
            }
            return new Fields("", node, repeated);
        } catch (StreamConstraintsException e) {
            throw limit(String.valueOf(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            Optional<String> twice = Faults.repeated(e);
            if (twice.isPresent() && repeated.isEmpty()) {
                return parse(lenient, raw, twice);
            }
            throw Faults.notJson(e);
        } catch (IOException e) {
            throw new ParseException("The record cannot be read: " + e.getMessage(), 0); // never: it is a string
        }
    }

    private static ParseException limit(String message) {
        if (message.contains("nesting depth")) {
            return Faults.fault("The record is nested more than " + MAX_DEPTH + " levels deep.");
        }
        if (message.contains("Number")) {
            return Faults.fault(
                    "The record has a number of more than " + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits.");
        }
        if (message.contains("ame length")) {
            return Faults.fault("The record has a field whose name is longer than "
                    + StreamReadConstraints.DEFAULT_MAX_NAME_LEN + " characters.");
        }
        return Faults.fault("The record has more than " + MAX_VALUES + " values.");
    }
}
