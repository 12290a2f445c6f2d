package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;

/**
 * The options of a run as they are kept in the workspace, always written the same way; they and the model's fingerprint
 * are what makes a run. Device and threads are left out: they do not change what is scored.
 *
 * <p>That a run was forced, with a model that failed its self-test, is one of them. So such scores never mix with those
 * of a run that was trusted, exports tell it, and going on with the run forces again. Nothing else differs, so both
 * runs compare as any two do.
 */
final class RunSettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunSettings() {}

    static String write(ModelOptions options, boolean forced) {
        String precision = options.precision() == Precision.FLOAT32
                ? "" // as before there was a choice, so that those runs go on
                : ",\"precision\":\"" + options.precision().id() + "\"";
        return "{\"hd_num\":" + options.hdNum() + ",\"max_length\":" + options.maxLength() + precision
                + (forced ? ",\"forced\":true" : "") + "}";
    }

    /** Whether the run was forced. */
    static boolean isForced(String settings) {
        return json(settings).path("forced").asBoolean(false);
    }

    /** The options again, with device and threads by default. */
    static ModelOptions read(String settings) {
        ModelOptions defaults = ModelOptions.DEFAULT;
        JsonNode json = json(settings);
        ModelOptions options = new ModelOptions(
                defaults.device(),
                defaults.threads(),
                json.path("hd_num").asInt(defaults.hdNum()),
                json.path("max_length").asInt(defaults.maxLength()));
        return options.in(Precision.of(json.path("precision").asText()).orElse(Precision.FLOAT32));
    }

    private static JsonNode json(String settings) {
        try {
            return JSON.readTree(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The options of a run are damaged: " + settings, e);
        }
    }
}
