package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import winnow.app.service.PairRules.Basis;
import winnow.app.service.PairRules.LengthRule;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;

class PairBuilderTest {

    @Test
    void theWidestMarginMakesThePair() {
        PairBuilder builder = new PairBuilder(rules(Basis.REWARD, 1, LengthRule.NONE));

        builder.add(group(scored(0, 1.0, 10), scored(1, 5.0, 10), scored(2, 3.0, 10)));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of("1>0"), names(result));
        assertEquals(Map.of("over_limit", 2L), result.dropped());
        assertEquals(4.0, result.pairs().get(0).margin());
    }

    @Test
    void aNarrowMarginNoRewardAndTheSameWordsMakeNone() {
        PairBuilder builder = new PairBuilder(new PairRules(Basis.REWARD, OptionalDouble.of(1), 9, LengthRule.NONE));

        builder.add(group(scored(0, 1.0, 10), scored(1, 1.5, 10), answer(2, OptionalDouble.empty(), 10, 2)));
        builder.add(group(scored(3, 1.0, 10), answer(4, OptionalDouble.of(9), 10, 3)));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of(), names(result));
        assertEquals(
                Map.of("below_margin", 1L, "no_reward", 1L, "same_answer", 1L, "single_answer", 1L), result.dropped());
    }

    @Test
    void equalRewardsMakeNoPair() {
        PairBuilder builder = new PairBuilder(rules(Basis.REWARD, 9, LengthRule.NONE));

        builder.add(group(scored(0, 1.0, 10), scored(1, 1.0, 10)));

        assertEquals(Map.of("below_margin", 1L), builder.finish().dropped());
    }

    @Test
    void theVerifierPairsRightWithWrong() {
        PairBuilder builder = new PairBuilder(rules(Basis.VERIFIER, 9, LengthRule.NONE));

        builder.add(group(judged(0, true), judged(1, false), judged(2, true)));
        builder.add(group(judged(3, true), judged(4, true)));
        builder.add(group(judged(5, false), judged(6, false)));
        builder.add(group(scored(7, 1, 1), scored(8, 2, 1)));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of("0>1", "2>1"), names(result));
        assertEquals(Map.of("all_right", 1L, "all_wrong", 1L, "no_reference", 1L), result.dropped());
    }

    @Test
    void votesAreAveragedOverAnnotators() {
        PairBuilder builder = new PairBuilder(rules(Basis.VOTES, 9, LengthRule.NONE));
        List<PairAnswer> answers = List.of(scored(0, 1, 1), scored(1, 1, 1), scored(2, 1, 1), scored(3, 1, 1));

        builder.add(new PairBuilder.Group(
                answers,
                List.of(
                        vote("kim", 0, 1, Choice.A),
                        vote("lee", 1, 0, Choice.A_MUCH), // 1 much better
                        vote("kim", 0, 2, Choice.A),
                        vote("lee", 0, 2, Choice.B),
                        vote("kim", 2, 3, Choice.BOTH_BAD),
                        vote("lee", 0, 3, Choice.SKIP))));
        builder.add(new PairBuilder.Group(List.of(scored(5, 1, 1), scored(6, 1, 1)), List.of()));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of("1>0"), names(result));
        assertEquals(0.5, result.pairs().get(0).margin());
        assertEquals(Map.of("tie", 1L, "both_bad", 1L, "no_vote", 1L), result.dropped());
    }

    @Test
    void whatAnnotatorsCallBothBadMakesNoPairOfRewards() {
        PairBuilder builder = new PairBuilder(rules(Basis.REWARD, 9, LengthRule.NONE));

        builder.add(new PairBuilder.Group(
                List.of(scored(0, 1, 1), scored(1, 2, 1)), List.of(vote("kim", 0, 1, Choice.BOTH_BAD))));

        assertEquals(Map.of("both_bad", 1L), builder.finish().dropped());
    }

    @Test
    void aChosenAnswerThatIsMuchLongerIsDropped() {
        LengthRule rule = new LengthRule(OptionalDouble.of(2), OptionalInt.of(100), false);
        PairBuilder builder = new PairBuilder(rules(Basis.REWARD, 9, rule));

        builder.add(group(scored(0, 1, 10), scored(1, 2, 21))); // 2.1 times
        builder.add(group(scored(2, 1, 500), scored(3, 2, 601))); // 101 more
        builder.add(group(scored(4, 1, 10), scored(5, 2, 20)));
        builder.add(group(scored(6, 1, 900), scored(7, 2, 20)));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of("5>4", "7>6"), names(result));
        assertEquals(Map.of("too_long", 2L), result.dropped());
        assertEquals(List.of(1L, 0L, 0L, 1L, 2L, 0L), result.before().ratios());
        assertEquals(List.of(1L, 0L, 0L, 0L, 1L, 0L), result.after().ratios());
        assertEquals((601 / 500.0 + 2) / 2, result.before().medianRatio());
        assertEquals((10 - 880) / 2.0, result.after().meanDifference());
    }

    @Test
    void rebalancingLeavesAsManyLongerAsShorterOnes() {
        PairBuilder builder = new PairBuilder(
                rules(Basis.REWARD, 9, new LengthRule(OptionalDouble.empty(), OptionalInt.empty(), true)));

        builder.add(group(scored(0, 1, 10), scored(1, 2, 90)));
        builder.add(group(scored(2, 1, 10), scored(3, 2, 11)));
        builder.add(group(scored(4, 1, 20), scored(5, 2, 10)));
        builder.add(group(scored(6, 1, 20), scored(7, 2, 20)));
        PairBuilder.Result result = builder.finish();

        assertEquals(List.of("3>2", "5>4", "7>6"), names(result));
        assertEquals(Map.of("unbalanced_length", 1L), result.dropped());
        assertEquals(1, result.after().chosenLonger());
        assertEquals(1, result.after().chosenShorter());
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertEquals(
                "The length ratio must be more than 0, was 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LengthRule(OptionalDouble.of(0), OptionalInt.empty(), false))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> rules(Basis.VOTES, 0, LengthRule.NONE));
    }

    private static PairRules rules(Basis basis, int most, LengthRule rule) {
        return new PairRules(basis, OptionalDouble.empty(), most, rule);
    }

    private static PairBuilder.Group group(PairAnswer... answers) {
        return new PairBuilder.Group(List.of(answers), List.of());
    }

    private static List<String> names(PairBuilder.Result result) {
        List<String> names = new ArrayList<>();
        result.pairs()
                .forEach(pair -> names.add(
                        pair.chosen().sampleId() + ">" + pair.rejected().sampleId()));
        return names;
    }

    private static PairAnswer scored(int id, double reward, int chars) {
        return answer(id, OptionalDouble.of(reward), chars, id);
    }

    private static PairAnswer judged(int id, boolean right) {
        return new PairAnswer(id, 1, 1, id, OptionalDouble.empty(), 5, id, Optional.of(right));
    }

    private static PairAnswer answer(int id, OptionalDouble reward, int chars, long words) {
        return new PairAnswer(id, 1, 1, id, reward, chars, words, Optional.empty());
    }

    private static Comparison vote(String annotator, int a, int b, Choice choice) {
        return new Comparison(
                UUID.randomUUID(),
                Optional.empty(),
                new Pair(1, 1, a, b),
                annotator,
                Vote.of(choice),
                1,
                "mixed",
                Instant.EPOCH);
    }
}
