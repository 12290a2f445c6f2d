package winnow.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * Reads one record of the LLaVA layout. Fields it does not know are passed over; they live on in the raw record. A
 * field that stands twice in the record or in a turn is a fault, because which one counts would be a guess.
 */
final class LlavaParser {

    /** What a record says. */
    record Parsed(List<Turn> turns, List<Media> media) {}

    private static final int MAX_DEPTH = 200;
    private static final int MAX_FIELDS = 1_000;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RecordText.LIMIT)
                    .maxNameLength(RecordText.LIMIT)
                    .maxNumberLength(RecordText.LIMIT)
                    .build())
            .build();

    /**
     * Reads a record.
     *
     * @throws ParseException if it is not one, with a message for the user
     */
    Parsed parse(String raw) throws ParseException {
        try (JsonParser in = json.createParser(raw)) {
            in.nextToken();
            expect(in, JsonToken.START_OBJECT, "The record");
            Parsed parsed = record(in);
            if (in.nextToken() != null) {
                throw Faults.fault("After the closing \"}\" of the record there is more text.");
            }
            return parsed;
        } catch (StreamConstraintsException e) {
            throw Faults.fault("The record is nested more than " + MAX_DEPTH + " levels deep.");
        } catch (JsonProcessingException e) {
            throw Faults.notJson(e);
        } catch (IOException e) {
            throw new ParseException("The record cannot be read: " + e.getMessage(), 0); // never: it is a string
        }
    }

    private static Parsed record(JsonParser in) throws IOException, ParseException {
        Optional<List<Turn>> turns = Optional.empty();
        List<String> images = new ArrayList<>();
        List<String> videos = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            once(names, name, "The record");
            in.nextToken();
            switch (name) {
                case "image", "images" -> addPaths(in, name, images);
                case "video", "videos" -> addPaths(in, name, videos);
                case "conversations" -> turns = Optional.of(turns(in));
                default -> in.skipChildren();
            }
        }
        refuseBoth(names, "image", "images");
        refuseBoth(names, "video", "videos");
        List<Turn> said = turns.orElseThrow(() -> Faults.fault("The record has no field \"conversations\"."));
        return new Parsed(said, MediaTags.order(said, images, videos));
    }

    private static void addPaths(JsonParser in, String name, List<String> paths) throws IOException, ParseException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            if (!in.getText().isEmpty()) { // some text-only records have "image": ""
                paths.add(in.getText());
            }
            return;
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Faults.fault("Field \"" + name + "\" is " + Faults.name(in.currentToken())
                    + "; expected was a path or a list of paths.");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            String entry = "Entry " + (paths.size() + 1) + " of field \"" + name + "\"";
            expect(in, JsonToken.VALUE_STRING, entry);
            if (in.getText().isBlank()) {
                throw Faults.fault(entry + " is empty.");
            }
            paths.add(in.getText());
        }
    }

    private static List<Turn> turns(JsonParser in) throws IOException, ParseException {
        expect(in, JsonToken.START_ARRAY, "Field \"conversations\"");
        List<Turn> turns = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            turns.add(turn(in, "Turn " + (turns.size() + 1)));
        }
        if (turns.isEmpty()) {
            throw Faults.fault("Field \"conversations\" is empty.");
        }
        if (turns.get(turns.size() - 1).role() != Role.ASSISTANT) {
            throw Faults.fault("The conversation does not end with an answer: there is nothing to judge.");
        }
        return turns;
    }

    private static Turn turn(JsonParser in, String which) throws IOException, ParseException {
        expect(in, JsonToken.START_OBJECT, which);
        Optional<Role> role = Optional.empty();
        Optional<String> text = Optional.empty();
        Set<String> names = new HashSet<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            once(names, name, which);
            in.nextToken();
            if (name.equals("from")) {
                expectText(in, "from", which);
                role = Optional.of(role(in.getText(), which));
            } else if (name.equals("value")) {
                expectText(in, "value", which);
                text = Optional.of(in.getText());
            } else {
                in.skipChildren();
            }
        }
        return new Turn(
                role.orElseThrow(() -> Faults.fault(which + " has no field \"from\".")),
                text.orElseThrow(() -> Faults.fault(which + " has no field \"value\".")));
    }

    private static Role role(String from, String which) throws ParseException {
        return switch (from) {
            case "human", "user" -> Role.USER;
            case "gpt", "bot", "assistant", "model" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default ->
                throw Faults.fault(which + " is from \"" + Faults.shorten(from)
                        + "\"; known are human, user, gpt, bot, assistant, model and system.");
        };
    }

    private static void once(Set<String> names, String name, String where) throws ParseException {
        if (!names.add(name)) {
            throw Faults.fault(
                    where + " has field \"" + Faults.shorten(name) + "\" twice: which one counts is not clear.");
        }
        if (names.size() > MAX_FIELDS) {
            throw Faults.fault(where + " has more than " + MAX_FIELDS + " fields.");
        }
    }

    private static void refuseBoth(Set<String> names, String one, String many) throws ParseException {
        if (names.contains(one) && names.contains(many)) {
            throw Faults.fault(
                    "The record has both \"" + one + "\" and \"" + many + "\": which one counts is not clear.");
        }
    }

    private static void expectText(JsonParser in, String field, String which) throws IOException, ParseException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            expect(in, JsonToken.VALUE_STRING, "Field \"" + field + "\" of turn " + which.substring(5));
        }
    }

    private static void expect(JsonParser in, JsonToken expected, String what) throws IOException, ParseException {
        if (in.currentToken() != expected) {
            throw Faults.fault(
                    what + " is " + Faults.name(in.currentToken()) + "; expected was " + Faults.name(expected) + ".");
        }
    }
}
