package winnow.scoring.torch;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import winnow.scoring.Placement;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.TensorInfo;
import winnow.store.job.Lanes;

/**
 * The layers of a decoder larger than its device, brought there one after the other: while a layer computes from one of
 * two slots of buffers, the next is copied from its files into the other, on a thread of its own and converted to the
 * type of the program (SPEC 17). Nothing is allocated after opening.
 *
 * <p>Belongs to the thread of the program that computes, and is closed before that program. A slot is filled again only
 * after {@link #layer} was asked for the layer behind: then all calls that compute from it have returned. On a graphics
 * card such calls may return before they are done, but the library puts the copies of all threads in the same queue
 * behind them, so that there, too, no slot changes while it is read.
 */
public final class LayerStream implements AutoCloseable {

    private static final int NOTHING = -1;

    /** The part of a card's free memory that weights may fill; the rest is for what is computed. */
    private static final double CARD_SHARE = 0.8;

    private final TorchProgram program;
    private final TorchProgram filler; // after opening used on its own thread only
    private final List<List<TensorInfo>> layers;
    private final List<String> prefixes;
    private final Lanes lanes = new Lanes();
    private final int[] held = {NOTHING, NOTHING};
    private int current;
    private Optional<Coming> coming = Optional.empty(); // into the slot that is not current
    private volatile boolean closed;

    /**
     * A layer on its way.
     *
     * @param layer from 0
     * @param there ends when it is in its slot
     */
    private record Coming(int layer, Future<?> there) {

        Coming {
            requireNonNull(there, "there");
        }
    }

    private LayerStream(
            TorchProgram program, TorchProgram filler, List<List<TensorInfo>> layers, List<String> prefixes) {
        this.program = program;
        this.filler = filler;
        this.layers = layers.stream().map(List::copyOf).toList();
        this.prefixes = List.copyOf(prefixes);
    }

    /**
     * Whether layers should come one at a time.
     *
     * @param placement where the weights should be
     * @param roomy whether memory is large enough for all of them in the type of the program; asked for processors only
     * @param numerics of the program
     * @param elements of all weights
     */
    public static boolean wanted(Placement placement, boolean roomy, Numerics numerics, long elements) {
        return switch (placement) {
            case RESIDENT -> false;
            case STREAM -> true;
            case AUTO -> numerics.onProcessor() ? !roomy : !fits(numerics, elements);
        };
    }

    /** Where CUDA tells nothing of a card's memory, weights are taken to fit. */
    private static boolean fits(Numerics numerics, long elements) {
        int number = Integer.parseInt(numerics.device().replaceAll("\\D", ""));
        Optional<MemoryUsage> memory = TorchEngine.memory(number);
        return memory.isEmpty()
                || elements * numerics.type().bytes()
                        < CARD_SHARE * (memory.get().getMax() - memory.get().getCommitted());
    }

    /**
     * Makes room for two layers and starts to bring the first one.
     *
     * @param program that computes
     * @param layers the tensors of every layer
     * @param prefixes what the names of a layer's tensors begin with, such as {@code model.layers.0}
     * @throws ScoringException if layers have tensors of different names or shapes, or memory is short
     */
    public static LayerStream open(TorchProgram program, List<List<TensorInfo>> layers, List<String> prefixes)
            throws ScoringException {
        if (layers.isEmpty() || layers.size() != prefixes.size()) {
            throw new IllegalArgumentException(layers.size() + " layers, " + prefixes.size() + " prefixes");
        }
        for (int i = 1; i < layers.size(); i++) {
            checkAlike(layers.get(0), prefixes.get(0), layers.get(i), prefixes.get(i));
        }
        TorchProgram filler = TorchProgram.filler(program.numerics());
        LayerStream stream = new LayerStream(program, filler, layers, prefixes);
        boolean opened = false;
        try {
            stream.makeRoom();
            stream.bring(0);
            opened = true;
            return stream;
        } finally {
            if (!opened) {
                stream.close();
            }
        }
    }

    private static void checkAlike(List<TensorInfo> first, String firstPrefix, List<TensorInfo> other, String prefix)
            throws ScoringException {
        for (int i = 0; i < Math.max(first.size(), other.size()); i++) {
            boolean alike = i < Math.min(first.size(), other.size())
                    && rest(first.get(i), firstPrefix).equals(rest(other.get(i), prefix))
                    && first.get(i).shape().equals(other.get(i).shape());
            if (!alike) {
                TensorInfo tensor = (i < other.size() ? other : first).get(i);
                throw new ScoringException(tensor.file().getFileName() + ": tensor " + tensor.name() + " of shape "
                        + tensor.shape() + " is not what the other layers have, so that layers cannot be brought one"
                        + " at a time. Use --placement resident.");
            }
        }
    }

