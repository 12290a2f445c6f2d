package winnow.viewer.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import winnow.store.job.CancelToken;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class VideoPlayerTest {

    private static final Image IMAGE = new WritableImage(4, 3);
    private static final double RATE = 10;

    /** A source that answers when it is told to. */
    private static final class Late implements FrameSource {

        private record Asked(
                long from,
                int count,
                Consumer<List<Frame>> onFrames,
                Consumer<Throwable> onProblem,
                CancelToken cancel) {}

        private final List<Asked> asked = new ArrayList<>();
        private long there = 100;

        @Override
        public CancelToken request(
                long from, int count, Consumer<List<Frame>> onFrames, Consumer<Throwable> onProblem) {
            CancelToken cancel = new CancelToken();
            asked.add(new Asked(from, count, onFrames, onProblem, cancel));
            return cancel;
        }

        private void answer() {
            answer(asked.remove(0));
        }

        private void answer(Asked question) {
            List<Frame> frames = new ArrayList<>();
            for (long i = question.from(); i < Math.min(there, question.from() + question.count()); i++) {
                frames.add(new Frame(i, i / RATE, IMAGE));
            }
            question.onFrames().accept(frames);
        }

        private void answerAll() {
            for (int i = 0; i < 20 && !asked.isEmpty(); i++) {
                answer();
            }
            assertTrue(asked.isEmpty(), "It asks without end");
        }
    }

    private final Late source = new Late();
    private final VideoPlayer player = new VideoPlayer(source, 100, 4, 3);

    private long shown() {
        return player.frameProperty().get().index();
    }

    @Test
    void theFirstFrameShowsAndNothingMovesByItself() {
        assertNull(player.frameProperty().get());
        source.answerAll();

        player.tick(5);

        assertEquals(0, shown());
        assertFalse(player.playingProperty().get());
    }

    @Test
    void aFirstFrameThatIsThereShowsAtOnceAndTheNextAreAskedFor() {
        Late late = new Late();
        VideoPlayer begun = new VideoPlayer(late, Optional.of(new Frame(0, 0, IMAGE)), 100, 4, 3);

        assertEquals(0, begun.frameProperty().get().index());
        assertEquals(1, late.asked.get(0).from());
        late.answerAll();
        begun.step(1);
        assertEquals(1, begun.frameProperty().get().index());
    }

    @Test
    void itPlaysAsFastAsItIsToldTo() {
        source.answerAll();
        player.togglePlaying();
        player.tick(0.35);
        assertEquals(3, shown());

        player.changeSpeed(2);
        player.tick(0.2);

        assertEquals(2.0, player.speedProperty().get());
        assertEquals(7, shown());
        player.changeSpeed(9);
        assertEquals(2.0, player.speedProperty().get());
        player.changeSpeed(-9);
        assertEquals(0.5, player.speedProperty().get());
        player.pause();
    }

    @Test
    void itWaitsForTheDecoderAndLosesNoFrame() {
        source.answer(); // 24 frames, and the next stretch is asked for at half of them
        player.togglePlaying();
        for (int i = 0; i < 40; i++) {
            player.tick(0.1);
        }
        assertEquals(23, shown());

        source.answer();
        player.tick(0.1);

        assertEquals(24, shown());
        player.pause();
    }

    @Test
    void atItsEndItStandsStillOrBeginsAgain() {
        source.answerAll();
        player.seek(98);
        source.answerAll();
        player.togglePlaying();
        player.tick(0.2);
        player.tick(0.2);
        assertEquals(99, shown());
        assertFalse(player.playingProperty().get());

        player.loopingProperty().set(true);
        player.seek(98);
        player.togglePlaying();
        player.tick(0.2);
        player.tick(0.2);
        source.answerAll();

        assertEquals(0, shown());
        assertTrue(player.playingProperty().get());
        player.pause();
    }

    @Test
    void goingElsewhereStopsWhatWasAskedForAndItsLateAnswerIsDropped() {
        source.answerAll();
        player.seek(50);
        Late.Asked left = source.asked.remove(0);
        player.seek(80);

        assertTrue(left.cancel().isCancelled());
        source.answer(left);
        assertEquals(0, shown());
        source.answerAll();
        assertEquals(80, shown());
    }

    @Test
    void stepsBackAreAskedForInOneStretch() {
        source.answerAll();
        player.seek(60);
        source.answerAll();
        player.step(-1);
        source.answerAll();

        for (int i = 0; i < 10; i++) {
            player.step(-1);
        }

        assertEquals(49, shown());
        assertEquals(List.of(), source.asked);
    }

    @Test
    void noMoreThanAFewStretchesAreHeld() {
        source.answerAll();
        player.togglePlaying();
        for (int i = 0; i < 99; i++) {
            player.tick(0.1);
            source.answerAll();
            assertTrue(player.held() <= 4 * 24, "holds " + player.held());
        }
        player.pause();

        player.close();

        assertEquals(0, player.held());
        assertNull(player.frameProperty().get());
    }

    @Test
    void framesOfALargeVideoAreHeldByTheirSize() {
        Late large = new Late();
        VideoPlayer big = new VideoPlayer(large, 100, 1280, 1280);

        assertEquals(3, large.asked.get(0).count());
        assertEquals(0, big.held());
    }

    @Test
    void aVideoThatEndsBeforeItSaysEndsThere() {
        source.there = 30;
        player.seek(90);
        source.answerAll();

        assertEquals(29, shown());
        player.step(1);
        source.answerAll();
        assertEquals(29, shown());
    }

    @Test
    void aProblemIsToldAndStopsIt() {
        source.answer();
        player.togglePlaying();
        player.tick(2);

        source.asked.get(0).onProblem().accept(new IOException("clip.mp4 is damaged."));

        assertEquals("clip.mp4 is damaged.", player.problemProperty().get());
        assertFalse(player.playingProperty().get());
    }

    @Test
    void aVideoWithoutFramesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VideoPlayer(source, 0, 4, 3));
    }
}
