package winnow.store.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Container;

/** Gives the media of a record new paths, wherever in the record the old ones stand. */
public final class RecordPaths {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RecordPaths() {}

    /**
     * The record with new paths, on one line; all else in it means what it meant.
     *
     * @param raw the record as it stood in its file
     * @param kind how records are strung together there
     * @param paths new paths by old ones
     * @return empty where records are no JSON, or where an old path stands nowhere
     */
    public static Optional<String> renamed(String raw, Container.Kind kind, Map<String, String> paths) {
        boolean keyed = kind == Container.Kind.KEYED;
        try {
            JsonNode record =
                    kind == Container.Kind.TABLE ? TextNode.valueOf("") : JSON.readTree(keyed ? "{" + raw + "}" : raw);
            JsonNode renamed = renamed(record, paths);
            if (renamed.equals(record)) {
                return Optional.empty();
            }
            String text = JSON.writeValueAsString(renamed);
            return Optional.of(keyed ? text.substring(1, text.length() - 1) : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A record of a dataset is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode renamed(JsonNode node, Map<String, String> paths) {
        if (node.isTextual()) {
            return TextNode.valueOf(renamed(node.asText(), paths));
        }
        if (node.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            node.forEach(each -> list.add(renamed(each, paths)));
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), renamed(field.getValue(), paths)));
            return object;
        }
        return node;
    }

    private static String renamed(String text, Map<String, String> paths) {
        String path = paths.get(text);
        if (path != null) {
            return path;
        }
        String renamed = text;
        if (text.contains("</img>")) {
            for (Map.Entry<String, String> each : paths.entrySet()) {
                renamed = renamed.replace("<img>" + each.getKey() + "</img>", "<img>" + each.getValue() + "</img>");
            }
        }
        return renamed;
    }
}