    private static String rest(TensorInfo tensor, String prefix) {
        if (!tensor.name().startsWith(prefix + ".")) {
            throw new IllegalArgumentException(tensor.name() + " is none of " + prefix);
        }
        return tensor.name().substring(prefix.length());
    }

    private static String slot(int number) {
        return "slot." + number;
    }

    private void makeRoom() throws ScoringException {
        for (int slot = 0; slot < held.length; slot++) {
            for (TensorInfo tensor : layers.get(0)) {
                program.room(slot(slot) + rest(tensor, prefixes.get(0)), tensor.shape(), filler);
            }
        }
        // a setting of every thread, see TorchEngine
        lanes.on(Lanes.Lane.WEIGHTS).execute(() -> JniUtils.setGraphExecutorOptimize(false));
    }

    /**
     * Waits until a layer is there, and begins to bring the one behind it; behind the last comes the first. Whatever is
     * computed from the layer asked for before must have been called.
     *
     * @param layer from 0
     * @return what the names of its tensors begin with in the program, instead of its prefix
     * @throws ScoringException if it cannot be read
     */
    public String layer(int layer) throws ScoringException {
        if (held[current] != layer) {
            take(layer);
            int next = (layer + 1) % layers.size();
            if (held[1 - current] != next && next != layer) {
                bring(next);
            }
        }
        return slot(current);
    }

    private void take(int layer) throws ScoringException {
        settle(layer);
        if (held[1 - current] != layer) {
            bring(layer);
            settle(layer);
        }
        current = 1 - current;
    }

    /** Starts to fill the slot that is not current. Nothing else may be on its way. */
    private void bring(int layer) {
        int slot = 1 - current;
        held[slot] = NOTHING;
        coming = Optional.of(new Coming(layer, lanes.on(Lanes.Lane.WEIGHTS).submit(() -> {
            for (TensorInfo tensor : layers.get(layer)) {
                if (closed) {
                    break;
                }
                filler.fill(slot(slot) + rest(tensor, prefixes.get(layer)), tensor);
            }
            return layer;
        })));
    }

    /** Waits until nothing is on its way. What failed and is not wanted now is tried again when it is. */
    private void settle(int wanted) throws ScoringException {
        if (coming.isEmpty()) {
            return;
        }
        Coming last = coming.get();
        coming = Optional.empty();
        Optional<Throwable> failure = failure(last.there);
        if (failure.isEmpty()) {
            held[1 - current] = last.layer;
        } else if (last.layer == wanted) {
            Throwable cause = failure.get();
            throw cause instanceof ScoringException
                    ? new ScoringException(String.valueOf(cause.getMessage()), cause)
                    : new ScoringException(prefixes.get(wanted) + " cannot be brought to the device: " + cause, cause);
        }
    }

    /** Waits even when interrupted: as long as something is on its way, its slot must not be freed. */
    private static Optional<Throwable> failure(Future<?> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get();
                    return Optional.empty();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.of(requireNonNull(e.getCause()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The first weight of a layer that holds something else than finite numbers. Reads all of them.
     *
     * @param owner lends memory for the time of the call
     */
    public Optional<TensorInfo> damaged(NDManager owner) throws ScoringException {
        return without(owner, "sound", true).stream().findFirst();
    }

    /**
     * Names of the weights of layers that hold nothing but zeros. Reads all of them.
     *
     * @param owner lends memory for the time of the call
     */
    public List<String> zeroWeights(NDManager owner) throws ScoringException {
        return without(owner, "filled", false).stream().map(TensorInfo::name).toList();
    }

    /** The weights of which a method of the program says 0. */
    private List<TensorInfo> without(NDManager owner, String method, boolean first) throws ScoringException {
        List<TensorInfo> found = new ArrayList<>();
        for (int i = 0; i < layers.size() && !(first && !found.isEmpty()); i++) {
            String slot = layer(i);
            for (TensorInfo tensor : layers.get(i)) {
                try (NDArray answer = program.call(owner, method, slot + rest(tensor, prefixes.get(i)))) {
                    if (answer.getFloat() == 0) {
                        found.add(tensor);
                    }
                }
            }
        }
        return found;
    }

    /** Waits for what is on its way; the room is freed with the program that computes. */
    @Override
    public void close() {
        closed = true;
        coming.ifPresent(last -> failure(last.there));
        coming = Optional.empty();
        lanes.close();
        filler.close();
    }
}
