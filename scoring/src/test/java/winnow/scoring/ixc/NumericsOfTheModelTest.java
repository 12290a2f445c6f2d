package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Config;
import winnow.scoring.internlm2.InternLm2Decoder;
import winnow.scoring.internlm2.PictureRows;
import winnow.scoring.torch.Numerics;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.torch.TorchProgram;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.Floats;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.Weights;
import winnow.store.media.Pixels;

/** What holds in every precision and on every device. */
class NumericsOfTheModelTest {

    private static final Path TINY = Golden.TINY.resolve("ixc-tiny");
    private static final Path SMALL = Golden.TINY.resolve("ixc-small-safetensors");

    private NDManager manager;

    @BeforeEach
    void start() throws ScoringException {
        manager = TorchEngine.start(Golden.OPTIONS);
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    /** The nearest number with eight bits, ties to even. */
    private static float bfloat16(double value) {
        int bits = Float.floatToIntBits((float) value);
        return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
    }

    @Test
    void normsAreComputedInFloat32AndRoundedBeforeTheirWeight() throws Exception {
        InternLm2Config config = InternLm2Config.from(SnapshotConfig.read(TINY));
        Weights weights = Weights.open(TINY);
        Numerics bfloat = Numerics.of(Precision.BFLOAT16, Numerics.CPU);
        float[] row = new float[config.hidden()];
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = bfloat16(Math.sin(i) * (i + 1));
            squares += (double) row[i] * row[i];
        }
        float[] scale = Floats.read(weights.get("model.norm.weight", row.length));
        float[] expected = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            double even = row[i] / Math.sqrt(squares / row.length + config.normEpsilon());
            expected[i] = bfloat16((double) bfloat16(even) * scale[i]);
        }
        try (TorchProgram program = TorchProgram.load(NumericsOfTheModelTest.class, "made.torchscript", bfloat);
                InternLm2Decoder decoder = InternLm2Decoder.load(config, weights, true, bfloat);
                NDManager scratch = manager.newSubManager()) {
            NDArray input = program.call(scratch, "rounded", scratch.create(row, new Shape(1, row.length)));
            NDArray norm = decoder.norm(scratch, input);

            assertArrayEquals(expected, norm.toType(DataType.FLOAT32, false).toFloatArray());
        }
    }

    @Test
    void weightsOfTheirOwnTypeStayMappedAndScoreTheSame() throws Exception {
        Golden golden = Golden.read("goldens", "img_small.json");
        try (IxcReward now = Golden.model("ixc-tiny", golden.overrides(), Golden.PLENTY, Precision.BFLOAT16);
                IxcReward later = Golden.model("ixc-tiny", golden.overrides(), 0, Precision.BFLOAT16)) {
            assertEquals(now.score(golden.prepareAll(now)), later.score(golden.prepareAll(later)));
        }
    }

    @Test
    void runningRewardsAreReadInLowPrecisionToo() throws Exception {
        ModelOptions low = Golden.OPTIONS.in(Precision.BFLOAT16_AUTOCAST);
        try (IxcReward model = IxcReward.load(TINY, low, Golden::decode)) {
            Conversation conversation = Conversation.of("What is it?", "A small red picture.");
            IxcPrepared input = (IxcPrepared) model.prepare(conversation, InputOptions.of(low));
            List<RunningReward> running = model.running(input);
            int last = input.heard().get(running.size() - 1).position();
            Prepared cut = model.prepare(conversation, new InputOptions(9, last + 1, true, true));

            assertEquals(
                    model.score(List.of(cut)).get(0),
                    running.get(running.size() - 1).reward(),
                    0.05);
        }
    }

    /**
     * The device {@code meta} computes shapes but no values, and refuses tensors of other devices: a tensor that stayed
     * on the processor by mistake fails here as it would on a graphics card.
     */
    @Test
    void nothingButInputsAndScoresIsOnTheProcessor() throws Exception {
        Numerics meta = new Numerics("meta", DType.BF16, true);
        Weights weights = Weights.open(TINY);
        IxcConfig config = IxcConfig.from(SnapshotConfig.read(TINY), weights);
        Pixels picture = Golden.decode(Golden.TINY.resolve("inputs/square560.png"));
        try (TorchProgram program = TorchProgram.load(NumericsOfTheModelTest.class, "made.torchscript", meta);
                VisionTower tower = VisionTower.load(config, weights, false, meta);
                InternLm2Decoder decoder = InternLm2Decoder.load(config.language(), weights, false, meta);
                NDManager scratch = manager.newSubManager()) {
            NDArray view = tower.whole(scratch, tower.pixels(scratch, picture));
            NDArray rows = program.call(scratch, "made", new long[] {20, 64});
            NDArray x = decoder.join(scratch, List.of(rows, rows), 30);
            List<PictureRows> pictures = List.of(new PictureRows(5, 16));

            assertEquals(new Shape(1, 3, 560, 560), view.getShape());
            assertEquals(new Shape(30, 64), x.getShape());
            NDArray rope = decoder.rope(scratch, 30);
            assertEquals(new Shape(2, 30, 16), rope.getShape());
            assertEquals(new Shape(30, 64), decoder.norm(scratch, x).getShape());
            // no rows of tables, no norms of layers, no causal attention there: what fails so was on that device
            for (String message : List.of(
                    message(() -> decoder.embed(scratch, new int[] {1, 2})),
                    message(() -> tower.embeddings(scratch, view)),
                    message(() -> decoder.layer(scratch, 0, x, rope, pictures)),
                    message(() -> decoder.reward(scratch, x, pictures)),
                    message(() -> decoder.rewards(scratch, x, pictures, 20, 29)))) {
                assertTrue(message.contains("attempted to run this operator with Meta tensors"), message);
            }
            String unreadable = message(() -> decoder.zeroWeights(scratch));
            assertTrue(unreadable.contains("Cannot copy out of meta tensor"), unreadable);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws ScoringException;
    }

    private static String message(Work work) {
        return String.valueOf(assertThrows(ScoringException.class, work::run).getMessage());
    }

    @Test
    void weightsOfNothingButZerosAreNamed(@TempDir Path folder) throws Exception {
        Path copy = copy(SMALL, folder.resolve("m"));
        List<String> wiped = List.of("model.layers.1.feed_forward.w2.Plora_B.weight", "vision_proj.2.bias");
        for (String name : wiped) {
            wipe(Weights.open(copy), name);
        }
        try (IxcReward whole = IxcReward.load(SMALL, Golden.OPTIONS, Golden::decode);
                IxcReward damaged = IxcReward.load(copy, Golden.OPTIONS, Golden::decode)) {
            List<String> before = whole.zeroWeights();
            List<String> after = new ArrayList<>(damaged.zeroWeights());
            after.removeAll(before);

            assertEquals(wiped, after);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    private static void wipe(Weights weights, String name) throws Exception {
        Map<String, long[]> shapes = new HashMap<>();
        shapes.put("model.layers.1.feed_forward.w2.Plora_B.weight", new long[] {-1, -1});
        shapes.put("vision_proj.2.bias", new long[] {-1});
        TensorInfo info = weights.get(name, shapes.getOrDefault(name, new long[0]));
        try (RandomAccessFile file = new RandomAccessFile(info.file().toFile(), "rw")) {
            file.seek(info.offset());
            file.write(new byte[(int) info.bytes()]);
        }
    }
}
