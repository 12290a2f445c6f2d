package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** Newcombe (1998), "Two-sided confidence intervals for the single proportion", Table I, methods 3 and 5. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662, 0.2527, 0.3676",
        "15, 148, 0.0624, 0.1605, 0.0578, 0.1617",
        "0, 20, 0, 0.1611, 0, 0.1684",
        "1, 29, 0.0061, 0.1718, 0.0009, 0.1776"
    })
    void intervalsOfThePaper(int count, int n, double low, double high, double exactLow, double exactHigh) {
        Estimate wilson = Proportion.wilson((double) count / n, n);
        Estimate exact = Proportion.exact(count, n);

        assertEquals(low, wilson.low(), 5e-5);
        assertEquals(high, wilson.high(), 5e-5);
        assertEquals(exactLow, exact.low(), 5e-5);
        assertEquals(exactHigh, exact.high(), 5e-5);
        assertEquals((double) count / n, exact.value());
    }

    /** Fisher's lady and the like: 10 of 10 by chance has 2 / 1024, 8 of 10 has 112 / 1024. */
    @Test
    void chanceOfUnevenVotes() {
        assertEquals(2 / 1024.0, OrderEffect.of(10, 0).p(), 1e-12);
        assertEquals(112 / 1024.0, OrderEffect.of(2, 8).p(), 1e-12);
        assertEquals(1, OrderEffect.of(5, 5).p(), 1e-12);
        assertEquals(0.2, OrderEffect.of(2, 8).share().value());
    }

    @Test
    void withoutVotesNothingIsKnown() {
        OrderEffect none = OrderEffect.of(0, 0);

        assertEquals(Double.NaN, none.share().value());
        assertEquals(0, none.share().low());
        assertEquals(1, none.share().high());
        assertEquals(1, none.p());
        assertEquals(1, Proportion.wilson(Double.NaN, 0).high());
        assertThrows(IllegalArgumentException.class, () -> Proportion.exact(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Proportion.signTest(-1, 2));
    }
}
