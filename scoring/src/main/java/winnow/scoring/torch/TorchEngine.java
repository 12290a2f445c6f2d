package winnow.scoring.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Optional;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;

/** Starts the native tensor library: never over a network, never reporting anything to anybody. */
public final class TorchEngine {

    private static final String NAME = "PyTorch";
    private static final String AUTO = "auto";
    private static final String CARD = "cuda:";

    private TorchEngine() {}

    /**
     * Starts the library if it is not running and gives a manager that owns native memory until closed. The manager
     * belongs to the calling thread, and to the processor: programs take their inputs to the device themselves.
     *
     * @throws ScoringException if the library cannot be loaded, or computes on no such device
     */
    public static NDManager start(ModelOptions options) throws ScoringException {
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
                    "The tensor library (PyTorch) cannot be started on this machine: " + e.getMessage() + "."
                            + advice(),
                    e);
        }
    }

    private static String advice() {
        boolean shipped = TorchEngine.class.getResource("/native/lib/pytorch.properties") != null;
        return shipped ? "" : " This build has none of its own. Name the folder of one: " + Graphics.WITH_LIBRARY;
    }

    /**
     * Where and in which types programs compute with these options. The library must be running.
     *
     * @throws ScoringException if it computes on no such device; says what is missing and what mends it
     */
    public static Numerics numerics(ModelOptions options) throws ScoringException {
        return Numerics.of(options.precision(), device(options));
    }

    /**
     * The device that these options mean: {@code auto} is the first graphics card where one can be used, else the
     * processor. The library must be running.
     *
     * @throws ScoringException if it computes on no such device; says what is missing and what mends it
     */
    public static String device(ModelOptions options) throws ScoringException {
        Graphics graphics = graphics();
        if (options.device().equals(AUTO)) {
            boolean usable = graphics.missing(0).isEmpty() && refusal(CARD + 0).isEmpty();
            return usable ? CARD + 0 : Numerics.CPU;
        }
        if (options.device().startsWith(CARD)) {
            int number = Integer.parseInt(options.device().substring(CARD.length()));
            Optional<Graphics.Missing> missing = graphics.missing(number);
            if (missing.isPresent()) {
                throw new ScoringException("Device " + options.device() + " cannot be used: "
                        + missing.get().what() + ". Type: " + missing.get().command());
            }
            Optional<ScoringException> refusal = refusal(options.device());
            if (refusal.isPresent()) {
                throw new ScoringException(
                        "Device " + options.device() + " cannot be used. "
                                + refusal.get().getMessage() + " Type: --device cpu",
                        refusal.get());
            }
            return CARD + number;
        }
        return Numerics.CPU;
    }

    /** What the machine and the running library have to compute on besides the processor. */
    public static Graphics graphics() {
        return Graphics.look(Path.of("/"), libraryFolder());
    }

    /** The folder of the running library. */
    public static Path libraryFolder() {
        return Path.of(LibUtils.getLibtorchPath());
    }

    /** What the running library is, in a line: version, what it computes on, threads, folder. */
    public static String description() {
        String kind = graphics().library() ? "for processors and graphics cards" : "for processors";
        return "PyTorch " + LibUtils.getVersion() + " " + kind + ", " + JniUtils.getNumThreads() + " threads, in "
                + libraryFolder();
    }

    /** Memory of a graphics card in bytes, all and free, where CUDA's own library tells. */
    public static Optional<MemoryUsage> memory(int number) {
        return CudaUtils.getGpuCount() > number
                ? Optional.of(CudaUtils.getGpuMemory(Device.gpu(number)))
                : Optional.empty();
    }

    /** Why the library does not compute on a device, if it does not: it is asked to. */
    private static Optional<ScoringException> refusal(String device) {
        Numerics there = Numerics.of(ModelOptions.DEFAULT.precision(), device);
        try (NDManager scratch = NDManager.newBaseManager(Device.cpu(), NAME);
                TorchProgram program = TorchProgram.load(TorchEngine.class, "probe.torchscript", there);
                NDArray sum = program.call(scratch, "probe")) {
            return sum.getFloat() == 2
                    ? Optional.empty()
                    : Optional.of(new ScoringException("It computes that 1 and 1 are " + sum.getFloat() + "."));
        } catch (ScoringException e) {
            return Optional.of(e);
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
