package winnow.scoring.weights;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.ScoringException;

/** Every small damage of a weight file ends in a sentence or in tensors that lie inside the file; nothing else. */
class DamageTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private int refused;

    /** A small file. */
    static final class Sound {
        private final String name;
        private final byte[] bytes;

        Sound(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sound> files() throws IOException {
        byte[] pickle = new PickleWriter()
                .start()
                .row("a", "FloatStorage", "0", 6)
                .tensor("b", "FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {1, 2})
                .end();
        return Stream.of(
                new Sound("zip", archive(pickle).bytes()),
                new Sound(
                        "zip64 with sizes behind",
                        archive(pickle).zip64().sizesFollow().bytes()),
                new Sound(
                        "safetensors",
                        Files.readAllBytes(Path.of("src/test/resources/hostile/safetensors/valid.safetensors"))));
    }

    private static TorchZipWriter archive(byte[] pickle) {
        return new TorchZipWriter()
                .aligned(4)
                .add("m/data.pkl", pickle)
                .add("m/byteorder", new byte[] {'l', 'i', 't', 't', 'l', 'e'})
                .add("m/data/0", TorchZipWriter.floats(1, 2, 3, 4, 5, 6));
    }

    private void examine(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("pytorch_model.bin"), bytes);
        try {
            check(WeightFiles.read(file).tensors(), bytes.length);
        } catch (ScoringException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.startsWith("pytorch_model.bin "), message);
            assertFalse(message.chars().anyMatch(Character::isISOControl), message);
            refused++;
        }
    }

    private static void check(Map<String, TensorInfo> tensors, long size) {
        for (TensorInfo tensor : tensors.values()) {
            long bytes = tensor.span() * tensor.type().bytes();
            assertTrue(tensor.offset() >= 0 && bytes >= 0 && tensor.offset() <= size - bytes, tensor.toString());
            assertTrue(tensor.bytes() <= size, tensor.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySingleBitTurnedIsHarmless(Sound sound) {
        assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < sound.bytes.length * 8; i++) {
                byte[] damaged = sound.bytes.clone();
                damaged[i / 8] ^= (byte) (1 << (i % 8));
                examine(damaged);
            }
        });

        assertTrue(refused > sound.bytes.length * 2, "refused " + refused);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyByteSetToAnExtremeIsHarmless(Sound sound) {
        assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < sound.bytes.length; i++) {
                for (int value : new int[] {0, 0xff}) {
                    byte[] damaged = sound.bytes.clone();
                    damaged[i] = (byte) value;
                    examine(damaged);
                }
            }
        });

        assertTrue(refused > sound.bytes.length / 2, "refused " + refused);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCutIsRefused(Sound sound) throws IOException {
        for (int length = 0; length < sound.bytes.length; length++) {
            examine(Arrays.copyOf(sound.bytes, length));
        }

        assertTrue(refused == sound.bytes.length, "refused " + refused + " of " + sound.bytes.length);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPieceTakenOutIsHarmless(Sound sound) throws IOException {
        for (int from = 0; from < sound.bytes.length - 4; from++) {
            ByteBuffer damaged = ByteBuffer.allocate(sound.bytes.length - 4);
            damaged.put(sound.bytes, 0, from).put(sound.bytes, from + 4, sound.bytes.length - from - 4);
            examine(damaged.array());
        }

        assertTrue(refused > sound.bytes.length / 2, "refused " + refused);
    }
}
