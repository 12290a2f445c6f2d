package winnow.scoring.ixc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ModelInfo;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.Floats;
import winnow.scoring.weights.Safetensors;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;

class IxcRewardProviderTest {

    private static final Path TINY = Golden.TINY.resolve("ixc-tiny");

    private final IxcRewardProvider provider = new IxcRewardProvider(Golden::decode);

    @TempDir
    private Path folder;

    @BeforeEach
    void copySnapshot() throws IOException {
        try (Stream<Path> files = Files.list(Golden.TINY.resolve("ixc-small-safetensors"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private String refusal() {
        return String.valueOf(assertThrows(ScoringException.class, () -> provider.inspect(folder))
                .getMessage());
    }

    private void change(String key, JsonNode value) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode config =
                (ObjectNode) json.readTree(folder.resolve("config.json").toFile());
        config.set(key, value);
        json.writeValue(folder.resolve("config.json").toFile(), config);
    }

    @Test
    void itIsFoundAmongThePlugIns() {
        List<String> ids = ServiceLoader.load(RewardModelProvider.class).stream()
                .map(p -> p.get().id())
                .toList();

        assertTrue(ids.contains("ixc-reward"), ids::toString);
    }

    @Test
    void aSnapshotIsRecognisedAndDescribed() throws ScoringException {
        assertTrue(provider.accepts(TINY));

        ModelInfo info = provider.inspect(TINY);

        assertEquals("ixc-tiny", info.name());
        assertEquals("ixc-reward", info.kind());
        assertTrue(info.trained());
        assertEquals(11847992 + 1379392, info.bytes());
        assertTrue(info.fingerprint().matches("[0-9a-f]{64}"));
        assertTrue(info.folder().isAbsolute());
    }

    @Test
    void theFingerprintChangesWithEveryFile() throws Exception {
        String before = provider.inspect(folder).fingerprint();
        assertEquals(before, provider.inspect(folder).fingerprint());
        Path shard = folder.resolve("model-00002-of-00002.safetensors");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 1] ^= 1;
        Files.write(shard, bytes);

        assertNotEquals(before, provider.inspect(folder).fingerprint());
    }

    @Test
    void anotherArchitectureIsNotAccepted() throws IOException {
        change("architectures", new JsonMapper().createArrayNode().add("LlamaForCausalLM"));

        assertFalse(provider.accepts(folder));
        assertTrue(refusal().contains("names another architecture"));
    }

    @Test
    void aFolderThatIsNoModelIsNotAccepted() {
        assertFalse(provider.accepts(folder.resolve("gone")));
        assertFalse(provider.accepts(Golden.TINY.resolve("inputs")));
    }

    @Test
    void theChatModelOfTheFamilyIsRefused() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace("score.weight", "output.weight"));

        assertTrue(refusal().contains("not the reward model"));
    }

    @Test
    void aMissingConfigurationIsNamed() throws IOException {
        Files.delete(folder.resolve("config.json"));

        assertTrue(refusal().contains("has no config.json"));
    }

    @Test
    void aMissingTokenizerIsNamed() throws IOException {
        Files.delete(folder.resolve("tokenizer.model"));

        assertTrue(refusal().contains("has no tokenizer.model"));
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        Files.delete(folder.resolve("model.safetensors.index.json"));
        Files.delete(folder.resolve("model-00001-of-00002.safetensors"));
        Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

        assertTrue(refusal().contains("has no weights"));
    }

