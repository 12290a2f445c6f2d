package winnow.scoring.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import winnow.scoring.Conversation;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/** A small text reward model and what the official code computes with it. */
public record TextGolden(String name, JsonNode json) {

    /** One thread: tests must not fight over the cores of a busy machine. */
    public static final ModelOptions OPTIONS = new ModelOptions("cpu", 1, 9, 16384);

    /** The folder of the small text models. */
    public static final Path FOLDER = Path.of("src/test/resources/tiny/text-rm");

    /** The model of that name. */
    public static TextGolden read(String name) throws IOException {
        return new TextGolden(
                name,
                new JsonMapper()
                        .readTree(FOLDER.resolve(name).resolve("goldens.json").toFile()));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Loads it as a program would. */
    public RewardModel load() throws ScoringException {
        return RewardModels.load(FOLDER.resolve(name), OPTIONS);
    }

    /** Its conversations. */
    public List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        for (JsonNode conversation : json.path("conversations")) {
            List<Turn> turns = new ArrayList<>();
            for (JsonNode turn : conversation) {
                Role role = Role.valueOf(turn.path("role").asText().toUpperCase(Locale.ROOT));
                turns.add(new Turn(role, turn.path("content").asText()));
            }
            all.add(new Conversation(turns, List.of()));
        }
        return all;
    }

    /** The ids of a conversation, with the token of rewards where there is one. */
    public int[] ids(int index) {
        JsonNode ids = json.has("input_ids") ? json.path("input_ids") : json.path("input_ids_without_reward_token");
        IntStream.Builder found = IntStream.builder();
        ids.path(index).forEach(id -> found.add(id.intValue()));
        if (json.has("reward_token_id")) {
            found.add(json.path("reward_token_id").intValue());
        }
        return found.build().toArray();
    }

    /** Numbers under a key. */
    public List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        json.path(key).forEach(n -> numbers.add(n.doubleValue()));
        return numbers;
    }

    /** How far a score may be from the official one. */
    public double tolerance() {
        return json.path("tolerance_abs").doubleValue();
    }

    /** Answers of all lengths to a few long and short questions, some of them twice, in no order. */
    public static List<Conversation> siblings() {
        Random random = new Random(11);
        List<Conversation> all = new ArrayList<>();
        for (int question = 0; question < 4; question++) {
            String asked = words(random, 5 + 60 * question);
            for (int answer = 0; answer < 5; answer++) {
                String said = words(random, answer * answer * 6);
                Conversation one = new Conversation(
                        List.of(new Turn(Role.USER, asked), new Turn(Role.ASSISTANT, said)), List.of());
                all.addAll(answer == 3 ? List.of(one, one) : List.of(one));
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static String words(Random random, int count) {
        List<String> known = List.of("what", "the", "capital", "of", "France", "is", "Paris", "and", "not", "Rome");
        return random.ints(count, 0, known.size()).mapToObj(known::get).collect(Collectors.joining(" "));
    }
}
