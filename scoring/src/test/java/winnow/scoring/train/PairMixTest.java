package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/** Pairs are drawn, sized and left out as SPEC 12 says. */
class PairMixTest {

    private static final MediaRoots NOWHERE = new MediaRoots(List.of());

    private static Pair pair(String chosen, String rejected, boolean picture) {
        List<Media> media = picture ? List.of(new Media(Media.Kind.IMAGE, "a.png")) : List.of();
        return new Pair(sample(chosen, media), sample(rejected, media));
    }

    private static Sample sample(String answer, List<Media> media) {
        return new Sample(0, 0, 1, List.of(new Turn(Role.USER, "Why?"), new Turn(Role.ASSISTANT, answer)), media, "{}");
    }

    private static PairSet set(String name, int size, boolean pictures) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pairs.add(pair(name + i, "no", pictures));
        }
        return new PairSet(name, pairs, NOWHERE);
    }

    @Test
    void twoOfThreeBatchesHavePicturesAndSetsComeByTheirSize() {
        PairMix mix = new PairMix(List.of(set("many", 30, true), set("few", 10, true), set("text", 5, false)), 4);
        Map<String, Integer> drawn = new HashMap<>();

        for (int i = 0; i < 3000; i++) {
            List<PairMix.Draw> batch = mix.batch(i, 2);
            assertEquals(2, batch.size());
            batch.forEach(d -> drawn.merge(d.set().name(), 1, Integer::sum));
            assertEquals(batch.get(0).pair().seen(), batch.get(1).pair().seen());
        }

        assertEquals(2000, drawn.get("text"));
        assertEquals(3000, drawn.getOrDefault("many", 0), 150);
        assertEquals(1000, drawn.getOrDefault("few", 0), 150);
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherDoesNot() {
        List<PairSet> sets = List.of(set("a", 50, false));

        assertEquals(new PairMix(sets, 1).batch(7, 5), new PairMix(sets, 1).batch(7, 5));
        assertNotEquals(new PairMix(sets, 1).batch(7, 5), new PairMix(sets, 2).batch(7, 5));
        assertNotEquals(new PairMix(sets, 1).batch(7, 5), new PairMix(sets, 1).batch(8, 5));
    }

    @Test
    void aSetIsCutWithoutRepeatsAndFilledUpWithThem() {
        PairSet ten = set("ten", 10, false);

        assertEquals(4, new HashSet<>(ten.sized(4, 1).pairs()).size());
        assertEquals(25, ten.sized(25, 1).pairs().size());
        assertEquals(ten.pairs(), ten.sized(25, 1).pairs().subList(0, 10));
        assertEquals(10, new HashSet<>(ten.sized(25, 1).pairs()).size());
    }

    @ParameterizedTest
    @CsvSource({
        "'',false",
        "' \n ',false",
        "a <|im_end|> b,false",
        "a <|im_start|> b,false",
        "good,true",
    })
    void answersOfNothingAndMarksAreLeftOut(String answer, boolean fit) {
        assertEquals(fit, pair(answer, "fine", false).unfit(0).isEmpty());
        assertEquals(fit, pair("fine", answer, false).unfit(0).isEmpty());
    }

    @Test
    void anEndlessWordIsLeftOutInALongAnswerOnly() {
        String word = "x".repeat(101);

        assertTrue(pair(word, "no", false).unfit(0).isEmpty());
        assertTrue(pair("y ".repeat(250) + word, "no", false).unfit(0).isPresent());
        assertTrue(
                pair("y ".repeat(250) + "x".repeat(100), "no", false).unfit(0).isEmpty());
    }

    @Test
    void theLengthConstraintLeavesOutMuchLongerChosenAnswers() {
        Pair longer = pair("x y z x y z", "x y", false);

        assertEquals(Optional.empty(), longer.unfit(0));
        assertEquals(Optional.empty(), longer.unfit(4));
        assertTrue(longer.unfit(2).isPresent());
        assertTrue(pair("x y", "x y z x y z", false).unfit(2).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,5e-6", "10,1e-5", "505,5e-6", "1000,0"})
    void theRateRisesInALineAndFallsInACosine(long step, double rate) {
        assertEquals(rate, new Schedule(1e-5, 1000, 0.01).at(step), 1e-9);
    }
}
