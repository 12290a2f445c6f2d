package winnow.scoring.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;

/** Starts the native tensor library: never over a network, never reporting anything to anybody. */
public final class TorchEngine {

    private static final String NAME = "PyTorch";

    private TorchEngine() {}

    /**
     * Starts the library if it is not running and gives a manager that owns native memory until closed. The manager
     * belongs to the calling thread.
     *
     * @throws ScoringException if the library cannot be loaded, or computes on no such device
     */
    public static NDManager start(ModelOptions options) throws ScoringException {
        if (options.device().startsWith("cuda")) {
            throw new ScoringException("Device " + options.device()
                    + " cannot be used: this version computes on the processor. Choose auto or cpu.");
        }
        offline();
        try {
            NDManager manager = NDManager.newBaseManager(Device.cpu(), NAME);
            JniUtils.setGraphExecutorOptimize(false); // inputs differ in length, so specialised graphs never pay
            if (options.threads() > 0) {
                JniUtils.setNumThreads(options.threads());
            }
            return manager;
        } catch (EngineException | IllegalStateException | LinkageError e) {
            throw new ScoringException(
                    "The tensor library (PyTorch) cannot be started on this machine: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Natives come from the class path only, and usage is reported to nobody. Settings of DJL, so system properties.
     */
    public static void offline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    static String name() {
        return NAME;
    }
}
