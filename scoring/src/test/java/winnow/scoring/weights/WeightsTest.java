package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;

class WeightsTest {

    private static final Path TINY = Path.of("src/test/resources/tiny/ixc-tiny");

    @TempDir
    private Path folder;

    private static String message(Executable work) {
        return String.valueOf(assertThrows(ScoringException.class, work).getMessage());
    }

    private void file(String name, String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(folder.resolve(name), bytes.putLong(text.length).put(text).array());
    }

    @Test
    void anIndexLeadsToTheTensorsOfAllItsFiles() throws Exception {
        Weights weights = Weights.open(TINY);

        assertEquals(2, weights.files().size());
        assertEquals(List.of(1L, 64L), weights.get("score.weight", 1, 64).shape());
        assertEquals(
                "model-00001-of-00002.safetensors",
                weights.get("model.tok_embeddings.weight", -1, 64)
                        .file()
                        .getFileName()
                        .toString());
    }

    @Test
    void aMissingTensorIsNamedWithTheShapeWanted() throws Exception {
        Weights weights = Weights.open(TINY);

        String message = message(() -> weights.get("v_head.weight", 1, 64));

        assertTrue(message.contains("tensor v_head.weight of shape [1, 64] is missing"), message);
        assertTrue(message.startsWith("model.safetensors.index.json"), message);
    }

    @Test
    void aWrongShapeIsNamedWithFileWantedAndFound() throws Exception {
        Weights weights = Weights.open(TINY);

        String message = message(() -> weights.get("score.weight", 1, 65));

        assertEquals(
                "model-00002-of-00002.safetensors: tensor score.weight has shape [1, 64], but config.json needs [1, 65].",
                message);
    }

    @Test
    void aWrongTypeIsNamed() throws Exception {
        file("model.safetensors", "{\"a\": {\"dtype\": \"I64\", \"shape\": [1], \"data_offsets\": [0, 8]}}", 8);
        Weights weights = Weights.open(folder);

        String message = message(() -> weights.get("a", 1));

        assertEquals("model.safetensors: tensor a has type I64, but F32, F16 or BF16 is needed.", message);
    }

    @Test
    void dataThatCannotBeMappedAreRefused() throws Exception {
        file("model.safetensors", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[1,5]}}", 8);
        Weights weights = Weights.open(folder);

        String message = message(() -> weights.get("a", 1));

        assertTrue(message.contains("no multiple of 4"), message);
    }

    @Test
    void aFolderWithoutWeightsSaysSo() {
        assertTrue(message(() -> Weights.open(folder)).contains("has no weights"));
    }

    @Test
    void aFolderThatIsNotThereSaysSo() {
        assertTrue(message(() -> Weights.open(folder.resolve("gone"))).contains("not a folder"));
    }

    @Test
    void binFilesOnlyAreToBeConverted() throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin.index.json"), "{}");

        assertTrue(message(() -> Weights.open(folder)).contains("Convert them to safetensors"));
    }

    @Test
    void severalFilesWithoutIndexAreRefused() throws IOException {
        file("model-00001-of-00002.safetensors", "{}", 0);
        file("model-00002-of-00002.safetensors", "{}", 0);

        assertTrue(message(() -> Weights.open(folder)).contains("but no model.safetensors.index.json"));
    }

    @Test
    void anIndexThatLeadsOutOfTheFolderIsRefused() {
        Path hostile = Path.of("src/test/resources/hostile/safetensors/index_traversal");

        assertTrue(message(() -> Weights.open(hostile)).contains("not in the model's folder"));
    }

    @Test
    void aFileTheIndexNamesButIsGoneIsNamed() throws IOException {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"a\": \"one.safetensors\"}}");

        assertTrue(message(() -> Weights.open(folder)).startsWith("one.safetensors is missing"));
    }

    @Test
    void anIndexThatIsNoJsonIsNamed() throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{");

        assertTrue(message(() -> Weights.open(folder)).contains("not valid JSON"));
    }

    @Test
    void bfloat16IsRoundedToTheNearest() {
        assertEquals((short) 0x3f80, SafetensorsWriter.bfloat16(1f));
        assertEquals((short) 0x3f80, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f808000)));
        assertEquals((short) 0x3f82, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f818000)));
        assertEquals((short) 0x3f81, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f808001)));
    }
}
