package winnow.scoring.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The protocol: questions and replies as JSON. */
final class ChatJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ChatJson() {}

    /** The body of a request. */
    static String request(String model, ChatQuestion question) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", model);
        json.put("temperature", question.temperature());
        json.put("max_tokens", question.maxTokens());
        question.seed().ifPresent(seed -> json.put("seed", seed));
        ArrayNode messages = json.putArray("messages");
        for (ChatMessage message : question.messages()) {
            ObjectNode each =
                    messages.addObject().put("role", message.role().name().toLowerCase(Locale.ROOT));
            if (message.parts().size() == 1 && message.parts().get(0) instanceof ChatMessage.Text text) {
                each.put("content", text.text());
            } else {
                ArrayNode parts = each.putArray("content");
                message.parts().forEach(part -> add(part, parts.addObject()));
            }
        }
        return json.toString();
    }

    private static void add(ChatMessage.Part part, ObjectNode json) {
        if (part instanceof ChatMessage.Picture picture) {
            json.put("type", "image_url")
                    .putObject("image_url")
                    .put("url", picture.picture().address());
        } else if (part instanceof ChatMessage.Text text) {
            json.put("type", "text").put("text", text.text());
        }
    }

    /** What a reply says; empty where it is no JSON object to its end, which tells that it broke off. */
    static Optional<ChatReply> reply(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (!json.isObject()) {
                return Optional.empty();
            }
            JsonNode choice = json.path("choices").path(0);
            return Optional.of(new ChatReply(
                    choice.path("message").path("content").asText(""),
                    choice.path("finish_reason").asText(""),
                    count(json.path("usage").path("prompt_tokens")),
                    count(json.path("usage").path("completion_tokens"))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt count(JsonNode node) {
        return node.isInt() && node.intValue() >= 0 ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }

    /** What a server says of an error, on one line; empty where it says nothing that can be read. */
    static String error(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            String message = error.isTextual()
                    ? error.textValue()
                    : error.path("message").asText("");
            return message.replaceAll("\\p{Cntrl}+", " ").strip();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
