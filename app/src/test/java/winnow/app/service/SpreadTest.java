package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.store.data.Histogram;
import winnow.store.data.ScoreColumns;

class SpreadTest {

    private static Spread spread(double... rewards) {
        ScoreColumns.Builder columns = new ScoreColumns.Builder();
        for (int i = 0; i < rewards.length; i++) {
            columns.sample(i + 1, i % 2 + 1, rewards[i]).traits(1, 0, 0, 0);
        }
        return new Spread(new Ranking(new RankingChoice.Raw(), columns.build(), rewards));
    }

    @Test
    void valuesBelowACutAreCountedEqualOnesAreNot() {
        Spread spread = spread(3, -1, 1, -2, 2, -2);

        assertEquals(0, spread.below(1, 1));
        assertEquals(1, spread.below(1, 1.5));
        assertEquals(3, spread.below(1, 4));
        assertEquals(0, spread.below(2, -2));
        assertEquals(2, spread.below(2, -1));
        assertEquals(0, spread.below(9, 100));
        assertEquals(3, spread.below(Map.of(1L, 2.0, 2L, -1.0)));
    }

    @Test
    void theLowestShareOfEverySourceIsBelow() {
        Spread spread = spread(1, 11, 2, 12, 3, 13, 4, 14);

        Map<Long, Double> half = spread.cutsAt(0.5);

        assertEquals(Map.of(1L, 3.0, 2L, 13.0), half);
        assertEquals(4, spread.below(half));
        assertEquals(0, spread.below(spread.cutsAt(0.2)));
        assertEquals(Map.of(), spread.cutsAt(1));
    }

    @Test
    void everySampleIsInAHistogramAlsoWhatIsFarOff() {
        double[] rewards = new double[400];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = Math.sin(i);
        }
        rewards[0] = -1e6;
        rewards[1] = 1e6;
        Spread spread = spread(rewards);

        Histogram first = spread.histogram(1);
        Histogram second = spread.histogram(2);

        assertEquals(List.of(1L, 2L), spread.datasets());
        assertEquals(200, first.total());
        assertEquals(200, second.total());
        assertTrue(first.low() > -5 && first.high() < 5, first.low() + " to " + first.high());
        assertTrue(first.counts().get(0) >= 1);
        assertEquals(first.low(), second.low());
    }

    @Test
    void samplesAreSortedWorstFirstAndThoseThatAreNotRankedLast() {
        Ranking ranking = spread(3, -1, 1, -2).ranking();

        assertArrayEquals(new long[] {4, 2, 3, 1}, ranking.ids());
        assertArrayEquals(new long[] {4, 3, 9, 7}, ranking.sorted(new long[] {9, 3, 7, 4}));
        assertArrayEquals(new long[0], ranking.sorted(new long[0]));
    }

    @Test
    void equalValuesAndNoneHaveAPlotToo() {
        Histogram same = spread(2, 2, 2).histogram(1);
        assertEquals(2, same.total());
        assertTrue(same.low() < same.high());
        assertEquals(0, spread().size());
        assertEquals(0, spread().histogram(1).total());
    }
}
