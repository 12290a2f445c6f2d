package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ScoringException;

class SafetensorsTest {

    private static final Path HOSTILE = Path.of("src/test/resources/hostile/safetensors");

    @TempDir
    private Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        return Files.write(folder.resolve("model.safetensors"), bytes.array());
    }

    @Test
    void aSoundFileIsReadWithItsValues() throws Exception {
        Map<String, TensorInfo> tensors = Safetensors.read(HOSTILE.resolve("valid.safetensors"));

        assertEquals(Set.of("a"), tensors.keySet());
        TensorInfo a = tensors.values().iterator().next();
        assertEquals(List.of(4L), a.shape());
        assertEquals(DType.F32, a.type());
        assertArrayEquals(new float[] {1, 2, 3, 4}, Floats.read(a));
    }

    @ParameterizedTest
    @CsvSource({
        "data_cut, tensor a should be at bytes 0 to 16",
        "duplicate_tensor, Duplicate field",
        "empty_file, only 0 bytes",
        "header_len_2e63, its header should be 9223372036854775808 bytes long",
        "header_len_beyond_file, its header should be 1000000 bytes long",
        "header_not_json, not valid JSON",
        "overlap, tensors a and b overlap",
        "shape_overflow, impossible shape"
    })
    void aLyingFileIsRefusedByName(String name, String reason) {
        Path file = HOSTILE.resolve(name + ".safetensors");

        String message = String.valueOf(assertThrows(ScoringException.class, () -> Safetensors.read(file))
                .getMessage());

        assertTrue(message.startsWith(name + ".safetensors is not a sound safetensors file"), message);
        assertTrue(message.contains(reason), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]",
                "null",
                "{\"a\": 1}",
                "{\"a\": {}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1.5], \"data_offsets\": [0, 4]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [-4, 0]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 0]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 9223372036854775808]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [0, 9223372036854775807, 9223372036854775807],"
                        + " \"data_offsets\": [0, 4]}}"
            })
    void aHeaderThatCannotBeTrueIsRefused(String header) throws IOException {
        Path file = file(header, 8);

        assertThrows(ScoringException.class, () -> Safetensors.read(file));
    }

    @Test
    void aTensorOfAnUnknownTypeIsIgnored() throws Exception {
        Path file = file("{\"x\": {\"dtype\": \"F4\", \"shape\": [4], \"data_offsets\": [0, 2]}}", 2);

        assertEquals(Map.of(), Safetensors.read(file));
    }

    @Test
    void anyDamageEndsInASentenceOrASoundHeader() throws Exception {
        byte[] sound = Files.readAllBytes(HOSTILE.resolve("valid.safetensors"));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Path file = Files.write(folder.resolve("model.safetensors"), damaged);
            try {
                for (TensorInfo tensor : Safetensors.read(file).values()) {
                    assertTrue(tensor.offset() >= 0 && tensor.offset() + tensor.bytes() <= damaged.length);
                }
            } catch (ScoringException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("model.safetensors "));
                refused++;
            }
        }
        assertTrue(refused > 500, "refused " + refused);
    }
}
