package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ModelOptions;
import winnow.scoring.weights.PickleWriter;
import winnow.scoring.weights.TorchZipWriter;
import winnow.scoring.weights.Weights;

class StridesTest {

    @TempDir
    private Path folder;

    /** The matrix (1 2 / 3 4 / 5 6) stored column after column, behind one other number. */
    @ParameterizedTest
    @CsvSource({"64, true", "64, false", "1, true", "1, false"})
    void aTransposedMatrixIsBoundInTheOrderOfItsShape(int alignment, boolean upcast) throws Exception {
        byte[] pickle = new PickleWriter()
                .start()
                .tensor("w", "FloatStorage", "0", 7, 1, new long[] {3, 2}, new long[] {1, 3})
                .end();
        new TorchZipWriter()
                .aligned(alignment)
                .add("m/data.pkl", pickle)
                .add("m/data/0", TorchZipWriter.floats(-1, 1, 3, 5, 2, 4, 6))
                .write(folder.resolve("pytorch_model.bin"));
        try (NDManager manager = TorchEngine.start(new ModelOptions("auto", 1, 9, 16384));
                TorchProgram program = TorchProgram.load(TorchProgram.class, "product.torchscript")) {
            program.bind(Weights.open(folder).get("w", 3, 2), upcast);

            NDArray matrix = program.call(manager, "weight", "w");

            assertArrayEquals(new long[] {3, 2}, matrix.getShape().getShape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix.toFloatArray());
        }
    }
}
