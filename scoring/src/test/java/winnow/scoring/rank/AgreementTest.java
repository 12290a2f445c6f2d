package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final double NONE = Double.NaN;

    @Test
    void everyRankingNamesItsLowestShare() {
        Agreement agreement = Agreement.of(
                List.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 3, 5, 4}, new double[] {9, 1, 2, 8, 7}), 0.4);

        assertArrayEquals(new int[] {2, 3, 1, 0, 0}, agreement.votes());
        assertArrayEquals(new int[] {1, 0, 2, 4, 3}, Order.ascending(agreement.values()));
    }

    @Test
    void equalValuesAtTheEdgeAreNamedAllOrNone() {
        assertArrayEquals(
                new int[] {1, 0, 0, 0},
                Agreement.of(List.of(new double[] {1, 2, 2, 3}), 0.5).votes());
        assertArrayEquals(
                new int[] {1, 1, 1, 0},
                Agreement.of(List.of(new double[] {1, 2, 2, 3}), 0.75).votes());
    }

    @Test
    void whoSaysNothingDoesNotVoteAndItsShareIsOfTheOthers() {
        Agreement agreement = Agreement.of(List.of(new double[] {NONE, 2, 1, NONE}, new double[] {1, 2, 3, 4}), 0.5);

        assertArrayEquals(new int[] {1, 1, 1, 0}, agreement.votes());
    }

    @Test
    void noVoterAndNoShareAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Agreement.of(List.of(), 0.1));
        assertThrows(IllegalArgumentException.class, () -> Agreement.of(List.of(new double[1]), 0));
        assertThrows(IllegalArgumentException.class, () -> Agreement.of(List.of(new double[1], new double[2]), 0.5));
    }
}
