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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void aFolderWithoutWeightsSaysSo() {
        assertTrue(message(() -> Weights.open(folder)).contains("has no weights"));
    }

    @Test
    void aFolderThatIsNotThereSaysSo() {
        assertTrue(message(() -> Weights.open(folder.resolve("gone"))).contains("not a folder"));
    }

    private void bin(String name, String... tensors) throws IOException {
        PickleWriter pickle = new PickleWriter().start();
        for (String tensor : tensors) {
            pickle.row(tensor, "FloatStorage", "0", 1);
        }
        new TorchZipWriter()
                .add("m/data.pkl", pickle.end())
                .add("m/data/0", TorchZipWriter.floats(1))
                .write(folder.resolve(name));
    }

    private void binIndex(String map) throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\": " + map + "}");
    }

    @Test
    void theOfficialFilesAreReadByTheirIndex() throws Exception {
        Weights weights = Weights.open(Path.of("src/test/resources/tiny/ixc-small-bin"));

        assertEquals("PyTorch .bin, 3 files", weights.description());
        assertEquals("pytorch_model.bin.index.json", weights.source());
        assertEquals(DType.BF16, weights.get("score.weight", 1, 48).type());
    }

    @Test
    void aSinglePyTorchFileNeedsNoIndex() throws Exception {
        bin("pytorch_model.bin", "a");

        Weights weights = Weights.open(folder);

        assertEquals("PyTorch .bin, 1 file", weights.description());
        assertEquals(1, weights.elements());
    }

    @Test
    void safetensorsArePreferredToPyTorchFiles() throws Exception {
        bin("pytorch_model.bin", "a");
        file("model.safetensors", "{\"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", 4);

        Weights weights = Weights.open(folder);

        assertEquals("safetensors, 1 file", weights.description());
        assertTrue(weights.has("b"));
    }

    @Test
    void severalPyTorchFilesWithoutIndexAreRefused() throws IOException {
        bin("pytorch_model-00001-of-00002.bin", "a");

        assertTrue(message(() -> Weights.open(folder)).contains("but no pytorch_model.bin.index.json"));
    }

    @Test
    void aProgramNamedSafetensorsIsRefused() throws IOException {
        Files.copy(Path.of("src/test/resources/hostile/pickle/named.safetensors"), folder.resolve("model.safetensors"));

        assertTrue(message(() -> Weights.open(folder)).startsWith("model.safetensors is a bare pickle"));
    }

    @Test
    void aTensorTheIndexPromisesInVainIsMissingFromThatFile() throws Exception {
        bin("pytorch_model-1.bin", "a");
        binIndex("{\"a\": \"pytorch_model-1.bin\", \"b\": \"pytorch_model-1.bin\"}");
        Weights weights = Weights.open(folder);

        assertTrue(
                message(() -> weights.get("b", 1)).startsWith("pytorch_model-1.bin: tensor b of shape [1] is missing"));
    }

    @Test
    void aTensorTheIndexDoesNotKnowIsSaidToBeThere() throws Exception {
        bin("pytorch_model-1.bin", "a", "b");
        binIndex("{\"a\": \"pytorch_model-1.bin\"}");
        Weights weights = Weights.open(folder);

        assertTrue(message(() -> weights.get("b", 1)).contains("does not say that tensor b is in pytorch_model-1.bin"));
    }

    @Test
    void onlyTensorsOfAnotherModelAreUnexpected() throws Exception {
        bin(
                "pytorch_model.bin",
                "a",
                "strange.weight",
                "model.layers.0.attention.wqkv.lora_web_A.weight",
                "model.layers.0.attention.rotary_emb.inv_freq",
                "vit.vision_tower.vision_model.embeddings.position_ids",
                "vit.vision_tower.vision_model.post_layernorm.bias");
        Weights weights = Weights.open(folder);
        weights.get("a", 1);

        List<TensorInfo> unexpected = weights.unexpected();

        assertEquals(
                List.of("strange.weight"),
                unexpected.stream().map(TensorInfo::name).toList());
        assertEquals(folder.resolve("pytorch_model.bin"), unexpected.get(0).file());
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

    private void index(String map) throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\": " + map + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.safetensors", "/etc/passwd", "a\\\\b", "C:x", "..", "a\\u0000b", "\\ud800"})
    void aFileOutsideTheFolderOrOfNoNameIsNotOpened(String name) throws IOException {
        index("{\"a\": \"" + name + "\"}");

        assertTrue(message(() -> Weights.open(folder)).contains("not in the model's folder"));
    }

    @Test
    void anEntryOfTheIndexThatIsNoNameIsReported() throws IOException {
        index("{\"a\": 5}");

        assertTrue(message(() -> Weights.open(folder)).contains("names no file for tensor a"));
    }

    @Test
    void theSameTensorInTwoFilesIsReported() throws IOException {
        String header = "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}";
        file("1.safetensors", header, 4);
        file(
                "2.safetensors",
                header.replace("}}", "}, \"b\": {\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}}"),
                4);
        index("{\"a\": \"1.safetensors\", \"b\": \"2.safetensors\"}");

        assertTrue(
                message(() -> Weights.open(folder)).startsWith("2.safetensors and 1.safetensors both have a tensor a"));
    }

    @Test
    void overlapsBehindAnEmptyTensorAreFound() throws IOException {
        file(
                "model.safetensors",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]},"
                        + "\"c\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
                16);

        assertTrue(message(() -> Weights.open(folder)).contains("tensors a and c overlap"));
    }

    @Test
    void whatFollowsTheHeaderInsideItsLengthIsReported() throws IOException {
        file("model.safetensors", "{} more", 0);

        assertTrue(message(() -> Weights.open(folder)).contains("not valid JSON"));
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("model.safetensors"));

        assertTrue(message(() -> Weights.open(folder)).contains("missing or no file"));
    }

    @Test
    void bfloat16IsRoundedToTheNearest() {
        assertEquals((short) 0x3f80, SafetensorsWriter.bfloat16(1f));
        assertEquals((short) 0x3f80, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f808000)));
        assertEquals((short) 0x3f82, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f818000)));
        assertEquals((short) 0x3f81, SafetensorsWriter.bfloat16(Float.intBitsToFloat(0x3f808001)));
    }
}
