package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.ScoringException;
import winnow.scoring.internlm2.InternLm2Decoder;
import winnow.scoring.weights.Floats;
import winnow.scoring.weights.Safetensors;
import winnow.scoring.weights.TensorInfo;

/**
 * The golden tensors of every stage on its own, so that a red test says where the pass diverges (SPEC 15). {@link
 * StagesOfEveryCaseTest} has the digests that all cases come with.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StageTest {

    private static final float TOLERANCE = 1e-3f;

    private IxcReward model;
    private NDManager manager;
    private Map<String, TensorInfo> picture;
    private Map<String, TensorInfo> text;

    @BeforeAll
    void load() throws Exception {
        model = Golden.model(
                "ixc-tiny", Golden.read("goldens", "img_small.json").overrides(), Golden.PLENTY);
        manager = model.manager();
        picture = Safetensors.read(Golden.TINY.resolve("goldens/img_small.safetensors"));
        text = Safetensors.read(Golden.TINY.resolve("goldens/text_single.safetensors"));
    }

    @AfterAll
    void close() {
        model.close();
    }

    private static float[] values(Map<String, TensorInfo> tensors, String name) throws Exception {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw new IllegalArgumentException("No golden tensor " + name);
        }
        return Floats.read(info);
    }

    /** Every stride-th row of a matrix. */
    private static float[] rows(NDArray matrix, int stride) {
        float[] all = matrix.toFloatArray();
        int width = (int) matrix.getShape().get(1);
        int count = (all.length / width + stride - 1) / stride;
        float[] kept = new float[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(all, i * stride * width, kept, i * width, width);
        }
        return kept;
    }

    private IxcPrepared prepared(String golden) throws Exception {
        return (IxcPrepared) Golden.read("goldens", golden + ".json").prepare(model, 0);
    }

    private Picture smallPicture() throws Exception {
        return ((IxcPrepared.Part.Image) prepared("img_small").parts().get(1)).picture();
    }

    private NDArray embeddings(NDManager owner, IxcPrepared input) throws ScoringException {
        return model.embeddings(owner, owner, input, new HashMap<>());
    }

    @Test
    void preprocessedPixelsAreTheOfficialOnes() throws Exception {
        Path png = Golden.TINY.resolve("goldens/img_small.preprocessed.png");

        assertArrayEquals(Golden.decode(png).rgb(), smallPicture().pixels().rgb());
    }

    @Test
    void theWholePictureIsSqueezedAsOfficially() throws Exception {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray pixels = model.tower().pixels(scratch, smallPicture().pixels());
            float[] whole = model.tower().whole(scratch, pixels).toFloatArray();

            float[] expected = values(picture, "global_view_rows0_8");
            int rows = 8 * 560;
            for (int c = 0; c < 3; c++) {
                assertArrayEquals(
                        Arrays.copyOfRange(expected, c * rows, (c + 1) * rows),
                        Arrays.copyOfRange(whole, c * 560 * 560, c * 560 * 560 + rows),
                        1e-5f);
            }
        }
    }

    @Test
    void theTowerStartsAndEndsAsOfficially() throws Exception {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray pixels = model.tower().pixels(scratch, smallPicture().pixels());
            NDArray view = model.tower().whole(scratch, pixels);
            float[] first = model.tower().embeddings(scratch, view).toFloatArray();
            float[] last = model.tower().tower(scratch, view).toFloatArray();

            float[] expectedFirst = values(picture, "vit_global_embeddings_rows0_64");
            float[] expectedLast = values(picture, "vit_global_hidden_last_rows0_64");
            assertArrayEquals(expectedFirst, Arrays.copyOf(first, expectedFirst.length), TOLERANCE);
            float[] patches = Arrays.copyOfRange(expectedLast, 128, expectedLast.length); // row 0 is the class token
            assertArrayEquals(patches, Arrays.copyOf(last, patches.length), TOLERANCE);
        }
    }

    @Test
    void cellsAreMergedAsOfficially() throws Exception {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray merged = model.tower().merged(scratch, smallPicture());

            assertArrayEquals(values(picture, "vision_merged.stride5"), rows(merged, 5), TOLERANCE);
        }
    }

    @Test
    void cellsAreProjectedAsOfficially() throws Exception {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray encoded = model.tower().encode(scratch, smallPicture());

            assertArrayEquals(values(picture, "vision_proj"), rows(encoded, 1), TOLERANCE);
        }
    }

    @Test
    void textAndPicturesAreEmbeddedAsOfficially() throws Exception {
        try (NDManager scratch = manager.newSubManager()) {
            assertArrayEquals(
                    values(picture, "inputs_embeds.0"), rows(embeddings(scratch, prepared("img_small")), 1), TOLERANCE);
            assertArrayEquals(
                    values(text, "inputs_embeds.0"), rows(embeddings(scratch, prepared("text_single")), 1), 0f);
        }
    }

    @Test
    void everyLayerSaysOfAPictureWhatTheOfficialOneSays() throws Exception {
        checkLayers(prepared("img_small"), picture, ".0.stride7", 7);
    }

    @Test
    void everyLayerSaysOfATextWhatTheOfficialOneSays() throws Exception {
        checkLayers(prepared("text_single"), text, ".0", 1);
    }

    private void checkLayers(IxcPrepared input, Map<String, TensorInfo> expected, String suffix, int stride)
            throws Exception {
        InternLm2Decoder decoder = model.decoder();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray x = embeddings(scratch, input);
            NDArray rope = decoder.rope(scratch, input.tokens());
            assertArrayEquals(values(expected, "hidden.0" + suffix), rows(x, stride), TOLERANCE);
            x = decoder.layer(scratch, 0, x, rope, input.pictureRows());
            assertArrayEquals(values(expected, "hidden.1" + suffix), rows(x, stride), TOLERANCE);
            x = decoder.norm(scratch, decoder.layer(scratch, 1, x, rope, input.pictureRows()));
            assertArrayEquals(values(expected, "hidden.2" + suffix), rows(x, stride), TOLERANCE);
        }
    }
}
