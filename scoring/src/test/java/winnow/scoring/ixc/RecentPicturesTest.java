package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;
import winnow.store.media.Pixels;

class RecentPicturesTest {

    private static final int SIDE = 100;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger made = new AtomicInteger();
    private final RecentPictures pictures = new RecentPictures(3L * SIDE * SIDE * 2);

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Picture make() {
        return new Picture(new Pixels(SIDE, SIDE, new byte[3 * SIDE * SIDE]), 1, 1, 1, "key " + made.incrementAndGet());
    }

    @Test
    void aFileIsMadeReadyOnceForEachWayAndAgainWhenItChanged() throws Exception {
        Path file = file("a.png", "one");
        Picture first = pictures.of(file, "tiles 9", this::make);

        assertSame(first, pictures.of(file, "tiles 9", this::make));
        assertNotSame(first, pictures.of(file, "tiles 4", this::make));
        file("a.png", "another");
        assertNotSame(first, pictures.of(file, "tiles 9", this::make));
        assertEquals(3, made.get());
    }

    @Test
    void noMoreIsKeptThanThereIsRoomFor() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20; i++) {
                Picture unused = pictures.of(file(i + ".png", "p"), "tiles 9", this::make);
            }
        }

        assertTrue(made.get() >= 36, made + " were made, of 20 files asked for twice, with room for two");
    }

    @Test
    void whatFailsIsToldAndTriedAgain() throws Exception {
        Path file = file("a.png", "broken");
        for (int i = 0; i < 2; i++) {
            ScoringException said = assertThrows(
                    ScoringException.class,
                    () -> pictures.of(file, "tiles 9", () -> {
                        made.incrementAndGet();
                        throw new ScoringException("a.png is damaged.");
                    }));
            assertEquals("a.png is damaged.", said.getMessage());
        }
        assertEquals(2, made.get());
        assertEquals(
                "key 3",
                pictures.of(folder.resolve("gone.png"), "tiles 9", this::make).key());
    }

    @Test
    void whoAsksAtTheSameTimeWaitsForTheOneThatMakesIt() throws Exception {
        Path file = file("a.png", "one");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Picture> one = threads.submit(() -> pictures.of(file, "tiles 9", () -> {
                begun.countDown();
                await(go);
                return make();
            }));
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            Future<Picture> other = threads.submit(() -> pictures.of(file, "tiles 9", this::make));
            go.countDown();

            assertSame(one.get(30, TimeUnit.SECONDS), other.get(30, TimeUnit.SECONDS));
            assertEquals(1, made.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) throws ScoringException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new ScoringException("Nobody went on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScoringException("Interrupted.", e);
        }
    }
}
