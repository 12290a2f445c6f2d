package winnow.viewer.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.store.data.Histogram;

class BinsTest {

    private final Histogram flat = new Histogram(-2, 2, List.of(10L, 10L, 10L, 10L));

    @Property
    void addingUpKeepsTheSumAndTheLimit(
            @ForAll @Size(min = 1, max = 500) List<@LongRange(max = 1_000_000) Long> counts,
            @ForAll @IntRange(min = 1, max = 250) int most) {
        List<Long> bars = Bins.atMost(counts, most);
        assertTrue(bars.size() <= most);
        assertEquals(
                counts.stream().mapToLong(Long::longValue).sum(),
                bars.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void theShareBelowIsInterpolatedWithinABin() {
        assertEquals(0.375, Bins.shareBelow(flat, -0.5));
    }

    @Test
    void nothingLiesBelowTheLowestScore() {
        assertEquals(0, Bins.shareBelow(flat, -7));
        assertEquals(1, Bins.shareBelow(flat, 7));
    }

    @Test
    void theMedianIsInterpolatedWithinABin() {
        assertEquals(0.75, new Histogram(0, 2, List.of(2L, 1L)).median());
        assertEquals(0, flat.median());
    }

    @Test
    void tickStepsAreOneTwoOrFive() {
        assertEquals(2, Bins.niceStep(1.2));
        assertEquals(0.5, Bins.niceStep(0.3));
        assertEquals(10, Bins.niceStep(6), 1e-9);
    }
}
