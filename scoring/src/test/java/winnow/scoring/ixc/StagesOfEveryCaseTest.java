package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Decoder;

/** Every stage of every golden case on all snapshots: the first red test names the stage that diverges (SPEC 15). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagesOfEveryCaseTest {

    private static final double TOLERANCE = 1e-3;

    private final Map<String, Loaded> models = new HashMap<>();

    /** A model and the pictures it has encoded. */
    private record Loaded(IxcReward model, NDManager manager, Map<String, NDArray> encoded) {

        NDArray embeddings(NDManager owner, IxcPrepared input) throws ScoringException {
            return model.embeddings(owner, manager, input, encoded);
        }
    }

    /** A case on a snapshot. */
    record Case(String snapshot, Golden golden) {
        @Override
        public String toString() {
            return snapshot + " " + golden;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String name : Golden.names("goldens")) {
            cases.add(new Case("ixc-tiny", Golden.read("goldens", name)));
        }
        for (String name : Golden.names("goldens/small")) {
            for (String snapshot : Golden.smallSnapshots()) {
                cases.add(new Case(snapshot, Golden.read("goldens/small", name)));
            }
        }
        return cases.stream();
    }

    private Loaded loaded(Case one) throws ScoringException {
        String key = one.snapshot() + one.golden().overrides();
        Loaded known = models.get(key);
        if (known == null) {
            IxcReward model = Golden.model(one.snapshot(), one.golden().overrides(), Golden.PLENTY);
            known = new Loaded(model, model.manager().newSubManager(), new HashMap<>());
            models.put(key, known);
        }
        return known;
    }

    @AfterAll
    void close() {
        models.values().forEach(l -> l.model().close());
    }

    /** What is done with one input of a case. */
    @FunctionalInterface
    private interface Check {
        void of(Loaded loaded, IxcPrepared input, JsonNode sample) throws Exception;
    }

    private void each(Case one, Check check) throws Exception {
        Loaded loaded = loaded(one);
        for (int k = 0; k < one.golden().size(); k++) {
            IxcPrepared input = (IxcPrepared) one.golden().prepare(loaded.model(), k);
            check.of(loaded, input, one.golden().json().path("samples").path(k));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stage1PicturesAreCutAndNormalisedToTheBit(Case one) throws Exception {
        each(one, (loaded, input, sample) -> {
            JsonNode expected = sample.path("preprocessed");
            int at = 0;
            for (IxcPrepared.Part part : input.parts()) {
                if (part instanceof IxcPrepared.Part.Image image) {
                    try (NDManager scratch = loaded.manager().newSubManager()) {
                        NDArray pixels = loaded.model()
                                .tower()
                                .pixels(scratch, image.picture().pixels());
                        MessageDigest hash = MessageDigest.getInstance("SHA-256");
                        hash.update(pixels.toByteBuffer());
                        assertEquals(
                                expected.path(at++).path("float_sha256").asText(),
                                HexFormat.of().formatHex(hash.digest()));
                    }
                }
            }
            assertEquals(expected.size(), at);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stage2TextIsTokenisedAsOfficially(Case one) throws Exception {
        each(one, (loaded, input, sample) -> GoldenTest.checkInput(input, sample));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stage3TextAndPicturesAreEmbeddedAsOfficially(Case one) throws Exception {
        each(one, (loaded, input, sample) -> {
            try (NDManager scratch = loaded.manager().newSubManager()) {
                float[] rows = loaded.embeddings(scratch, input).toFloatArray();
                JsonNode expected = sample.path("embeds");
                double sum = 0;
                double squares = 0;
                for (float value : rows) {
                    sum += value;
                    squares += (double) value * value;
                }
                double mean = sum / rows.length;
                assertEquals(expected.path("shape").path(1).intValue(), input.tokens());
                assertEquals(expected.path("mean").doubleValue(), mean, TOLERANCE);
                double deviation = Math.sqrt((squares - sum * mean) / (rows.length - 1));
                assertEquals(expected.path("std").doubleValue(), deviation, TOLERANCE);
                double length = expected.path("l2").doubleValue();
                assertEquals(length, Math.sqrt(squares), length * 1e-4);
                for (int i = 0; i < 8; i++) {
                    assertEquals(expected.path("first").path(i).doubleValue(), rows[i], TOLERANCE);
                    assertEquals(expected.path("last").path(i).doubleValue(), rows[rows.length - 8 + i], TOLERANCE);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stage4EveryLayerLeavesTheLastTokenAsOfficially(Case one) throws Exception {
        each(one, (loaded, input, sample) -> {
            InternLm2Decoder decoder = loaded.model().decoder();
            JsonNode lengths = sample.path("layer_last_l2");
            try (NDManager scratch = loaded.manager().newSubManager()) {
                NDArray x = loaded.embeddings(scratch, input);
                NDArray rope = decoder.rope(scratch, input.tokens());
                for (int layer = 0; layer < lengths.size() - 1; layer++) {
                    assertEquals(lengths.path(layer).doubleValue(), lastRow(x), TOLERANCE, "before layer " + layer);
                    x = decoder.layer(scratch, layer, x, rope, input.pictureRows());
                }
                double end = lengths.path(lengths.size() - 1).doubleValue();
                assertEquals(end, lastRow(decoder.norm(scratch, x)), TOLERANCE, "after the last norm");
            }
        });
    }

    /** Length of the last row. */
    private static double lastRow(NDArray rows) {
        float[] all = rows.toFloatArray();
        int width = (int) rows.getShape().get(1);
        double squares = 0;
        for (float value : Arrays.copyOfRange(all, all.length - width, all.length)) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stage5TheHeadSeesWhatTheOfficialOneSees(Case one) throws Exception {
        each(one, (loaded, input, sample) -> {
            try (NDManager scratch = loaded.manager().newSubManager()) {
                NDArray x = loaded.embeddings(scratch, input);
                float[] last = loaded.model()
                        .decoder()
                        .finalHidden(scratch, x, input.pictureRows())
                        .toFloatArray();
                assertEquals(sample.path("final_hidden_last").size(), last.length);
                for (int c = 0; c < last.length; c++) {
                    assertEquals(sample.path("final_hidden_last").path(c).doubleValue(), last[c], TOLERANCE);
                }
            }
        });
    }
}
