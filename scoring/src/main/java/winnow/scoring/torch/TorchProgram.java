package winnow.scoring.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.DType;
import winnow.scoring.weights.TensorInfo;

/**
 * A tensor program kept as TorchScript text beside the class that owns it, and the weights bound to it. Confined to one
 * thread. Weights are mapped from their files and live outside the heap until this is closed; what a call gives back
 * belongs to the manager named in the call, and nothing else of the call remains.
 */
public final class TorchProgram implements AutoCloseable {

    private static final String PRELUDE = "weights.torchscript";
    private static final String LEARNER = "learner.torchscript";

    /** Elements copied at once: from 32 768 on the library would take threads away from those who compute. */
    private static final int PIECE = 32_704;

    private final Model model; // kept: its finalizer frees the block
    private final PtSymbolBlock block;
    private final Numerics numerics;
    private final Set<String> mapped = new HashSet<>();
    private final List<TensorInfo> bound = new ArrayList<>();

    private TorchProgram(Model model, Numerics numerics) {
        this.model = model;
        this.numerics = numerics;
        this.block = (PtSymbolBlock) model.getBlock();
    }

    /** Compiles a program that computes in float32 on the processor. */
    public static TorchProgram load(Class<?> owner, String resource) throws ScoringException {
        return load(owner, resource, Numerics.REFERENCE);
    }

    /**
     * Compiles a program. The library must be running ({@link TorchEngine#start}).
     *
     * @param owner the class beside whose package's resources the text lies
     * @param resource name of the text, TorchScript methods of a class {@code __torch__.Program}
     * @param numerics where and in which types it computes
     * @throws ScoringException if the library refuses it
     */
    public static TorchProgram load(Class<?> owner, String resource, Numerics numerics) throws ScoringException {
        try {
            return compile(resource, text(TorchProgram.class, PRELUDE) + text(owner, resource), numerics);
        } catch (IOException e) {
            throw refused(resource, e);
        }
    }

    /** A program that learns, in float32 on the processor, with what {@link TorchLearner} needs. */
    static TorchProgram learning(Class<?> owner, String resource) throws ScoringException {
        try {
            String common = text(TorchProgram.class, PRELUDE) + text(TorchProgram.class, LEARNER);
            return compile(resource, common + text(owner, resource), Numerics.REFERENCE);
        } catch (IOException e) {
            throw refused(resource, e);
        }
    }

    /** A program of nothing but what every program has: to fill room of another one from a thread of its own. */
    static TorchProgram filler(Numerics numerics) throws ScoringException {
        try {
            return compile(PRELUDE, text(TorchProgram.class, PRELUDE), numerics);
        } catch (IOException e) {
            throw refused(PRELUDE, e);
        }
    }

    private static TorchProgram compile(String name, String text, Numerics numerics) throws ScoringException {
        Model model = Model.newInstance(name, TorchEngine.name());
        try {
            model.load(new ByteArrayInputStream(Archive.of(text, numerics)));
            return new TorchProgram(model, numerics);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw refused(name, e);
        }
    }

    private static ScoringException refused(String name, Exception cause) {
        return new ScoringException("The tensor library refused the program " + name + ".", cause);
    }

