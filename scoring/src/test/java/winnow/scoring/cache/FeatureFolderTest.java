package winnow.scoring.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.FeatureCache;
import winnow.store.job.Lanes;

class FeatureFolderTest {

    private static final long LARGE = 1 << 20;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("w.winnow.cache");
    }

    private static ByteBuffer values(float... numbers) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(numbers.length * Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(numbers);
        return buffer;
    }

    private static float[] numbers(Optional<ByteBuffer> found) {
        ByteBuffer buffer = found.orElseThrow();
        float[] numbers = new float[buffer.remaining() / Float.BYTES];
        buffer.asFloatBuffer().get(numbers);
        return numbers;
    }

    private void keep(String maker, String key, ByteBuffer values) {
        try (FeatureFolder opened = FeatureFolder.open(folder, LARGE)) {
            opened.of(maker).keep(key, values);
        }
    }

    private Optional<ByteBuffer> find(String maker, String key, long bytes) {
        try (FeatureFolder opened = FeatureFolder.open(folder, LARGE)) {
            return opened.of(maker).find(key, bytes);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += size(file);
        }
        return sum;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // let go since the folder was listed
        }
    }

    @Test
    void valuesAreFoundAgainToTheLastBitInAnotherRun() {
        float[] all = {1.5f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1 / 3f};
        keep("m", "a", values(all));

        Optional<ByteBuffer> found = find("m", "a", 24);

        assertArrayEquals(all, numbers(found));
        assertTrue(found.orElseThrow().isDirect());
        assertEquals(0, found.orElseThrow().position());
        assertEquals(ByteOrder.nativeOrder(), found.orElseThrow().order());
    }

    @Test
    void whatAnotherModelOrPictureGaveIsNotFound() {
        keep("m", "a", values(1));

        assertEquals(Optional.empty(), find("m", "b", 4));
        assertEquals(Optional.empty(), find("n", "a", 4));
        keep("m a", "b", values(2));
        assertEquals(Optional.empty(), find("m", "a b", 4));
        assertArrayEquals(new float[] {1}, numbers(find("m", "a", 4)));
    }

    @Test
    void onlyTheValuesBetweenPositionAndLimitAreKeptAndTheBufferIsLeftAsItWas() {
        ByteBuffer buffer = values(1, 2, 3, 4);
        buffer.position(4).limit(12);

        keep("m", "a", buffer);

        assertEquals(4, buffer.position());
        assertArrayEquals(new float[] {2, 3}, numbers(find("m", "a", 8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 39, 41, 49, 60, 64, 67})
    void aFileWithOneChangedByteIsRemovedAndNotTrusted(int at) throws IOException {
        keep("m", "a", values(1));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);

        assertEquals(Optional.empty(), find("m", "a", 4));
        assertEquals(List.of(), files());
        keep("m", "a", values(1));
        assertArrayEquals(new float[] {1}, numbers(find("m", "a", 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 67, 69})
    void aFileOfAnotherLengthIsRemovedAndNotTrusted(int length) throws IOException {
        keep("m", "a", values(1));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, length));

        assertEquals(Optional.empty(), find("m", "a", 4));
        assertEquals(List.of(), files());
    }

    @Test
    void aFileThatWasRenamedIsNotTrusted() throws IOException {
        keep("m", "a", values(1));
        Path a = files().get(0);
        keep("m", "b", values(2));
        Path b = files().stream().filter(f -> !f.equals(a)).findFirst().orElseThrow();
        Files.write(a, Files.readAllBytes(b));

        assertEquals(Optional.empty(), find("m", "a", 4));
        assertArrayEquals(new float[] {2}, numbers(find("m", "b", 4)));
    }

    @Test
    void theFolderNeverGrowsBeyondTheLimitAndWhatWasUsedLastStays() throws Exception {
        long one = Entry.HEADER + 400;
        keep("m", "picture 0", values(new float[100]));
        try (FeatureFolder opened = FeatureFolder.open(folder, 20 * one)) {
            FeatureCache cache = opened.of("m");
            for (int i = 1; i < 100; i++) {
                cache.keep("picture " + i, values(new float[100]));
                assertTrue(cache.find("picture 0", 400).isPresent(), "with picture " + i);
                assertTrue(bytes() <= 20 * one + one, bytes() + " bytes"); // one may be half written
                Thread.sleep(2); // times of files must differ
            }
        }
        try (FeatureFolder opened = FeatureFolder.open(folder, 20 * one)) {
            FeatureCache cache = opened.of("m");
            assertTrue(bytes() <= 20 * one && bytes() >= 10 * one, bytes() + " bytes");
            assertTrue(cache.find("picture 0", 400).isPresent());
            assertTrue(cache.find("picture 99", 400).isPresent());
            assertFalse(cache.find("picture 5", 400).isPresent());
        }
        FeatureFolder.open(folder, 4 * one).close();
        assertTrue(bytes() <= 4 * one, "a smaller limit holds from the start");
        assertTrue(find("m", "picture 0", 400).isPresent()
                || find("m", "picture 99", 400).isPresent());
    }

    @Test
    void aLimitOfZeroOrLessThanAnEntryKeepsNothingAndMakesNoFolder() {
        for (long limit : new long[] {0, 60}) {
            try (FeatureFolder opened = FeatureFolder.open(folder, limit)) {
                FeatureCache cache = opened.of("m");
                cache.keep("a", values(1));
                assertEquals(Optional.empty(), cache.find("a", 4));
            }
            assertFalse(Files.exists(folder));
        }
    }

    @Test
    void aFolderThatCannotBeMadeFailsNothing() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        try (FeatureFolder opened = FeatureFolder.open(folder, LARGE)) {
            FeatureCache cache = opened.of("m");
            cache.keep("a", values(1));
            assertEquals(Optional.empty(), cache.find("a", 4));
            cache.keep("a", values(1));
        }
        assertEquals("a file where the folder should be", Files.readString(folder));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedButNotWhatIsBeingWritten() throws IOException {
        Files.createDirectories(folder);
        Path old = Files.writeString(folder.resolve("old.part"), "half");
        Path young = Files.writeString(folder.resolve("young.part"), "half");
        Path other = Files.writeString(folder.resolve("notes.txt"), "not ours");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minusSeconds(7200)));

        FeatureFolder.open(folder, LARGE).close();

        assertEquals(List.of(other, young), files());
    }

    @Test
    void severalWhoShareAFolderFindWhatTheOthersKept() throws Exception {
        List<Future<Boolean>> done = new ArrayList<>();
        try (Lanes lanes = new Lanes()) {
            for (int who = 0; who < 2; who++) {
                int me = who;
                done.add(lanes.on(Lanes.Lane.DECODE).submit(() -> shares(me)));
            }
            for (Future<Boolean> one : done) {
                assertTrue(one.get());
            }
        }
        assertTrue(files().stream().allMatch(f -> f.toString().endsWith(Entry.SUFFIX)), "nothing half written");
    }

    /** Keeps and reads the same keys as the other, in a folder that is always too small. */
    private boolean shares(int me) {
        boolean right = true;
        try (FeatureFolder opened = FeatureFolder.open(folder, 5000)) {
            FeatureCache cache = opened.of("m");
            for (int i = 0; i < 300; i++) {
                int key = (i * (me + 3)) % 17;
                Optional<ByteBuffer> found = cache.find("p" + key, 400);
                if (found.isPresent()) {
                    right &= numbers(found)[99] == key;
                } else {
                    float[] numbers = new float[100];
                    numbers[99] = key;
                    cache.keep("p" + key, values(numbers));
                }
            }
        }
        return right;
    }
}
