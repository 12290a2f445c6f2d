package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import winnow.scoring.ModelOptions;

/**
 * The options of a run as they are kept in the workspace, always written the same way. Device and threads are left
 * out: they do not change what is scored.
 */
final class RunSettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunSettings() {}

    static String write(ModelOptions options) {
        return "{\"hd_num\":" + options.hdNum() + ",\"max_length\":" + options.maxLength() + "}";
    }

    /** The options again, with device and threads by default. */
    static ModelOptions read(String settings) {
        ModelOptions defaults = ModelOptions.DEFAULT;
        try {
            JsonNode json = JSON.readTree(settings);
            return new ModelOptions(
                    defaults.device(),
                    defaults.threads(),
                    json.path("hd_num").asInt(defaults.hdNum()),
                    json.path("max_length").asInt(defaults.maxLength()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The options of a run are damaged: " + settings, e);
        }
    }
}
