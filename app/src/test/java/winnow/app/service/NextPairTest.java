package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import winnow.app.service.NextPair.Open;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;

class NextPairTest {

    @Test
    void withoutVotesTheClosestRewardsAreAskedFirst() {
        NextPair next = new NextPair(List.of(0, 1, 2), Map.of(0, 5.0, 1, 1.0, 2, 1.5), List.of());

        assertEquals(List.of(new Open(1, 2), new Open(0, 2), new Open(0, 1)), next.open());
    }

    @Test
    void theAnswersComparedLeastComeNext() {
        NextPair next = new NextPair(List.of(0, 1, 2, 3), Map.of(), List.of(vote(0, 1, Choice.A)));

        assertEquals(Optional.of(new Open(2, 3)), next.next());
    }

    @Test
    void whatFollowsIsNotAsked() {
        NextPair next =
                new NextPair(List.of(0, 1, 2), Map.of(), List.of(vote(1, 0, Choice.A), vote(0, 2, Choice.A_MUCH)));

        assertEquals(Optional.empty(), next.next());
    }

    @Test
    void aTieDecidesNothingElse() {
        NextPair next = new NextPair(List.of(0, 1, 2), Map.of(), List.of(vote(0, 1, Choice.TIE)));

        assertEquals(List.of(new Open(0, 2), new Open(1, 2)), next.open());
    }

    @Test
    void aSkippedPairComesBackLastAndAFlaggedOneNever() {
        NextPair skipped = new NextPair(List.of(0, 1, 2), Map.of(), List.of(vote(0, 1, Choice.SKIP)));
        NextPair flagged = new NextPair(List.of(0, 1), Map.of(), List.of(vote(0, 1, Choice.FLAG)));

        assertEquals(new Open(0, 1), skipped.open().get(2));
        assertEquals(Optional.empty(), flagged.next());
    }

    /** Whoever votes by a fixed order is asked until the order is known, and no pair twice. */
    @Property(tries = 100)
    void theOrderIsKnownInTheEnd(@ForAll @IntRange(min = 2, max = 9) int size, @ForAll long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        List<Comparison> votes = new ArrayList<>();
        List<Integer> candidates = List.copyOf(order);
        NextPair next = new NextPair(candidates, Map.of(), votes);
        int[] below = new int[size];
        while (next.next().isPresent()) {
            Open open = next.next().get();
            boolean lowFirst = order.indexOf(open.low()) < order.indexOf(open.high());
            votes.add(vote(open.low(), open.high(), lowFirst ? Choice.A : Choice.B));
            next = new NextPair(candidates, Map.of(), votes);
        }
        assertEquals(
                votes.size(), votes.stream().map(Comparison::pair).distinct().count());
        for (int i = 1; i < size; i++) { // neighbours follow from nothing else, so all must have been asked
            int better = order.get(i - 1);
            int worse = order.get(i);
            Pair neighbours = new Pair(1, 1, Math.min(better, worse), Math.max(better, worse));
            below[i] = (int) votes.stream()
                    .filter(vote -> vote.pair().equals(neighbours))
                    .count();
        }
        assertEquals(size - 1, Arrays.stream(below).sum());
    }

    private static Comparison vote(int a, int b, Choice choice) {
        return new Comparison(
                UUID.randomUUID(),
                Optional.empty(),
                new Pair(1, 1, a, b),
                "kim",
                Vote.of(choice),
                1,
                "mixed",
                Instant.EPOCH);
    }
}
