package winnow.scoring.internlm2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.TorchEngine;
import winnow.scoring.weights.SnapshotConfig;
import winnow.scoring.weights.Weights;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InternLm2DecoderTest {

    private static final Path SNAPSHOT = Path.of("src/test/resources/tiny/ixc-tiny");
    private static final int LENGTH = 11;
    private static final List<PictureRows> PICTURES = List.of(new PictureRows(2, 5), new PictureRows(7, 8));

    private InternLm2Config config;
    private Weights weights;
    private NDManager manager;
    private InternLm2Decoder decoder;

    @BeforeAll
    void load() throws ScoringException {
        config = InternLm2Config.from(SnapshotConfig.read(SNAPSHOT));
        weights = Weights.open(SNAPSHOT);
        manager = TorchEngine.start(new ModelOptions("auto", 1, 9, 16384));
        decoder = InternLm2Decoder.load(config, weights, true);
    }

    @AfterAll
    void close() {
        decoder.close();
        manager.close();
    }

    private float[] input() {
        Random random = new Random(5);
        float[] values = new float[LENGTH * config.hidden()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private NDArray tensor(NDManager owner, float[] rows) {
        return owner.create(rows, new Shape(rows.length / config.hidden(), config.hidden()));
    }

    private float[] layer(float[] rows, List<PictureRows> pictures) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray rope = decoder.rope(scratch, rows.length / config.hidden());
            return decoder.layer(scratch, 0, tensor(scratch, rows), rope, pictures)
                    .toFloatArray();
        }
    }

    private double reward(float[] rows, List<PictureRows> pictures) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            return decoder.reward(scratch, tensor(scratch, rows), pictures);
        }
    }

    @Test
    void aLayerComputesWhatPlainLoopsCompute() throws Exception {
        float[] fast = layer(input(), PICTURES);

        double[][] plain = new PlainLayer(config, weights, 0).apply(input(), PICTURES);

        for (int i = 0; i < fast.length; i++) {
            assertEquals(plain[i / config.hidden()][i % config.hidden()], fast[i], 1e-4, "value " + i);
        }
    }

    @Test
    void theLastLayerForTheLastRowAloneIsThatRowOfTheWholeLayer() throws Exception {
        for (List<PictureRows> pictures : List.of(PICTURES, List.of(new PictureRows(6, LENGTH)))) {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray x = tensor(scratch, input());
                float[] last = decoder.finalHidden(scratch, x, pictures).toFloatArray();
                NDArray rope = decoder.rope(scratch, LENGTH);
                for (int i = 0; i < config.layers(); i++) {
                    x = decoder.layer(scratch, i, x, rope, pictures);
                }
                float[] all = decoder.norm(scratch, x).toFloatArray();

                assertArrayEquals(Arrays.copyOfRange(all, all.length - last.length, all.length), last, 1e-5f);
            }
        }
    }

    @Test
    void aLaterTokenChangesNothingBeforeIt() throws ScoringException {
        float[] one = input();
        float[] other = input();
        int from = (LENGTH - 2) * config.hidden();
        Arrays.fill(other, from, other.length, 3f);

        float[] before = layer(one, PICTURES);
        float[] after = layer(other, PICTURES);

        assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from), 1e-5f);
        assertTrue(Math.abs(before[from] - after[from]) > 1e-3);
    }

    @Test
    void aTokenInFrontChangesTheScore() throws ScoringException {
        float[] other = input();
        Arrays.fill(other, 0, config.hidden(), 3f);

        assertTrue(Math.abs(reward(input(), List.of()) - reward(other, List.of())) > 1e-3);
    }

    @Test
    void onlyPictureRowsAreTreatedAsPictures() throws ScoringException {
        float[] text = layer(input(), List.of());
        float[] mixed = layer(input(), List.of(new PictureRows(4, 6)));
        int width = config.hidden();

        assertArrayEquals(Arrays.copyOf(text, 4 * width), Arrays.copyOf(mixed, 4 * width), 1e-5f);
        assertTrue(Math.abs(text[4 * width] - mixed[4 * width]) > 1e-4);
    }

    @Test
    void upcastingWhileComputingGivesTheSameRewards() throws Exception {
        try (InternLm2Decoder mapped = InternLm2Decoder.load(config, weights, false);
                NDManager scratch = manager.newSubManager()) {
            assertEquals(reward(input(), PICTURES), mapped.reward(scratch, tensor(scratch, input()), PICTURES), 1e-6);
        }
    }

    @Test
    void scoringLeavesNothingBehindButItsResult() throws ScoringException {
        try (NDManager owner = manager.newSubManager()) {
            NDArray x = tensor(owner, input());
            int before = owner.getManagedArrays().size();

            decoder.reward(owner, x, PICTURES);

            assertEquals(before, owner.getManagedArrays().size());
            assertFalse(x.isReleased());
        }
    }

    @Test
    void aConfigurationThatAsksForMoreThanTheFileHasIsRefused() throws ScoringException {
        SnapshotConfig changed = SnapshotConfig.read(SNAPSHOT);
        changed.json().put("intermediate_size", 161);
        InternLm2Config wider = InternLm2Config.from(changed);

        String message =
                String.valueOf(assertThrows(ScoringException.class, () -> InternLm2Decoder.load(wider, weights, true))
                        .getMessage());

        assertTrue(message.contains("feed_forward.w1.weight has shape [160, 64], but config.json needs [161, 64]"));
    }
}
