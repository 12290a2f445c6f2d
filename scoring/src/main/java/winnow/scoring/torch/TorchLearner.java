package winnow.scoring.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.TensorInfo;

/**
 * A tensor program whose weights learn: float32 on the processor, with the sums of gradients and the running means of
 * the optimizer beside them. Confined to one thread; everything lives outside the heap until this is closed.
 */
public final class TorchLearner implements AutoCloseable {

    private static final String METHOD = "module_method:";

    private final NDManager manager;
    private final TorchProgram program;
    private final HeapKeeper heap = new HeapKeeper();
    private final Map<String, Shape> trained = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> frozen = new HashSet<>();
    private final Set<String> averaged = new HashSet<>();
    private final Map<String, Integer> steps = new LinkedHashMap<>();

    /**
     * How AdamW changes a weight.
     *
     * @param rate learning rate
     * @param beta1 of the running mean of gradients
     * @param beta2 of the running mean of their squares
     * @param epsilon added to the root of the latter
     * @param decay weight decay, decoupled
     */
    public record AdamW(double rate, double beta1, double beta2, double epsilon, double decay) {}

    private TorchLearner(NDManager manager, TorchProgram program) {
        this.manager = manager;
        this.program = program;
    }

    /**
     * Compiles a program that learns. The library must be running ({@link TorchEngine#start}).
     *
     * @param parent lends memory until this is closed
     * @param owner the class beside whose package's resources the text lies
     * @param resource name of the text
     */
    public static TorchLearner load(NDManager parent, Class<?> owner, String resource) throws ScoringException {
        return new TorchLearner(parent.newSubManager(), TorchProgram.learning(owner, resource));
    }

    /** Takes a tensor of a file as a float32 weight of that name; it does not learn until {@link #train}. */
    public void adopt(TensorInfo tensor) throws ScoringException {
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        put(tensor.name(), read(tensor), shape);
    }

    /** Takes a tensor of a file as it lies there, mapped and in its own type; it never learns. */
    public void keep(TensorInfo tensor) throws ScoringException {
        program.bind(tensor, false);
        held.add(tensor.name());
    }

    /** The values of a tensor of a file, row by row. */
    public float[] read(TensorInfo tensor) throws ScoringException {
        if (held.contains(tensor.name())) {
            throw new IllegalStateException("A weight " + tensor.name() + " is held already");
        }
        program.bind(tensor, true);
        float[] values = values(tensor.name());
        program.set("drop", tensor.name());
        return values;
    }

    /** Whether there is a weight of that name. */
    public boolean has(String name) {
        return held.contains(name);
    }

    /** Makes a weight; what stood under its name goes. */
    public void put(String name, float[] values, long... shape) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray given = scratch.create(values, new Shape(shape));
            given.setName("given." + name);
            call(scratch, "hold", new NDList(given));
            held.add(name);
            if (trained.containsKey(name) && !frozen.contains(name)) {
                program.set("train", name);
            }
        }
    }

    /** Has a weight learn. */
    public void train(String name, long... shape) throws ScoringException {
        program.set("train", name);
        trained.put(name, new Shape(shape));
        frozen.remove(name);
    }

    /** Has a weight that learns rest, or learn again; needs a program with a method {@code freeze}. */
    public void rest(String name, boolean rest) throws ScoringException {
        if (!trained.containsKey(name)) {
            throw new IllegalArgumentException(name + " does not learn");
        }
        if (rest ? frozen.add(name) : frozen.remove(name)) {
            program.set(rest ? "freeze" : "train", name);
        }
    }

    /** Names of the weights that learn, in the order in which they were told to. */
    public List<String> trained() {
        return List.copyOf(trained.keySet());
    }

    /** Sizes of a weight that learns, outermost first. */
    public List<Long> shape(String name) {
        Shape shape = trained.get(name);
        if (shape == null) {
            throw new IllegalArgumentException(name + " does not learn");
        }
        return Arrays.stream(shape.getShape()).boxed().toList();
    }

    /** How often a weight was changed. */
    public int steps(String name) {
        return steps.getOrDefault(name, 0);
    }

    /** Starts the random numbers of dropout anew. */
    public void seed(int seed) {
        Engine.getEngine(TorchEngine.name()).setRandomSeed(seed);
    }

    /**
     * Calls a method in which gradients may flow.
     *
     * @param inputs tensors in the method's order; those of a list one after the other, under its name and {@code []}
     * @return the numbers of the tensor it gives
     */
    public float[] call(NDManager scratch, String method, NDList inputs) throws ScoringException {
        try (NDArray name = scratch.create(0)) {
            name.setName(METHOD + method);
            NDList all = new NDList(inputs);
            all.add(name);
            try (NDList result = program.forward(all)) {
                return result.get(0).toFloatArray();
            }
        } catch (EngineException e) {
            throw TorchProgram.failure(e);
        }
    }

    /** Length of the sum of gradients of a weight; below 0 where the losses did not depend on it. */
    public double slope(String name) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            return program.call(scratch, "slope", name).getFloat();
        }
    }

    /** Length of all sums of gradients together. */
    public double slope() throws ScoringException {
        double squares = 0;
        for (String name : trained.keySet()) {
            double one = Math.max(0, slope(name));
            squares += one * one;
        }
        return Math.sqrt(squares);
    }

    /** Changes a weight by its gradient times a factor. */
    public void update(String name, AdamW rule, double factor) throws ScoringException {
        int step = steps.merge(name, 1, Integer::sum);
        double[] numbers = {
            rule.rate(),
            factor,
            rule.beta1(),
            rule.beta2(),
            rule.epsilon(),
            rule.decay(),
            1 - Math.pow(rule.beta1(), step),
            Math.sqrt(1 - Math.pow(rule.beta2(), step))
        };
        try (NDManager scratch = manager.newSubManager()) {
            program.set("adamw", name, scratch.create(numbers));
            averaged.add(name);
        }
    }

    /** Moves a weight against its gradient times a factor. */
    public void descend(String name, double rate, double factor) throws ScoringException {
        steps.merge(name, 1, Integer::sum);
        program.set("descend", name, rate, factor);
    }

    /** Forgets all gradients; the end of a step. */
    public void forget() throws ScoringException {
        for (String name : trained.keySet()) {
            program.set("forget", name);
        }
        heap.tidy();
    }

    /** The values of a weight, row by row. */
    public float[] values(String name) throws ScoringException {
        return result("value", name);
    }

    /** What a method of one name gives, row by row. */
    public float[] result(String method, String name) throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            return program.call(scratch, method, name).toFloatArray();
        }
    }

    /** The running means of a weight, that of gradients first; none without AdamW or before its first change. */
    public List<float[]> means(String name) throws ScoringException {
        return averaged.contains(name) ? List.of(values("m " + name), values("v " + name)) : List.of();
    }

    /** Takes a weight up where it was left: its values, its running means, and how often it was changed. */
    public void resume(String name, float[] values, List<float[]> means, int changes) throws ScoringException {
        long[] shape = shape(name).stream().mapToLong(Long::longValue).toArray();
        put(name, values, shape);
        if (changes > 0) {
            steps.put(name, changes);
        }
        try (NDManager scratch = manager.newSubManager()) {
            List<String> keys = Stream.of("m ", "v ").map(key -> key + name).toList();
            for (int i = 0; i < means.size(); i++) {
                averaged.add(name);
                program.set("resume", keys.get(i), scratch.create(means.get(i), new Shape(shape)));
            }
        }
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
