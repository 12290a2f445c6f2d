package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * Puts a conversation together, turn by turn. An instance belongs to one record and one thread.
 *
 * <p>Messages are objects with {@code role} and {@code content}, or with {@code from} and {@code value}. The content is
 * a text, or a list of parts: texts, pictures and videos; for the latter a tag stands in the text.
 */
final class Conversation {

    private final Fields record;
    private final List<Turn> turns = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private final List<String> videos = new ArrayList<>();
    private boolean onlyNamed;

    Conversation(Fields record) {
        this.record = record;
    }

    /** A copy that goes on by itself. */
    Conversation copy() {
        Conversation copy = new Conversation(record);
        copy.turns.addAll(turns);
        copy.images.addAll(images);
        copy.videos.addAll(videos);
        copy.onlyNamed = onlyNamed;
        return copy;
    }

    /** Adds a picture that is not named by a field of the usual names. */
    Conversation image(String path) {
        images.add(path);
        return this;
    }

    /** Adds a video that is not named by a field of the usual names. */
    Conversation video(String path) {
        videos.add(path);
        return this;
    }

    /** From now on fields of the usual names are passed over: what they say is no path. */
    Conversation onlyNamed() {
        onlyNamed = true;
        return this;
    }

    /** Takes the answer at the end away. */
    Conversation withoutAnswer() {
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).role() == Role.ASSISTANT) {
            turns.remove(last);
        }
        return this;
    }

    /** Adds instructions, if there are any. */
    Conversation system(Optional<String> text) {
        text.filter(said -> !said.isBlank()).ifPresent(said -> turns.add(new Turn(Role.SYSTEM, said)));
        return this;
    }

    /** Adds what a person says, if anything. */
    Conversation user(Optional<String> text) {
        text.ifPresent(this::user);
        return this;
    }

    /** Adds what a person says. */
    Conversation user(String text) {
        turns.add(new Turn(Role.USER, text));
        return this;
    }

    /** Adds an answer. */
    Conversation assistant(String text) {
        turns.add(new Turn(Role.ASSISTANT, text));
        return this;
    }

    /** Adds questions and answers from a field with a list of pairs, where it is there. */
    Conversation history(String name) throws ParseException {
        if (!record.has(name) || record.find(name).filter(String::isBlank).isPresent()) {
            return this;
        }
        for (JsonNode pair : record.get(name)) {
            if (!pair.isArray() || pair.size() != 2) {
                throw Faults.fault("Field \"" + name + "\" is not a list of questions with their answers.");
            }
            user(Fields.scalar(pair.get(0), "A question of field \"" + name + "\""));
            assistant(Fields.scalar(pair.get(1), "An answer of field \"" + name + "\""));
        }
        return this;
    }

    /** Adds the messages of a field: a list of them, or a single one. */
    Conversation messages(String name) throws ParseException {
        JsonNode list = record.get(name);
        if (list.isObject()) {
            return message(list, "Field \"" + name + "\"");
        }
        int number = 1;
        for (JsonNode message : record.list(name)) {
            message(message, "Turn " + number + " of field \"" + name + "\"");
            number++;
        }
        return this;
    }

    private Conversation message(JsonNode message, String which) throws ParseException {
        if (!message.isObject()) {
            throw Faults.fault(which + " is " + Faults.name(message.asToken()) + "; expected was an object in braces.");
        }
        String from = message.hasNonNull("role") ? "role" : "from";
        if (!message.hasNonNull(from)) {
            throw Faults.fault(which + " has neither \"role\" nor \"from\".");
        }
        Role role = role(Fields.scalar(message.get(from), "Who speaks in " + which), which);
        turns.add(new Turn(role, said(message, which)));
        return this;
    }

    private String said(JsonNode message, String which) throws ParseException {
        for (String name : List.of("content", "value", "text")) {
            JsonNode content = message.path(name);
            if (content.isArray()) {
                return parts(content, which);
            } else if (content.isObject() || content.isNumber() || content.isBoolean()) {
                throw Faults.fault("The content of " + which + " is " + Faults.name(content.asToken())
                        + "; expected was a text in quotes.");
            } else if (content.isTextual()) {
                return content.asText();
            }
        }
        if (message.path("tool_calls").isArray()) {
            return message.path("tool_calls").toString();
        }
        throw Faults.fault(which + " has no content.");
    }

    private String parts(JsonNode parts, String which) throws ParseException {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            String type = part.isTextual() ? "text" : part.path("type").asText();
            switch (type) {
                case "image", "image_url", "input_image" -> {
                    text.append("<image>");
                    named(part, List.of("image_url", "image", "value", "url", "path"))
                            .ifPresent(images::add);
                }
                case "video", "video_url" -> {
                    text.append("<video>");
                    named(part, List.of("video_url", "video", "value", "url", "path"))
                            .ifPresent(videos::add);
                }
                case "audio", "audio_url", "input_audio" -> text.append("<audio>");
                default -> text.append(spoken(part, which));
            }
        }
        return text.toString();
    }

    private static String spoken(JsonNode part, String which) throws ParseException {
        if (part.isTextual()) {
            return part.asText();
        }
        for (String name : List.of("text", "value", "content")) {
            if (part.path(name).isValueNode() && !part.path(name).isNull()) {
                return part.path(name).asText();
            }
        }
        throw Faults.fault("A part of " + which + " is neither a text nor a picture nor a video.");
    }

    private static Optional<String> named(JsonNode part, List<String> names) throws ParseException {
        for (String name : names) {
            JsonNode node = part.path(name);
            if (node.isTextual()) {
                return Optional.of(node.asText());
            } else if (node.isObject()) {
                return Optional.of(MediaFields.path(node, "A part of a message"));
            }
        }
        return Optional.empty();
    }

    private static Role role(String said, String which) throws ParseException {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "human", "user", "observation", "tool", "function", "ipython", "tool_response" -> Role.USER;
            case "gpt", "bot", "assistant", "model", "chatgpt", "bing", "bard", "function_call", "tool_call" ->
                Role.ASSISTANT;
            case "system", "developer" -> Role.SYSTEM;
            default ->
                throw Faults.fault(which + " is from \"" + Faults.shorten(said)
                        + "\"; known are human, user, gpt, bot, assistant, model, system, tool and function_call.");
        };
    }

    /** What was put together. */
    Talk talk() throws ParseException {
        return new Talk(turns, media());
    }

    /** The same conversation with each of these answers. */
    List<Talk> answers(List<String> answers) throws ParseException {
        List<Talk> talks = new ArrayList<>();
        for (String answer : answers) {
            talks.add(copy().assistant(answer).talk());
        }
        return talks;
    }

    /** Without pictures and videos a tag is a word like any other: many texts speak of such tags. */
    private List<Media> media() throws ParseException {
        MediaFields fields = onlyNamed ? new MediaFields(List.of(), List.of()) : MediaFields.of(record);
        List<String> allImages = new ArrayList<>(images);
        allImages.addAll(fields.images());
        List<String> allVideos = new ArrayList<>(videos);
        allVideos.addAll(fields.videos());
        boolean named = turns.stream().anyMatch(turn -> turn.text().contains("</img>"));
        boolean none = allImages.isEmpty() && allVideos.isEmpty() && !named;
        return none ? List.of() : MediaTags.order(turns, allImages, allVideos);
    }
}
