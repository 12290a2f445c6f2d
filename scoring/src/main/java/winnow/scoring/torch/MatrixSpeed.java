package winnow.scoring.torch;

import ai.djl.ndarray.NDManager;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;

/**
 * How fast the device multiplies matrices of float32: the speed no model computing in float32 can pass by much.
 * Confined to one thread.
 */
public final class MatrixSpeed implements AutoCloseable {

    private static final int SIDE = 2048;
    private static final int TRIES = 5;
    private static final int ROUNDS = 2;

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
     * The best of a few tries of 2048 x 2048 x 2048, in floating-point operations a second, two for a multiplication
     * with its addition. Takes a second or less.
     *
     * @throws ScoringException if memory is short
     */
    public double measure() throws ScoringException {
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            program.call(manager, "products", SIDE, ROUNDS).close();
            double seconds = (System.nanoTime() - before) / 1e9;
            best = Math.max(best, 2.0 * SIDE * SIDE * SIDE * ROUNDS / seconds);
        }
        return best;
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