    private static String text(Class<?> owner, String resource) throws IOException {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing beside " + owner.getName());
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /**
     * Binds a tensor to its name.
     *
     * @param now whether to convert it to the program's type now, if it has another; otherwise it stays mapped, where
     *     the processor computes, and is converted whenever it is used
     * @throws ScoringException if the file cannot be mapped
     */
    public void bind(TensorInfo tensor, boolean now) throws ScoringException {
        String name = tensor.name();
        long[] shape = tensor.contiguous() ? numbers(tensor.shape()) : new long[] {tensor.span()};
        DType type = tensor.type();
        int kept = (now || !numerics.onProcessor() ? numerics.type() : type).torchCode();
        if (tensor.aligned()) {
            String key = map(tensor.file(), type);
            run("bind", name, key, tensor.offset() / type.bytes(), tensor.span(), shape, kept)
                    .close();
        } else { // old files: their data start anywhere, where no element may lie
            String key = map(tensor.file(), DType.U8);
            long[] at = {tensor.offset(), tensor.span() * type.bytes()};
            run("bind_copy", name, key, at, type.torchCode(), shape, kept).close();
        }
        if (!tensor.contiguous()) {
            run("reorder", name, numbers(tensor.shape()), numbers(tensor.strides()))
                    .close();
        }
        bound.add(tensor);
    }

    /**
     * Makes room for a weight that comes and goes: in the type and on the device of this program, which reads it under
     * a name, and {@link #fill filled} under the same name by another program.
     */
    void room(String name, List<Long> shape, TorchProgram filler) throws ScoringException {
        filler.run("share", name, run("room", name, numbers(shape))).close();
    }

    /**
     * Copies a tensor of a file into room of its shape, converting its type. Returns when it is there. Needs no memory
     * but for what lies in a file where no element may lie.
     */
    void fill(String name, TensorInfo tensor) throws ScoringException {
        DType type = tensor.type();
        long[] strides = tensor.contiguous() ? new long[0] : numbers(tensor.strides());
        long span = tensor.span();
        long piece = numerics.onProcessor() ? PIECE : Math.max(1, span);
        if (tensor.aligned()) {
            String key = map(tensor.file(), type);
            run("fill", name, key, tensor.offset() / type.bytes(), span, strides, piece)
                    .close();
        } else {
            String key = map(tensor.file(), DType.U8);
            long[] at = {tensor.offset(), span * type.bytes()};
            run("fill_copy", name, key, at, type.torchCode(), span, strides, piece)
                    .close();
        }
    }

    private static long[] numbers(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** Maps a file, once for every type, and gives the key under which it is kept. */
    private String map(Path file, DType type) throws ScoringException {
        String path = file.toAbsolutePath().toString();
        String key = type + " " + path;
        if (!mapped.contains(key)) {
            run("map_file", key, path, size(file) / type.bytes(), type.torchCode())
                    .close();
            mapped.add(key);
        }
        return key;
    }

    /**
     * The first weight that holds something else than finite numbers. Reads all of them.
     *
     * @param owner lends memory for the time of the call
     */
    public Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        for (TensorInfo tensor : bound) {
            try (NDArray sound = call(owner, "sound", tensor.name())) {
                if (sound.getFloat() == 0) {
                    return Optional.of(tensor);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Names of the weights that hold nothing but zeros. Reads all of them.
     *
     * @param owner lends memory for the time of the call
     */
    public List<String> zeroWeights(NDManager owner) throws ScoringException {
        List<String> names = new ArrayList<>();
        for (TensorInfo tensor : bound) {
            try (NDArray filled = call(owner, "filled", tensor.name())) {
                if (filled.getFloat() == 0) {
                    names.add(tensor.name());
                }
            }
        }
        return names;
    }

    private static long size(Path file) throws ScoringException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ScoringException(file.getFileName() + " cannot be read.", e);
        }
    }

    /**
     * Calls a method that gives a tensor.
     *
     * @param owner gets the result
     * @param method of the program
     * @param arguments tensors, numbers, booleans, strings, {@code long[]} or lists of tensors, in the method's order
     * @throws ScoringException if the native code fails, for instance because memory is short
     */
    public NDArray call(NDManager owner, String method, Object... arguments) throws ScoringException {
        try (IValue result = run(method, arguments)) {
            return result.toTensor((PtNDManager) owner);
        }
    }

    /**
     * Calls a method that changes the program and gives nothing.
     *
     * @param arguments as those of {@link #call}
     * @throws ScoringException as {@link #call}
     */
    public void set(String method, Object... arguments) throws ScoringException {
        run(method, arguments).close();
    }

    /** Calls the method that one of the inputs is named after, in which gradients may flow. */
    NDList forward(NDList inputs) {
        return IValueUtils.forward(block, inputs, true);
    }

    /** Where and in which types it computes. */
    public Numerics numerics() {
        return numerics;
    }

    private IValue run(String method, Object... arguments) throws ScoringException {
        List<IValue> values = new ArrayList<>();
        try {
            for (Object argument : arguments) {
                values.add(value(argument));
            }
            return IValueUtils.runMethod(block, method, values.toArray(IValue[]::new));
        } catch (EngineException e) {
            throw failure(e);
        } finally {
            values.forEach(IValue::close);
        }
    }

    /** What a failure of the native library means to the user. */
    public static ScoringException failure(EngineException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("can't allocate memory") || message.contains("out of memory")) {
            return ScoringException.memoryShort(
                    "Memory is short. Close other programs, or try fewer tiles or a smaller maximal length.", e);
        }
        String line = message.lines()
                .filter(l -> l.contains("Error:"))
                .reduce((first, last) -> last)
                .orElse(message.lines().findFirst().orElse(""));
        return new ScoringException("The tensor library failed: " + line.strip(), e);
    }

    private static IValue value(Object argument) {
        if (argument instanceof IValue ready) {
            return ready;
        } else if (argument instanceof PtNDArray tensor) {
            return IValue.from(tensor);
        } else if (argument instanceof String text) {
            return IValue.from(text);
        } else if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        } else if (argument instanceof Integer || argument instanceof Long) {
            return IValue.from(((Number) argument).longValue());
        } else if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof List<?> tensors) {
            return IValue.listFrom(tensors.toArray(PtNDArray[]::new));
        }
        throw new IllegalArgumentException("No tensor program takes a " + argument.getClass());
    }

    /** Frees the program and its weights. */
    @Override
    public void close() {
        model.close();
    }
}
