package winnow.scoring.internlm2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;

class InternLm2ConfigTest {

    private static final String SIZES =
            "{\"vocab_size\": 10, \"hidden_size\": 64, \"intermediate_size\": 8, \"num_hidden_layers\": 1,"
                    + " \"num_attention_heads\": 4}";

    private static InternLm2Config with(String key, String value) throws Exception {
        JsonMapper json = new JsonMapper();
        ObjectNode object = (ObjectNode) json.readTree(SIZES);
        object.set(key, json.readTree(value));
        return InternLm2Config.from(new SnapshotConfig("config.json", object));
    }

    @Test
    void missingKeysGetTheDefaultsOfTheOfficialClasses() throws Exception {
        InternLm2Config config = with("rope_scaling", "null");

        assertEquals(
                new InternLm2Config(
                        10, 64, 8, 1, 4, 4, true, 1e-6, new InternLm2Config.Rope(10000, 2048, RopeScaling.NONE)),
                config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden_size | -1",
                "hidden_size | 0",
                "hidden_size | 66",
                "hidden_size | 1e300",
                "hidden_size | 6.5",
                "hidden_size | \"64\"",
                "hidden_size | null",
                "num_attention_heads | 3",
                "num_key_value_heads | 3",
                "num_hidden_layers | 2000000000",
                "rms_norm_eps | 0",
                "rms_norm_eps | 1e999",
                "rope_theta | -3",
                "hidden_act | \"gelu\"",
                "rope_scaling | {\"type\": \"yarn\", \"factor\": 2}",
                "rope_scaling | {\"type\": \"linear\", \"factor\": 0}"
            })
    void aValueThatCannotBeIsRefused(String key, String value) {
        assertThrows(ScoringException.class, () -> with(key, value));
    }

    @Test
    void dynamicScalingChangesTheBaseOnlyBeyondTheLongestLength() {
        RopeScaling dynamic = new RopeScaling(RopeScaling.Kind.DYNAMIC, 2);

        assertEquals(10000, dynamic.base(10000, 512, 512, 16));
        assertEquals(10000 * Math.pow(3, 16.0 / 14), dynamic.base(10000, 1024, 512, 16), 1e-6);
        assertEquals(1, dynamic.divisor());
    }
}
