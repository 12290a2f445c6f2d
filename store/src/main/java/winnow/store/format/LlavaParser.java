package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * Reads one record of the LLaVA layout. Fields it does not know are passed over; they live on in the raw record. Of a
 * field that stands twice in the record or in a turn the last counts, which is said.
 */
final class LlavaParser {

    /** What a record says, and a field that stands in it twice. */
    record Parsed(List<Turn> turns, List<Media> media, Optional<String> repeated) {}

    private static final int MAX_DEPTH = 200;

    private final JsonFactory lenient = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RecordText.LIMIT)
                    .maxNameLength(RecordText.LIMIT)
                    .maxNumberLength(RecordText.LIMIT)
                    .build())
            .build();
    private final JsonFactory strict = lenient.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads a record.
     *
     * @throws ParseException if it is not one, with a message for the user
     */
    Parsed parse(String raw) throws ParseException {
        return parse(strict, raw, Optional.empty());
    }

    /** Looks for fields that stand twice, and where there is one, reads again without looking. */
    private Parsed parse(JsonFactory json, String raw, Optional<String> repeated) throws ParseException {
        try (JsonParser in = json.createParser(raw)) {
            in.nextToken();
            expect(in, JsonToken.START_OBJECT, "The record");
            Parsed parsed = record(in, repeated);
            if (in.nextToken() != null) {
                throw Faults.fault("After the closing \"}\" of the record there is more text.");
            }
            return parsed;
        } catch (StreamConstraintsException e) {
            throw Faults.fault("The record is nested more than " + MAX_DEPTH + " levels deep.");
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

    private static Parsed record(JsonParser in, Optional<String> repeated) throws IOException, ParseException {
        Optional<List<Turn>> turns = Optional.empty();
        Map<String, List<String>> media = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "image", "images", "video", "videos" -> media.put(name, paths(in, name));
                case "conversations" -> turns = Optional.of(turns(in));
                default -> in.skipChildren();
            }
        }
        List<String> images = oneOf(media, "image", "images");
        List<String> videos = oneOf(media, "video", "videos");
        List<Turn> said = turns.orElseThrow(() -> Faults.fault("The record has no field \"conversations\"."));
        return new Parsed(said, MediaTags.order(said, images, videos), repeated);
    }

    private static List<String> oneOf(Map<String, List<String>> media, String one, String many) throws ParseException {
        List<String> first = media.get(one);
        List<String> second = media.get(many);
        if (first != null && second != null) {
            throw Faults.fault(
                    "The record has both \"" + one + "\" and \"" + many + "\": which one counts is not clear.");
        }
        return first != null ? first : second != null ? second : List.of();
    }

    private static List<String> paths(JsonParser in, String name) throws IOException, ParseException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (in.currentToken() == JsonToken.VALUE_STRING) { // some text-only records have "image": ""
            return in.getText().isEmpty() ? List.of() : List.of(in.getText());
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Faults.fault("Field \"" + name + "\" is " + Faults.name(in.currentToken())
                    + "; expected was a path or a list of paths.");
        }
        List<String> paths = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_STRING || in.getText().isBlank()) {
                String entry = "Entry " + (paths.size() + 1) + " of field \"" + name + "\"";
                expect(in, JsonToken.VALUE_STRING, entry);
                throw Faults.fault(entry + " is empty.");
            }
            paths.add(in.getText());
        }
        return paths;
    }

    private static List<Turn> turns(JsonParser in) throws IOException, ParseException {
        expect(in, JsonToken.START_ARRAY, "Field \"conversations\"");
        List<Turn> turns = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            turns.add(turn(in, turns.size() + 1));
        }
        if (turns.isEmpty()) {
            throw Faults.fault("Field \"conversations\" is empty.");
        }
        if (turns.get(turns.size() - 1).role() != Role.ASSISTANT) {
            throw Faults.fault("The conversation does not end with an answer: there is nothing to judge.");
        }
        return turns;
    }

    private static Turn turn(JsonParser in, int number) throws IOException, ParseException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            expect(in, JsonToken.START_OBJECT, "Turn " + number);
        }
        Optional<Role> role = Optional.empty();
        Optional<String> text = Optional.empty();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("from")) {
                role = Optional.of(role(text(in, "from", number), number));
            } else if (name.equals("value")) {
                text = Optional.of(text(in, "value", number));
            } else {
                in.skipChildren();
            }
        }
        return new Turn(
                role.orElseThrow(() -> Faults.fault("Turn " + number + " has no field \"from\".")),
                text.orElseThrow(() -> Faults.fault("Turn " + number + " has no field \"value\".")));
    }

    private static Role role(String from, int number) throws ParseException {
        return switch (from) {
            case "human", "user" -> Role.USER;
            case "gpt", "bot", "assistant", "model" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default ->
                throw Faults.fault("Turn " + number + " is from \"" + Faults.shorten(from)
                        + "\"; known are human, user, gpt, bot, assistant, model and system.");
        };
    }

    private static String text(JsonParser in, String field, int number) throws IOException, ParseException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            expect(in, JsonToken.VALUE_STRING, "Field \"" + field + "\" of turn " + number);
        }
        return in.getText();
    }

    private static void expect(JsonParser in, JsonToken expected, String what) throws IOException, ParseException {
        if (in.currentToken() != expected) {
            throw Faults.fault(
                    what + " is " + Faults.name(in.currentToken()) + "; expected was " + Faults.name(expected) + ".");
        }
    }
}
