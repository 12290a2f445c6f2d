package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;

/** Every golden case on text and pictures, from pixels and ids to the score (SPEC 15). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTest {

    private static final double TOLERANCE = 2e-4;
    private static final double LOW_TOLERANCE = 0.05; // the official 0.15, less what this code does not need

    private final Map<String, IxcReward> models = new HashMap<>();
    private final Map<String, Map<String, List<Double>>> known = new HashMap<>(); // by model and case

    static Stream<Golden> tiny() throws IOException {
        return read("goldens");
    }

    static Stream<Golden> small() throws IOException {
        return read("goldens/small");
    }

    private static Stream<Golden> read(String folder) throws IOException {
        List<Golden> cases = new ArrayList<>();
        for (String name : Golden.names(folder)) {
            cases.add(Golden.read(folder, name));
        }
        return cases.stream();
    }

    private IxcReward model(String snapshot, JsonNode overrides, Precision precision) throws ScoringException {
        String key = snapshot + overrides + precision;
        IxcReward known = models.get(key);
        IxcReward model = known == null ? Golden.model(snapshot, overrides, Golden.PLENTY, precision) : known;
        models.put(key, model);
        return model;
    }

    @AfterAll
    void closeModels() {
        models.values().forEach(IxcReward::close);
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void theTinySnapshotScoresAsTheOfficialCode(Golden golden) throws Exception {
        check(model("ixc-tiny", golden.overrides(), Precision.FLOAT32), golden);
    }

    @ParameterizedTest
    @MethodSource("small")
    void theSmallSnapshotsScoreAsTheOfficialCode(Golden golden) throws Exception {
        for (String snapshot : Golden.smallSnapshots()) {
            check(model(snapshot, golden.overrides(), Precision.FLOAT32), golden);
        }
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void inBfloat16ScoresAreThoseOfTheOfficialCodeInBfloat16(Golden golden) throws Exception {
        checkLow(golden, Precision.BFLOAT16, "bfloat16");
    }

    @ParameterizedTest
    @MethodSource("tiny")
    void underAutocastScoresAreThoseOfTheOfficialCodeUnderAutocast(Golden golden) throws Exception {
        checkLow(golden, Precision.BFLOAT16_AUTOCAST, "bfloat16_autocast");
    }

    private void checkLow(Golden golden, Precision precision, String key) throws Exception {
        JsonNode expected = golden.json().path("low_precision_single_scores").path(key);
        List<Double> scores = together("ixc-tiny", "goldens", golden, precision);
        assertEquals(expected.size(), scores.size());
        for (int k = 0; k < scores.size(); k++) {
            assertEquals(expected.path(k).doubleValue(), scores.get(k), LOW_TOLERANCE, "score " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void inLowPrecisionTheSmallSnapshotsScoreAlmostAsInFloat32(Golden golden) throws Exception {
        List<Double> exact = expected(golden);
        for (String snapshot : Golden.smallSnapshots()) {
            for (Precision precision : EnumSet.complementOf(EnumSet.of(Precision.FLOAT32))) {
                List<Double> scores = together(snapshot, "goldens/small", golden, precision);
                for (int k = 0; k < scores.size(); k++) {
                    assertEquals(exact.get(k), scores.get(k), LOW_TOLERANCE, snapshot + " in " + precision.id());
                }
            }
        }
    }

    /** The scores of a case, computed in one batch with all cases of its configuration, which share many pictures. */
    private List<Double> together(String snapshot, String folder, Golden golden, Precision precision) throws Exception {
        String key = snapshot + golden.overrides() + precision;
        if (!known.containsKey(key)) {
            IxcReward model = model(snapshot, golden.overrides(), precision);
            List<Prepared> batch = new ArrayList<>();
            Map<String, Integer> first = new LinkedHashMap<>();
            for (Golden other : read(folder).toList()) {
                if (other.overrides().equals(golden.overrides())) {
                    first.put(other.name(), batch.size());
                    batch.addAll(other.prepareAll(model));
                }
            }
            List<Double> scores = model.score(batch);
            Map<String, List<Double>> parts = new HashMap<>();
            List<Integer> starts = new ArrayList<>(first.values());
            starts.add(batch.size());
            int at = 0;
            for (String name : first.keySet()) {
                parts.put(name, scores.subList(starts.get(at), starts.get(at + 1)));
                at++;
            }
            known.put(key, parts);
        }
        return known.getOrDefault(key, Map.of()).getOrDefault(golden.name(), List.of());
    }

    private static void check(IxcReward model, Golden golden) throws Exception {
        List<Prepared> inputs = golden.prepareAll(model);
        for (int k = 0; k < inputs.size(); k++) {
            checkInput(
                    (IxcPrepared) inputs.get(k), golden.json().path("samples").path(k));
        }
        List<Double> scores = model.score(inputs);
        List<Double> expected = expected(golden);
        assertEquals(expected.size(), scores.size());
        for (int k = 0; k < scores.size(); k++) {
            assertEquals(expected.get(k), scores.get(k), TOLERANCE, "score " + k);
        }
        checkOrder(golden.json(), scores);
    }

    /** What {@code rank} and {@code compare} of the official code say follows from the scores (SPEC 10). */
    private static void checkOrder(JsonNode golden, List<Double> scores) {
        if (golden.has("rank")) {
            List<Integer> expected = new ArrayList<>();
            golden.path("rank").forEach(i -> expected.add(i.intValue()));
            Comparator<Integer> highestFirst = Comparator.comparing(scores::get, Comparator.reverseOrder());
            List<Integer> order = IntStream.range(0, scores.size())
                    .boxed()
                    .sorted(highestFirst)
                    .toList();
            assertEquals(expected, order);
        }
        if (golden.has("compare")) {
            assertEquals(golden.path("compare").asBoolean(), scores.get(0) > scores.get(1));
        }
    }

    private static List<Double> expected(Golden golden) {
        List<Double> expected = new ArrayList<>();
        golden.json()
                .path("samples")
                .forEach(s -> expected.add(s.path("score_alone").doubleValue()));
        JsonNode scores = golden.json().path("scores");
        for (int k = 0; k < scores.size(); k++) {
            assertEquals(scores.path(k).doubleValue(), expected.get(k), TOLERANCE, "a batch is its parts");
        }
        return expected;
    }

    static void checkInput(IxcPrepared input, JsonNode sample) throws Exception {
        List<JsonNode> segments = StreamSupport.stream(sample.path("segments").spliterator(), false)
                .toList();
        assertEquals(segments.size(), input.parts().size(), "parts");
        int picture = 0;
        for (int i = 0; i < segments.size(); i++) {
            if (input.parts().get(i) instanceof IxcPrepared.Part.Text text) {
                assertArrayEquals(ids(segments.get(i)), text.ids(), "ids of part " + i);
            } else if (input.parts().get(i) instanceof IxcPrepared.Part.Image image) {
                assertEquals(segments.get(i).path("tokens").intValue(), image.tokens(), "tokens of part " + i);
                checkPicture(image.picture(), sample.path("preprocessed").path(picture++));
            }
        }
        assertEquals(sample.path("untruncated_length").intValue(), input.untruncated());
        assertEquals(sample.path("length").intValue(), input.tokens());
        assertEquals(input.tokens() - 1, sample.path("score_index").intValue());
        assertEquals(runs(sample.path("im_mask_runs")), runs(input));
    }

    private static int[] ids(JsonNode segment) {
        return StreamSupport.stream(segment.path("ids").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private static void checkPicture(Picture picture, JsonNode expected) throws Exception {
        assertEquals(
                expected.path("size_wh").path(0).intValue(), picture.pixels().width());
        assertEquals(
                expected.path("size_wh").path(1).intValue(), picture.pixels().height());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(picture.pixels().rgb());
        assertEquals(expected.path("rgb_sha256").asText(), HexFormat.of().formatHex(hash), "bytes");
    }

    private static List<List<Integer>> runs(JsonNode expected) {
        List<List<Integer>> runs = new ArrayList<>();
        expected.forEach(r -> runs.add(List.of(r.path(0).intValue(), r.path(1).intValue())));
        return runs;
    }

    private static List<List<Integer>> runs(IxcPrepared input) {
        int[] mask = new int[input.tokens()];
        input.pictureRows().forEach(r -> Arrays.fill(mask, r.first(), r.end(), 1));
        List<List<Integer>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= mask.length; i++) {
            if (i == mask.length || mask[i] != mask[from]) {
                runs.add(List.of(mask[from], i - from));
                from = i;
            }
        }
        return runs;
    }
}
