package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/** No prompt is learned from and checked on. */
class PairSplitTest {

    private static final MediaRoots MEDIA = new MediaRoots(List.of(Path.of("pictures")));

    private static Sample sample(int candidate, String question, List<Media> media) {
        return new Sample(
                0,
                candidate,
                1,
                List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, "answer " + candidate)),
                media,
                "{}");
    }

    private static List<PairSet> sets(int prompts, int pairs) {
        List<Pair> text = new ArrayList<>();
        List<Pair> seen = new ArrayList<>();
        List<Media> picture = List.of(new Media(Media.Kind.IMAGE, "a.png"));
        for (int i = 0; i < pairs; i++) {
            String question = (i % 2 == 0 ? " " : "") + "What is " + i % prompts + "?"; // white space says nothing
            text.add(new Pair(sample(0, question, List.of()), sample(1, question, List.of())));
            seen.add(new Pair(sample(0, question, picture), sample(1, question, picture)));
        }
        return List.of(new PairSet("text", text, MEDIA), new PairSet("seen", seen, MEDIA));
    }

    private static Set<String> prompts(List<PairSet> sets) {
        Set<String> prompts = new HashSet<>();
        sets.forEach(set -> set.pairs().forEach(pair -> prompts.add(PairSplit.prompt(set, pair))));
        return prompts;
    }

    @Property(tries = 60)
    void everyPairStandsOnOneSideWithAllOfItsPrompt(
            @ForAll @IntRange(min = 2, max = 9) int prompts,
            @ForAll @DoubleRange(min = 0.01, max = 0.95) double share,
            @ForAll long seed)
            throws IOException {
        List<PairSet> sets = sets(prompts, 30);

        PairSplit split = PairSplit.byPrompt(sets, share, seed);

        assertEquals(2 * prompts, prompts(sets).size(), "the picture is a part of the prompt");
        Set<String> both = prompts(split.learned());
        both.retainAll(prompts(split.checked()));
        assertEquals(Set.of(), both);
        assertTrue(split.aside() > 0);
        assertTrue(!split.learned().isEmpty());
        long learned = split.learned().stream().mapToLong(s -> s.pairs().size()).sum();
        assertEquals(60, learned + split.aside());
        assertEquals(split, PairSplit.byPrompt(sets, share, seed));
    }

    @Property(tries = 5)
    void anotherSeedSplitsInAnotherWay(@ForAll @IntRange(max = 1000) int seed) throws IOException {
        List<PairSet> sets = sets(30, 60);

        assertNotEquals(
                prompts(PairSplit.byPrompt(sets, 0.5, seed).checked()),
                prompts(PairSplit.byPrompt(sets, 0.5, seed + 1).checked()));
    }
}
