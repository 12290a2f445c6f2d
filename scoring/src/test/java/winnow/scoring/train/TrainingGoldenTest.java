package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ixc.IxcTraining;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.ixc.TrainingOptions;
import winnow.scoring.ixc.TrainingRow;
import winnow.scoring.torch.TorchLearner;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.media.Pixels;
import winnow.store.media.Stills;

/** Training takes the steps that the official code takes (SPEC 12, 15). */
class TrainingGoldenTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final Map<String, Role> ROLES = Map.of("system", Role.SYSTEM, "human", Role.USER);
    private static final double LOSS = 1e-4;
    private static final double LOSS_AFTER = 5e-4;
    private static final double NORM = 1e-3;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"text,sgd", "text,adamw", "pictures,sgd", "pictures,adamw"})
    void everyStepIsThatOfTheOfficialCode(String data, String rule) throws Exception {
        JsonNode golden =
                new JsonMapper().readTree(TINY.resolve("goldens/train.json").toFile());
        JsonNode given = golden.path(data);
        JsonNode expected = given.path(rule);
        Optimizer.Kind kind = Optimizer.Kind.valueOf(rule.toUpperCase(Locale.ROOT));
        double maxNorm = kind == Optimizer.Kind.ADAMW ? 1 : 0;
        Optimizer optimizer = new Optimizer(kind, 0.9, 0.95, 1e-8, 0.1, maxNorm);
        int hdNum = given.path("hd_num").asInt(9);
        TrainedPart all = TrainedPart.of("all").orElseThrow();
        TrainingOptions.Inputs inputs = new TrainingOptions.Inputs(hdNum, 8192);
        TrainingOptions options = new TrainingOptions(
                all, new TrainingOptions.Lora(8, 8, 1), 0, 0, 0, inputs, TrainingOptions.Computing.on(1));
        try (IxcTraining training = IxcTraining.load(TINY.resolve("ixc-tiny"), options)) {
            List<TrainingRow> rows = rows(training, given.path("pairs"));
            TorchLearner learner = training.learner();
            assertEquals(expected.path("trainable").asInt(), learner.trained().size());
            for (JsonNode step : expected.path("steps")) {
                assertLoss(step.path("loss"), step.path("scores"), learn(training, rows), LOSS);
                assertSlopes(step, learner);
                optimizer.step(learner, expected.path("lr").asDouble());
            }
            assertLoss(expected.path("loss_after"), expected.path("scores_after"), learn(training, rows), LOSS_AFTER);
            assertWeights(expected.path("parameters_after"), learner);
        }
    }

    private static List<TrainingRow> rows(IxcTraining training, JsonNode pairs) throws Exception {
        List<TrainingRow> rows = new ArrayList<>();
        for (JsonNode pair : pairs) {
            List<Pixels> pictures = new ArrayList<>();
            if (pair.has("image")) {
                pictures.add(new Stills()
                        .decode(TINY.resolve("inputs")
                                .resolve(pair.path("image").asText())));
            }
            for (String side : List.of("conversations_a", "conversations_b")) {
                List<Turn> turns = new ArrayList<>();
                for (JsonNode turn : pair.path(side)) {
                    Role role = ROLES.getOrDefault(turn.path("from").asText(), Role.ASSISTANT);
                    turns.add(new Turn(role, turn.path("value").asText()));
                }
                rows.add(training.prepare(turns, pictures));
            }
        }
        return rows;
    }

    private static List<IxcTraining.PairResult> learn(IxcTraining training, List<TrainingRow> rows) throws Exception {
        List<IxcTraining.PairResult> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += 2) {
            results.add(training.learn(rows.get(i), rows.get(i + 1), 2.0 / rows.size()));
        }
        return results;
    }

    private static void assertLoss(
            JsonNode loss, JsonNode scores, List<IxcTraining.PairResult> results, double tolerance) {
        assertEquals(
                loss.asDouble(),
                results.stream()
                        .mapToDouble(IxcTraining.PairResult::loss)
                        .average()
                        .orElseThrow(),
                tolerance,
                "loss");
        for (int i = 0; i < results.size(); i++) {
            assertEquals(scores.path(2 * i).asDouble(), results.get(i).chosen(), tolerance, "chosen " + i);
            assertEquals(scores.path(2 * i + 1).asDouble(), results.get(i).rejected(), tolerance, "rejected " + i);
        }
    }

    private static void assertSlopes(JsonNode step, TorchLearner learner) throws Exception {
        double all = step.path("grad_norm_all").asDouble();
        assertEquals(all, learner.slope(), NORM * all, "all gradients");
        for (Map.Entry<String, JsonNode> one : step.path("grad_norm").properties()) {
            double wanted = one.getValue().asDouble();
            assertEquals(wanted, learner.slope(one.getKey()), NORM * Math.max(wanted, 1e-3), one.getKey());
        }
    }

    private static void assertWeights(JsonNode expected, TorchLearner learner) throws Exception {
        assertEquals(5, expected.size());
        for (Map.Entry<String, JsonNode> one : expected.properties()) {
            float[] values = learner.values(one.getKey());
            JsonNode digest = one.getValue();
            double squares = 0;
            for (float value : values) {
                squares += (double) value * value;
            }
            assertEquals(digest.path("l2").asDouble(), Math.sqrt(squares), 1e-3, one.getKey());
            for (int i = 0; i < 8; i++) {
                assertEquals(digest.path("first").path(i).asDouble(), values[i], 1e-4, one.getKey());
                assertEquals(digest.path("last").path(i).asDouble(), values[values.length - 8 + i], 1e-4, one.getKey());
            }
        }
    }
}
