package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;

/**
 * The options of a run as they are kept in the workspace, always written the same way. Device and threads are left
 * out: they do not change what is scored.
 */
final class RunSettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunSettings() {}

    static String write(ModelOptions options) {
        String precision = options.precision() == Precision.FLOAT32
                ? "" // as before there was a choice, so that those runs go on
                : ",\"precision\":\"" + options.precision().id() + "\"";
        return "{\"hd_num\":" + options.hdNum() + ",\"max_length\":" + options.maxLength() + precision + "}";
    }

    /** The options again, with device and threads by default. */
    static ModelOptions read(String settings) {
        ModelOptions defaults = ModelOptions.DEFAULT;
        try {
            JsonNode json = JSON.readTree(settings);
            ModelOptions options = new ModelOptions(
                    defaults.device(),
                    defaults.threads(),
                    json.path("hd_num").asInt(defaults.hdNum()),
                    json.path("max_length").asInt(defaults.maxLength()));
            return options.in(Precision.of(json.path("precision").asText()).orElse(Precision.FLOAT32));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The options of a run are damaged: " + settings, e);
        }
    }
}
