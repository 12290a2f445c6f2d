package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.job.CancelToken;

/** Stretches of a video, as the player asks for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VideoClipTest {

    private static final Path GOOD = Path.of("src/test/resources/videos/good");
    private static final int FULL = Integer.MAX_VALUE;

    private final Videos videos = new Videos();

    @AfterAll
    void close() {
        videos.close();
    }

    private List<VideoFrame> frames(String name, FrameChoice choice) throws IOException {
        List<VideoFrame> frames = new ArrayList<>();
        videos.frames(GOOD.resolve(name), choice, new CancelToken(), frames::add);
        return frames;
    }

    private static List<Long> numbers(List<VideoFrame> frames) {
        return frames.stream().map(VideoFrame::index).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"made_no_audio.mp4", "made_vfr.mp4", "made_vp9.webm", "made_rotated90.mp4", "exo_1022ms.mp4"})
    void theFramesOfTheModelAreThoseOfTheSameNumbersInTheVideo(String name) throws IOException {
        List<VideoFrame> all = frames(name, FrameChoice.clip(0, FrameChoice.MOST, FULL));
        VideoFrames seen = videos.sampled(GOOD.resolve(name));

        assertEquals(seen.info().frames(), all.size());
        for (int i = 0; i < seen.indices().size(); i++) {
            int number = Math.toIntExact(seen.indices().get(i));
            assertArrayEquals(
                    seen.frames().get(i).rgb(), all.get(number).pixels().rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"made_no_audio.mp4", "made_10bit_hevc.mkv", "made_vp9.webm", "made_anim.gif"})
    void stretchesInAnyOrderAreTheSameAsTheWhole(String name) throws IOException {
        List<VideoFrame> all = frames(name, FrameChoice.clip(0, FrameChoice.MOST, FULL));
        int middle = all.size() / 2;

        for (int from : new int[] {0, middle, middle + 2, middle - 3, all.size() - 1, 0}) {
            List<VideoFrame> some = frames(name, FrameChoice.clip(from, 2, FULL));

            assertEquals(Math.min(2, all.size() - from), some.size());
            for (VideoFrame frame : some) {
                VideoFrame same = all.get(Math.toIntExact(frame.index()));
                assertArrayEquals(same.pixels().rgb(), frame.pixels().rgb());
                assertEquals(same.time(), frame.time());
            }
        }
    }

    @Test
    void timesAreThoseOfTheFileWhereItsRateVaries() throws IOException {
        List<Long> millis = frames("made_vfr.mp4", FrameChoice.clip(0, 8, 64)).stream()
                .map(frame -> frame.time().toMillis())
                .toList();

        assertEquals(0, millis.get(0));
        List<Long> steps = IntStream.range(1, millis.size())
                .mapToObj(i -> millis.get(i) - millis.get(i - 1))
                .distinct()
                .toList();
        assertTrue(steps.stream().allMatch(step -> step > 0), "times rise, steps were " + steps);
        assertTrue(steps.size() > 1, "the rate varies, steps were " + steps);
    }

    @Test
    void largeFramesAreScaledDownAndTheInfoTellsTheirTrueSize() throws IOException {
        List<VideoFrame> small = new ArrayList<>();
        VideoInfo info = videos.frames(
                GOOD.resolve("made_rotated90.mp4"), FrameChoice.clip(5, 1, 64), new CancelToken(), small::add);

        assertEquals(48, small.get(0).pixels().width());
        assertEquals(64, small.get(0).pixels().height());
        assertEquals(240, info.width());
        assertEquals(320, info.height());
    }

    @Test
    void behindTheLastFrameThereIsNothing() throws IOException {
        assertEquals(List.of(62L), numbers(frames("made_no_audio.mp4", FrameChoice.clip(62, 10, 64))));
        assertEquals(List.of(), numbers(frames("made_no_audio.mp4", FrameChoice.clip(63, 10, 64))));
    }

    @Test
    void whoWantsNoMoreGetsNoMoreAndTheNextOneIsServed() throws IOException {
        CancelToken cancel = new CancelToken();
        List<Long> got = new ArrayList<>();

        assertThrows(
                CancellationException.class,
                () -> videos.frames(GOOD.resolve("made_no_audio.mp4"), FrameChoice.clip(0, 63, FULL), cancel, frame -> {
                    got.add(frame.index());
                    cancel.cancel();
                }));

        assertEquals(List.of(0L), got);
        assertEquals(List.of(3L, 4L), numbers(frames("made_no_audio.mp4", FrameChoice.clip(3, 2, 64))));
    }

    @Test
    void aDamagedVideoSaysSoAgain() {
        String message = String.valueOf(assertThrows(
                        IOException.class, () -> frames("made_moov_missing.mp4", FrameChoice.clip(0, 2, 64)))
                .getMessage());

        assertTrue(message.startsWith("made_moov_missing.mp4 is not a video that can be read"), message);
    }

    @Test
    void aChoiceOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FrameChoice.clip(-1, 1, 64));
        assertThrows(IllegalArgumentException.class, () -> FrameChoice.clip(0, 0, 64));
        assertThrows(IllegalArgumentException.class, () -> FrameChoice.clip(0, FrameChoice.MOST + 1, 64));
    }
}
