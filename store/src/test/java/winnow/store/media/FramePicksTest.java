package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FramePicksTest {

    @Test
    void aFrameASecondIsTakenFromTheFirstOn() throws VideoRefused {
        assertEquals(List.of(0L, 12L, 24L, 36L, 48L), FramePicks.of(50, 12));
    }

    @Test
    void theStrideIsRoundedHalfToEven() throws VideoRefused {
        assertEquals(List.of(0L, 12L, 24L), FramePicks.of(26, 12.5));
        assertEquals(List.of(0L, 14L), FramePicks.of(26, 13.5));
        assertEquals(List.of(0L, 30L, 60L), FramePicks.of(63, 29.97));
    }

    @Test
    void ofMoreThan32SecondsThoseOfTheOfficialTableAreTaken() throws VideoRefused {
        assertEquals(32, FramePicks.of(32, 1).size());
        assertEquals(
                List.of(
                        0L, 1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L, 10L, 12L, 13L, 14L, 15L, 16L, 18L, 19L, 20L, 21L, 23L, 24L,
                        25L, 26L, 27L, 29L, 30L, 31L, 32L, 33L, 35L, 36L, 37L),
                FramePicks.of(40, 1));
        assertEquals(
                List.of(
                        0L, 9L, 18L, 28L, 37L, 47L, 56L, 65L, 75L, 84L, 94L, 103L, 113L, 122L, 131L, 141L, 150L, 160L,
                        169L, 179L, 188L, 197L, 207L, 216L, 226L, 235L, 245L, 254L, 263L, 273L, 282L, 292L),
                FramePicks.of(311, 1));
    }

    @Test
    void aSlowVideoHasNoStride() {
        VideoRefused refused = assertThrows(VideoRefused.class, () -> FramePicks.of(10, 0.5));

        assertEquals(
                "has 0.5 frames a second; the model takes one frame a second and needs more than 0.5.",
                refused.getMessage());
    }

    @Test
    void aVideoWithoutARateHasNoStrideUnlessItIsOneFrame() throws VideoRefused {
        assertThrows(VideoRefused.class, () -> FramePicks.of(2, Double.NaN));
        assertEquals(List.of(0L), FramePicks.of(1, Double.NaN));
    }

    @Property(tries = 300)
    void picksRiseStayInTheVideoAndAreAtMost32(
            @ForAll @LongRange(min = 1, max = 1_000_000) long frames,
            @ForAll @DoubleRange(min = 0.6, max = 240) double rate)
            throws VideoRefused {
        List<Long> picks = FramePicks.of(frames, rate);

        assertEquals(0, picks.get(0));
        assertTrue(picks.size() <= 32);
        for (int i = 1; i < picks.size(); i++) {
            assertTrue(picks.get(i) > picks.get(i - 1));
        }
        assertTrue(picks.get(picks.size() - 1) < frames);
    }
}
