package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.Computing;
import winnow.scoring.Conversation;
import winnow.scoring.FeatureCache;
import winnow.scoring.InputOptions;
import winnow.scoring.Placement;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;

/** What is shared changes no score: the plain path, one input after the other, is the reference. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedScoresTest {

    private static final double CLOSE = 2e-4;
    private static final Path TINY = Golden.TINY.resolve("ixc-tiny");
    private static final Computing PLAIN = new Computing(Placement.RESIDENT, true);
    private static final Computing STREAMED = new Computing(Placement.STREAM, false);
    private static final String LONG = "Look at the picture and say in a few words what there is to be seen in it. ";

    private IxcReward plain;
    private IxcReward shared;

    @BeforeAll
    void load() throws ScoringException {
        plain = IxcReward.load(TINY, Golden.OPTIONS.by(PLAIN), Golden::decode);
        shared = IxcReward.load(TINY, Golden.OPTIONS, Golden::decode);
    }

    @AfterAll
    void close() {
        plain.close();
        shared.close();
    }

    private static Conversation conversation(Random random) {
        String[] pictures = {"square560.png", "small.png", "gray.png"};
        String[] questions = {"What?", LONG, LONG + LONG, "How many <ImageHere> squares?"};
        String[] answers = {"A square.", "Nothing.", "A square and nothing else, as far as I can see.", "", "42"};
        List<Path> media = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            media.add(Golden.TINY.resolve("inputs").resolve(pictures[random.nextInt(pictures.length)]));
        }
        return new Conversation(
                List.of(
                        new Turn(Role.USER, questions[random.nextInt(questions.length)]),
                        new Turn(Role.ASSISTANT, answers[random.nextInt(answers.length)])),
                media);
    }

    private static List<Double> expected(IxcReward model, List<Conversation> conversations, InputOptions options)
            throws ScoringException {
        return model.score(prepared(model, conversations, options));
    }

    private static List<Prepared> prepared(IxcReward model, List<Conversation> conversations, InputOptions options)
            throws ScoringException {
        List<Prepared> inputs = new ArrayList<>();
        for (Conversation conversation : conversations) {
            inputs.add(model.prepare(conversation, options));
        }
        return inputs;
    }

    private static void assertClose(List<Double> wanted, List<Double> found) {
        assertEquals(wanted.size(), found.size());
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i), found.get(i), CLOSE);
        }
    }

    @Test
    void anyOrderBatchSizeAndSharingGivesTheSameScores() throws ScoringException {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            List<Conversation> some = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                some.add(conversation(random));
            }
            InputOptions all = shared.inputOptions();
            int cut = 300 + random.nextInt(700); // inside pictures, texts or nothing
            InputOptions options = seed % 2 == 0 ? all : new InputOptions(all.hdNum(), cut, true, all.videoTitles());
            List<Double> wanted = expected(plain, some, options);
            Map<Conversation, Double> of = new HashMap<>();
            for (int i = 0; i < some.size(); i++) {
                of.put(some.get(i), wanted.get(i));
            }
            Collections.shuffle(some, random);
            int batch = 1 + random.nextInt(some.size());
            for (int from = 0; from < some.size(); from += batch) {
                List<Conversation> part = some.subList(from, Math.min(some.size(), from + batch));
                assertClose(part.stream().map(of::get).toList(), expected(shared, part, options));
            }
        }
    }

    @Test
    void anyBudgetGivesTheSameScores() throws ScoringException {
        Random random = new Random(7);
        List<Conversation> some = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            some.add(conversation(random));
        }
        List<Double> wanted = expected(plain, some, plain.inputOptions());
        List<IxcPrepared> inputs = prepared(shared, some, shared.inputOptions()).stream()
                .map(IxcPrepared.class::cast)
                .toList();
        for (int budget : new int[] {1, 500, 1500, 100_000}) {
            try (SharedScores scores =
                    new SharedScores(shared.tower(), shared.decoder(), shared.manager(), budget, 0)) {
                List<Double> found = new ArrayList<>();
                for (double score : scores.of(inputs, false, new CancelToken())) {
                    found.add(score);
                }
                assertClose(wanted, found);
            }
        }
    }

    @Test
    void layersThatComeOneAtATimeGiveTheSameScores() throws ScoringException {
        Random random = new Random(11);
        List<Conversation> some = List.of(conversation(random), conversation(random), conversation(random));
        try (IxcReward streamed = IxcReward.load(TINY, Golden.OPTIONS.by(STREAMED), Golden::decode)) {
            assertTrue(streamed.decoder().streamed());
            List<Double> once = expected(streamed, some, streamed.inputOptions());
            assertClose(expected(plain, some, plain.inputOptions()), once);
            assertClose(once, expected(streamed, some, streamed.inputOptions()));
        }
    }

    @Test
    void streamedLayersGiveTheSameScoresWithoutSharing() throws ScoringException {
        Random random = new Random(12);
        List<Conversation> some = List.of(conversation(random), conversation(random));
        Computing both = new Computing(Placement.STREAM, true);
        try (IxcReward streamed = IxcReward.load(TINY, Golden.OPTIONS.by(both), Golden::decode)) {
            assertClose(expected(plain, some, plain.inputOptions()), expected(streamed, some, streamed.inputOptions()));
        }
    }

    @Test
    void whatIsInCommonIsNotComputedAgain() throws ScoringException {
        List<Path> picture = List.of(Golden.TINY.resolve("inputs/square560.png"));
        List<Conversation> pair = new ArrayList<>();
        for (String answer : new String[] {"A square.", "Nothing at all."}) {
            pair.add(new Conversation(List.of(new Turn(Role.USER, LONG), new Turn(Role.ASSISTANT, answer)), picture));
        }
        try (IxcReward fresh = IxcReward.load(TINY, Golden.OPTIONS, Golden::decode)) {
            fresh.score(pair.get(0));
            long one = fresh.operations();
            try (IxcReward other = IxcReward.load(TINY, Golden.OPTIONS, Golden::decode)) {
                expected(other, pair, other.inputOptions());
                assertTrue(other.operations() < one * 1.1, other.operations() + " for two, " + one + " for one");
            }
        }
    }

    @Test
    void featuresOfAnEarlierRunAreTaken() throws ScoringException {
        Map<String, ByteBuffer> kept = new HashMap<>();
        FeatureCache cache = new FeatureCache() {
            @Override
            public Optional<ByteBuffer> find(String key, long bytes) {
                return Optional.ofNullable(kept.get(key))
                        .filter(values -> values.remaining() == bytes)
                        .map(values -> values.duplicate().order(values.order()));
            }

            @Override
            public void keep(String key, ByteBuffer values) {
                kept.put(key, values);
            }
        };
        List<Conversation> one = List.of(new Conversation(
                List.of(new Turn(Role.USER, "What?"), new Turn(Role.ASSISTANT, "A square.")),
                List.of(Golden.TINY.resolve("inputs/square560.png"))));
        List<Double> before;
        long all;
        try (IxcReward first = IxcReward.load(TINY, Golden.OPTIONS, Golden::decode)) {
            first.use(cache);
            before = expected(first, one, first.inputOptions());
            all = first.operations();
        }
        assertEquals(1, kept.size());
        try (IxcReward second = IxcReward.load(TINY, Golden.OPTIONS, Golden::decode)) {
            second.use(cache);
            assertEquals(before, expected(second, one, second.inputOptions()));
            assertTrue(second.operations() < all, "the tower was not needed");
        }
    }

    @Test
    void scoringLeavesNothingBehindWhereNoFeaturesAreKept() throws ScoringException {
        Random random = new Random(3);
        List<IxcPrepared> inputs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inputs.add((IxcPrepared) shared.prepare(conversation(random), shared.inputOptions()));
        }
        int before = shared.manager().getManagedArrays().size();
        try (SharedScores scores = new SharedScores(shared.tower(), shared.decoder(), shared.manager(), 1000, 0)) {
            scores.of(inputs, false, new CancelToken());
            assertEquals(before, shared.manager().getManagedArrays().size());
        }
    }

    @Test
    void aPassThatIsNotWantedAnyMoreIsNotComputed() throws ScoringException {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        for (IxcReward model : List.of(shared, plain)) {
            List<Prepared> inputs = List.of(model.prepare(conversation(new Random(4)), model.inputOptions()));
            int before = model.manager().getManagedArrays().size();

            assertThrows(CancellationException.class, () -> model.score(inputs, cancel));

            assertEquals(before, model.manager().getManagedArrays().size());
        }
    }
}
