package winnow.scoring.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;

/**
 * How fast the device multiplies matrices of float32: the speed no model computing in float32 can pass by much.
 * Confined to one thread.
 */
public final class MatrixSpeed implements AutoCloseable {

    private static final int SIDE = 2048;
    private static final int TRIES = 7;
    private static final int ROUNDS = 3;

    private final NDManager manager;
    private final TorchProgram program;

    private MatrixSpeed(NDManager manager, TorchProgram program) {
        this.manager = manager;
        this.program = program;
    }

    /**
     * Makes ready to measure on the device and with the threads of the options.
     *
     * @throws ScoringException if the library cannot be started there
     */
    public static MatrixSpeed open(ModelOptions options) throws ScoringException {
        NDManager manager = TorchEngine.start(options);
        boolean opened = false;
        try {
            TorchProgram program =
                    TorchProgram.load(MatrixSpeed.class, "matrix.torchscript", TorchEngine.numerics(options));
            opened = true;
            return new MatrixSpeed(manager, program);
        } finally {
            if (!opened) {
                manager.close();
            }
        }
    }

    /**
     * The speed of products of 2048 x 2048 x 2048, in floating-point operations a second, two for a multiplication with
     * its addition: the median of a few tries, each of several products. Takes some seconds. Making the matrices is not
     * part of it.
     *
     * @throws ScoringException if memory is short
     */
    public double measure() throws ScoringException {
        double[] found = new double[TRIES];
        try (NDManager scratch = manager.newSubManager()) {
            NDArray a = program.call(scratch, "square", SIDE);
            NDArray b = program.call(scratch, "square", SIDE);
            program.call(scratch, "products", a, b, 1); // the first one finds the library unprepared
            for (int i = 0; i < TRIES; i++) {
                long before = System.nanoTime();
                program.call(scratch, "products", a, b, ROUNDS);
                double seconds = (System.nanoTime() - before) / 1e9;
                found[i] = 2.0 * SIDE * SIDE * SIDE * ROUNDS / seconds;
            }
        }
        Arrays.sort(found);
        return found[TRIES / 2];
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
