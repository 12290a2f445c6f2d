package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ModelOptions;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.PickleWriter;
import winnow.scoring.weights.SafetensorsWriter;
import winnow.scoring.weights.TensorInfo;
import winnow.scoring.weights.TorchZipWriter;
import winnow.scoring.weights.Weights;

class LayerStreamTest {

    private static final int ROWS = 300;
    private static final int COLUMNS = 257;

    @TempDir
    private Path folder;

    private NDManager manager;
    private TorchProgram program;

    @BeforeEach
    void load() throws ScoringException {
        manager = TorchEngine.start(new ModelOptions("cpu", 1, 9, 16384));
        program = TorchProgram.load(TorchProgram.class, "product.torchscript");
    }

    @AfterEach
    void close() {
        program.close();
        manager.close();
    }

    private static List<String> prefixes(int layers) {
        return IntStream.range(0, layers).mapToObj(i -> "layers." + i).toList();
    }

    /** What element {@code k} of a tensor is: any bfloat16 holds it. */
    private static float element(String tensor, long k) {
        return (Math.abs(tensor.hashCode() % 97) + k) % 251;
    }

    /** A bfloat16 file of layers of a matrix and a row each. */
    private List<List<TensorInfo>> layers(int count, int rows, int columns) throws Exception {
        List<SafetensorsWriter.Entry> entries = new ArrayList<>();
        for (String prefix : prefixes(count)) {
            entries.add(new SafetensorsWriter.Entry(prefix + ".a.weight", List.of((long) rows, (long) columns)));
            entries.add(new SafetensorsWriter.Entry(prefix + ".norm.weight", List.of(5L)));
        }
        new SafetensorsWriter(
                        entry -> {
                            long[] at = new long[1];
                            return room -> {
                                while (room.hasRemaining()) {
                                    room.put(SafetensorsWriter.bfloat16(element(entry.name(), at[0]++)));
                                }
                            };
                        },
                        bytes -> {})
                .write(folder, entries, Long.MAX_VALUE);
        Weights weights = Weights.open(folder);
        List<List<TensorInfo>> layers = new ArrayList<>();
        for (String prefix : prefixes(count)) {
            layers.add(
                    List.of(weights.get(prefix + ".a.weight", rows, columns), weights.get(prefix + ".norm.weight", 5)));
        }
        return layers;
    }

