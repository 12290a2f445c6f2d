package winnow.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/** Every golden case through nothing but what a program of one's own sees: load, prepare, score, compare, rank. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicInterfaceTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final double TOLERANCE = 2e-4;
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, RewardModel> models = new HashMap<>();

    /** A case and the snapshots it is for. */
    record Case(Path file, List<String> snapshots) {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static Stream<Case> cases() throws IOException {
        List<String> small = names(TINY, "ixc-small-.*");
        List<Case> cases = new ArrayList<>();
        String name = "(text|img|batch|compare|rank|rope)_.*\\.json";
        for (String file : names(TINY.resolve("goldens"), name)) {
            cases.add(new Case(TINY.resolve("goldens").resolve(file), List.of("ixc-tiny")));
        }
        for (String file : names(TINY.resolve("goldens/small"), name)) {
            cases.add(new Case(TINY.resolve("goldens/small").resolve(file), small));
        }
        return cases.stream();
    }

    private static List<String> names(Path folder, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    private RewardModel model(String snapshot, JsonNode golden) throws ScoringException {
        Map<String, Object> overrides = JSON.convertValue(golden.path("config_overrides"), new TypeReference<>() {});
        ModelOptions options = new ModelOptions(
                        "auto",
                        1,
                        golden.path("hd_num").intValue(),
                        golden.path("max_length").intValue())
                .overriding(overrides == null ? Map.of() : overrides);
        String key = snapshot + options;
        RewardModel known = models.get(key);
        RewardModel model = known == null ? RewardModels.load(TINY.resolve(snapshot), options) : known;
        models.put(key, model);
        return model;
    }

    @AfterAll
    void closeModels() {
        models.values().forEach(RewardModel::close);
    }

    private static Conversation conversation(JsonNode golden, int k) {
        List<Path> images = new ArrayList<>();
        golden.path("images")
                .path(k)
                .forEach(i -> images.add(TINY.resolve("inputs").resolve(i.asText())));
        JsonNode said = golden.path("conversations").path(k);
        if (!golden.path("apply_template").asBoolean(true)) {
            return Conversation.finished(said.asText(), images);
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : said) {
            Role role = Role.valueOf(turn.path("role").asText().toUpperCase(Locale.ROOT));
            turns.add(new Turn(role, turn.path("content").asText()));
        }
        return new Conversation(turns, images);
    }

    private static List<Conversation> conversations(JsonNode golden) {
        List<Conversation> all = new ArrayList<>();
        for (int k = 0; k < golden.path("conversations").size(); k++) {
            all.add(conversation(golden, k));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseScoresAsOfficially(Case one) throws Exception {
        JsonNode golden = JSON.readTree(one.file().toFile());
        for (String snapshot : one.snapshots()) {
            RewardModel model = model(snapshot, golden);
            InputOptions options = new InputOptions(
                    golden.path("hd_num").intValue(),
                    golden.path("max_length").intValue(),
                    golden.path("apply_template").asBoolean(true),
                    true);
            List<Prepared> inputs = new ArrayList<>();
            for (Conversation conversation : conversations(golden)) {
                inputs.add(model.prepare(conversation, options));
            }
            JsonNode samples = golden.path("samples");
            List<Double> alone = model.score(inputs);
            assertEquals(samples.size(), alone.size());
            for (int k = 0; k < alone.size(); k++) {
                assertEquals(samples.path(k).path("score_alone").doubleValue(), alone.get(k), TOLERANCE);
                assertEquals(
                        samples.path(k).path("length").intValue(), inputs.get(k).tokens());
            }
        }
    }

    private static JsonNode read(String name) throws IOException {
        return JSON.readTree(TINY.resolve("goldens").resolve(name).toFile());
    }

    @Test
    void comparingSaysWhetherTheFirstIsStrictlyBetter() throws Exception {
        JsonNode golden = read("compare_pair.json");
        RewardModel model = model("ixc-tiny", golden);
        List<Conversation> pair = conversations(golden);

        assertEquals(golden.path("compare").booleanValue(), model.compare(pair.get(0), pair.get(1)));
        assertEquals(!golden.path("compare").booleanValue(), model.compare(pair.get(1), pair.get(0)));
        assertEquals(false, model.compare(pair.get(0), pair.get(0)), "a tie");
        assertEquals(golden.path("scores").path(0).doubleValue(), model.score(pair.get(0)), TOLERANCE);
    }

    @Test
    void rankingGivesPositionsBestFirstAndKeepsTheOrderOfEquals() throws Exception {
        JsonNode golden = read("rank_four.json"); // its first and third are the same
        List<Integer> expected = new ArrayList<>();
        golden.path("rank").forEach(i -> expected.add(i.intValue()));

        assertEquals(expected, model("ixc-tiny", golden).rank(conversations(golden)));
    }

    @Test
    void aBatchOfOneIsAListOfOne() throws Exception {
        JsonNode golden = read("batch_of_one.json");

        List<Double> scores = model("ixc-tiny", golden).scores(conversations(golden));

        assertEquals(1, scores.size());
        assertEquals(golden.path("scores").doubleValue(), scores.get(0), TOLERANCE); // the official code gives no list
    }

    @Test
    void scoresOfAMixedBatchAreThoseOfTheOfficialBatch() throws Exception {
        JsonNode golden = read("batch_mixed.json");

        List<Double> scores = model("ixc-tiny", golden).scores(conversations(golden));

        for (int k = 0; k < scores.size(); k++) {
            assertEquals(golden.path("scores").path(k).doubleValue(), scores.get(k), TOLERANCE);
        }
    }
}