    @Test
    void aCutShardIsNamed() throws IOException {
        Path shard = folder.resolve("model-00002-of-00002.safetensors");
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length - 100));

        assertTrue(refusal().startsWith("model-00002-of-00002.safetensors is not a sound safetensors file"));
    }

    @Test
    void aTowerThatDoesNotFitTheFileIsNamed() throws IOException {
        JsonMapper json = new JsonMapper();
        change("vision_config", json.createObjectNode().put("image_size", 224).put("hidden_size", 64));

        assertTrue(
                refusal().contains("position_embedding.weight has shape [1601, 64], but config.json needs [257, 64]"));
    }

    @Test
    void anImpossibleTowerIsRefused() throws IOException {
        change("vision_config", new JsonMapper().createObjectNode().put("image_size", 225));

        assertTrue(refusal().contains("image_size a multiple of 28"));
    }

    /** Writes the tensors of the snapshot once more, as one file of half precision. */
    private void convertToHalf() throws Exception {
        Map<String, TensorInfo> tensors = new TreeMap<>();
        for (String shard : new String[] {"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"}) {
            tensors.putAll(Safetensors.read(folder.resolve(shard)));
        }
        ObjectNode header = new JsonMapper().createObjectNode();
        ByteBuffer data = ByteBuffer.allocate(1 << 22).order(ByteOrder.LITTLE_ENDIAN);
        for (TensorInfo tensor : tensors.values()) {
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", "F16");
            tensor.shape().forEach(entry.withArray("shape")::add);
            int from = data.position();
            for (float value : Floats.read(tensor)) {
                data.putShort(half(value));
            }
            entry.putArray("data_offsets").add(from).add(data.position());
        }
        String text = header.toString();
        byte[] json = (text.length() % 2 == 0 ? text : text + " ").getBytes(UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.position()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).put(data.flip());
        Files.write(folder.resolve("model.safetensors"), file.array());
        Files.delete(folder.resolve("model.safetensors.index.json"));
    }

    /** Half precision of a value of ordinary size, cut off; smaller ones become 0. */
    private static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int exponent = ((bits >>> 23) & 0xff) - 127 + 15;
        int sign = (bits >>> 16) & 0x8000;
        int fraction = (bits >>> 13) & 0x3ff;
        return (short) (exponent <= 0 ? sign : sign + (exponent << 10) + fraction);
    }

    @Test
    void halfPrecisionInOneFileScoresNearlyTheSame() throws Exception {
        convertToHalf();
        try (RewardModel model = provider.load(folder, Golden.OPTIONS)) {
            Golden golden = Golden.read("goldens/small", "img_small.json");

            double score =
                    model.score(List.of(golden.prepare((IxcReward) model, 0))).get(0);

            assertEquals(golden.json().path("score").doubleValue(), score, 1e-2);
        }
    }

    @Test
    void weightsThatGiveNoNumberAreReported() throws Exception {
        TensorInfo head = Weights.open(folder).get("score.weight", 1, 48);
        byte[] bytes = Files.readAllBytes(head.file());
        Arrays.fill(bytes, (int) head.offset(), (int) (head.offset() + head.bytes()), (byte) -1); // all NaN
        Files.write(head.file(), bytes);
        try (RewardModel model = provider.load(folder, Golden.OPTIONS)) {
            Prepared input = Golden.read("goldens/small", "text_single.json").prepare((IxcReward) model, 0);

            String message = String.valueOf(assertThrows(ScoringException.class, () -> model.score(List.of(input)))
                    .getMessage());

            assertEquals(
                    "The model gives NaN instead of a score. model-00001-of-00002.safetensors: tensor score.weight holds"
                            + " values that are no finite numbers. Download the file again.",
                    message);
        }
    }

    @Test
    void aLoadedModelScores() throws Exception {
        try (RewardModel model = provider.load(folder, Golden.OPTIONS)) {
            Golden golden = Golden.read("goldens/small", "text_single.json");

            double score =
                    model.score(List.of(golden.prepare((IxcReward) model, 0))).get(0);

            assertEquals(golden.json().path("score").doubleValue(), score, 2e-4);
        }
    }

    /** Moves the data of a file one byte on, where no float may lie. */
    private void misalign(String shard) throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(shard))).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) file.getLong();
        ByteBuffer moved = ByteBuffer.allocate(file.capacity() + 1).order(ByteOrder.LITTLE_ENDIAN);
        moved.putLong(header + 1).put(file.array(), 8, header).put((byte) ' ');
        moved.put(file.array(), 8 + header, file.capacity() - 8 - header);
        Files.write(folder.resolve(shard), moved.array());
    }

    @Test
    void dataThatStartAnywhereScoreTheSame() throws Exception {
        misalign("model-00001-of-00002.safetensors");
        misalign("model-00002-of-00002.safetensors");
        try (RewardModel model = provider.load(folder, Golden.OPTIONS)) {
            Golden golden = Golden.read("goldens/small", "img_small.json");

            double score =
                    model.score(List.of(golden.prepare((IxcReward) model, 0))).get(0);

            assertEquals(golden.json().path("score").doubleValue(), score, 2e-4);
        }
    }

    @Test
    void withoutAWordAboutBiasThereAreOnlyThoseOfTheFile() throws Exception {
        remove("bias");
        try (RewardModel model = provider.load(folder, Golden.OPTIONS)) {
            Golden golden = Golden.read("goldens/small", "text_single.json");

            double score =
                    model.score(List.of(golden.prepare((IxcReward) model, 0))).get(0);

            assertEquals(golden.json().path("score").doubleValue(), score, 2e-4);
        }
    }

    private void remove(String key) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode config =
                (ObjectNode) json.readTree(folder.resolve("config.json").toFile());
        config.remove(key);
        json.writeValue(folder.resolve("config.json").toFile(), config);
    }

    @Test
    void biasesThatAreAnnouncedMustBeThere() throws IOException {
        change("bias", BooleanNode.TRUE);

        assertTrue(refusal().contains("attention.wqkv.bias of shape [80] is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rope_scaling", "vision_config", "bias", "hidden_act", "hidden_size", "rms_norm_eps"})
    void aSettingOfAnotherKindIsNamed(String key) throws IOException {
        change(key, new JsonMapper().createArrayNode().add("48"));

        assertTrue(refusal().startsWith("config.json: " + key + " must be "), this::refusal);
    }

    @Test
    void aTokenBehindTheEmbeddingsIsReportedAtOnce() throws IOException {
        Files.writeString(folder.resolve("added_tokens.json"), "{\"<|im_end|>\": 99999}");

        assertTrue(refusal().contains("added_tokens.json gives token 99999"));
    }

    @Test
    void filesThatNobodyNeedsToReadWholeAreRefused() throws IOException {
        Files.write(folder.resolve("config.json"), new byte[9 << 20]);

        assertTrue(refusal().contains("config.json of 9437184 bytes is none of a model"));
    }
}