    private void assertHolds(String slot, int layer, int count) throws ScoringException {
        for (String rest : List.of(".norm.weight", ".a.weight")) {
            String name = "layers." + layer + rest;
            float[] expected = new float[rest.equals(".a.weight") ? count : 5];
            for (int k = 0; k < expected.length; k++) {
                expected[k] = element(name, k);
            }
            try (NDArray found = program.call(manager, "exact", slot + rest)) {
                assertArrayEquals(expected, found.toFloatArray(), name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyLayerHasItsOwnWeightsInEveryPass(int count) throws Exception {
        try (LayerStream stream = LayerStream.open(program, layers(count, ROWS, COLUMNS), prefixes(count))) {
            for (int pass = 0; pass < 3; pass++) {
                for (int i = 0; i < count; i++) {
                    String slot = stream.layer(i);
                    assertHolds(slot, i, ROWS * COLUMNS);
                    assertEquals(slot, stream.layer(i), "asked for again");
                    assertHolds(slot, i, ROWS * COLUMNS);
                }
            }
            assertEquals(0, manager.getManagedArrays().size());
        }
    }

    @Test
    void layersMayBeAskedForInAnyOrder() throws Exception {
        try (LayerStream stream = LayerStream.open(program, layers(5, ROWS, COLUMNS), prefixes(5))) {
            for (int layer : new int[] {3, 0, 1, 0, 4, 4, 2, 0, 1}) {
                assertHolds(stream.layer(layer), layer, ROWS * COLUMNS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BF16", "F16"})
    void weightsComeInTheTypeOfTheProgram(DType type) throws Exception {
        Numerics numerics = new Numerics(Numerics.CPU, type, false);
        try (TorchProgram half = TorchProgram.load(TorchProgram.class, "product.torchscript", numerics);
                LayerStream stream = LayerStream.open(half, layers(3, 4, 4), prefixes(3))) {
            String slot = stream.layer(1);

            try (NDArray weight = half.call(manager, "weight", slot + ".norm.weight");
                    NDArray exact = half.call(manager, "exact", slot + ".norm.weight")) {
                assertEquals(
                        type == DType.F16 ? DataType.FLOAT16 : DataType.UNKNOWN, // DJL has no name for bfloat16
                        weight.getDataType());
                assertEquals(element("layers.1.norm.weight", 4), exact.toFloatArray()[4]);
            }
        }
    }

    /** Matrices (1 2 / 3 4 / 5 6) and the same plus 10, stored column after column behind one other number. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1})
    void oldFilesAreReadInTheOrderOfTheirShapesWhereverTheirDataStart(int alignment) throws Exception {
        byte[] pickle = new PickleWriter()
                .start()
                .tensor("layers.0.w", "FloatStorage", "0", 7, 1, new long[] {3, 2}, new long[] {1, 3})
                .tensor("layers.1.w", "FloatStorage", "1", 6, 0, new long[] {3, 2}, new long[] {2, 1})
                .end();
        new TorchZipWriter()
                .aligned(alignment)
                .add("m/data.pkl", pickle)
                .add("m/data/0", TorchZipWriter.floats(-1, 1, 3, 5, 2, 4, 6))
                .add("m/data/1", TorchZipWriter.floats(11, 12, 13, 14, 15, 16))
                .write(folder.resolve("pytorch_model.bin"));
        Weights weights = Weights.open(folder);
        List<List<TensorInfo>> layers =
                List.of(List.of(weights.get("layers.0.w", 3, 2)), List.of(weights.get("layers.1.w", 3, 2)));
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(2))) {
            for (int i = 0; i < 4; i++) {
                int plus = i % 2 * 10;
                try (NDArray found = program.call(manager, "weight", stream.layer(i % 2) + ".w")) {
                    assertArrayEquals(
                            new float[] {1 + plus, 2 + plus, 3 + plus, 4 + plus, 5 + plus, 6 + plus},
                            found.toFloatArray());
                }
            }
        }
    }

    @Test
    void aFileThatIsGoneIsSaidWhenItsLayerIsAskedForAndOtherLayersStillCome() throws Exception {
        List<List<TensorInfo>> layers = new ArrayList<>(layers(4, 8, 8));
        TensorInfo matrix = layers.get(2).get(0);
        TensorInfo gone = new TensorInfo(
                matrix.name(), matrix.type(), matrix.shape(), folder.resolve("gone.safetensors"), matrix.offset());
        layers.set(2, List.of(gone, layers.get(2).get(1)));
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(4))) {
            for (int pass = 0; pass < 2; pass++) {
                assertHolds(stream.layer(0), 0, 64);
                assertHolds(stream.layer(1), 1, 64);
                assertEquals(
                        "gone.safetensors cannot be read.",
                        assertThrows(ScoringException.class, () -> stream.layer(2))
                                .getMessage());
                assertHolds(stream.layer(3), 3, 64);
            }
        }
    }

    @Test
    void aFileThatIsShorterThanItWasIsAnError() throws Exception {
        List<List<TensorInfo>> layers = new ArrayList<>(layers(3, 8, 8));
        TensorInfo row = layers.get(1).get(1);
        TensorInfo behind = new TensorInfo(row.name(), row.type(), row.shape(), row.file(), Files.size(row.file()) - 4);
        layers.set(1, List.of(layers.get(1).get(0), behind));
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(3))) {
            String message = String.valueOf(
                    assertThrows(ScoringException.class, () -> stream.layer(1)).getMessage());

            assertTrue(message.startsWith("The tensor library failed: "), message);
        }
    }

    @Test
    void layersThatDifferInShapeAreRefusedByName() throws Exception {
        List<List<TensorInfo>> layers = new ArrayList<>(layers(2, 8, 8));
        TensorInfo row = layers.get(1).get(1);
        layers.set(
                1,
                List.of(
                        layers.get(1).get(0),
                        new TensorInfo(row.name(), row.type(), List.of(4L), row.file(), row.offset())));

        String message = String.valueOf(
                assertThrows(ScoringException.class, () -> LayerStream.open(program, layers, prefixes(2)))
                        .getMessage());

        assertEquals(
                "model.safetensors: tensor layers.1.norm.weight of shape [4] is not what the other layers have, so that"
                        + " layers cannot be brought one at a time. Use --placement resident.",
                message);
    }

    @Test
    void weightsOfLayersAreLookedThrough() throws Exception {
        List<List<TensorInfo>> layers = layers(3, 8, 8);
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(3))) {
            assertEquals(Optional.empty(), stream.damaged(manager));
            assertEquals(List.of(), stream.zeroWeights(manager));
        }
        TensorInfo row = layers.get(1).get(1);
        byte[] bytes = Files.readAllBytes(row.file());
        bytes[(int) row.offset()] = (byte) 0xff;
        bytes[(int) row.offset() + 1] = (byte) 0xff; // no number
        Files.write(row.file(), bytes);
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(3))) {
            assertEquals(Optional.of(row), stream.damaged(manager));
        }
        for (int i = 0; i < row.bytes(); i++) {
            bytes[(int) row.offset() + i] = 0;
        }
        Files.write(row.file(), bytes);
        try (LayerStream stream = LayerStream.open(program, layers, prefixes(3))) {
            assertEquals(List.of(row.name()), stream.zeroWeights(manager));
        }
    }

    @Test
    void closingFreesTheRoom() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/statm")));
        List<List<TensorInfo>> layers = layers(3, 2048, 4096); // 2 x 32 MiB of room
        cycle(layers);
        long before = residentBytes();
        for (int i = 0; i < 12; i++) {
            cycle(layers);
        }

        long more = residentBytes() - before;
        assertTrue(more < 384L << 20, more + " bytes more; 768 MiB of room were opened, the heap of Java grows, too");
    }

    private void cycle(List<List<TensorInfo>> layers) throws ScoringException {
        try (TorchProgram own = TorchProgram.load(TorchProgram.class, "product.torchscript");
                LayerStream stream = LayerStream.open(own, layers, prefixes(3))) {
            stream.layer(0);
            stream.layer(1);
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * 4096;
    }

    @Test
    void layersComeOneAtATimeWhereTheyAreToOrMust() {
        assertFalse(LayerStream.wanted(Placement.RESIDENT, false, Numerics.REFERENCE, 1));
        assertTrue(LayerStream.wanted(Placement.STREAM, true, Numerics.REFERENCE, 1));
        assertTrue(LayerStream.wanted(Placement.AUTO, false, Numerics.REFERENCE, 1));
        assertFalse(LayerStream.wanted(Placement.AUTO, true, Numerics.REFERENCE, 1));
    }
}
