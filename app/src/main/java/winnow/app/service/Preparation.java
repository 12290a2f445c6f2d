package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.store.data.StoredSample;
import winnow.store.db.Workspace;
import winnow.store.media.MediaRoots;

/**
 * Makes samples ready for a model ahead of time, on other threads, in the order they were asked for. About two
 * batches of them are in memory. Used by one thread.
 */
final class Preparation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    /**
     * A sample that is ready, or the reason why it is not.
     *
     * @param sampleId its number
     * @param prepared null when it failed
     * @param failure null when it is ready
     */
    record Ready(
            long sampleId,
            @Nullable Prepared prepared,
            @Nullable String failure) {}

    /** Samples read from the workspace at once. */
    private static final int CHUNK = 8;

    /** Tokens a sample is thought to have until it is ready: more than most. */
    private static final int TEXT = 256;

    /** The same for one with pictures. */
    private static final int WITH_PICTURES = 2048;

    /** A record of a dataset. */
    private record Origin(long dataset, long record) {}

    /**
     * A sample on its way.
     *
     * @param guess its tokens, as long as nobody knows
     * @param origin the record it is an answer of
     */
    private record Coming(Future<Ready> ready, int guess, Origin origin) {

        Coming {
            requireNonNull(ready, "ready");
            requireNonNull(origin, "origin");
        }

        long tokens() {
            return ready.isDone() ? Preparation.tokens(result(ready)) : guess;
        }
    }

    private final Workspace workspace;
    private final RewardModel model;
    private final ExecutorService decoders;
    private final LongFunction<MediaRoots> media;
    private final long[] todo;
    private final int batch;
    private final Deque<Coming> ahead = new ArrayDeque<>();
    private final Map<Long, MediaRoots> roots = new HashMap<>();
    private int loaded;
    private volatile boolean stopped;

    Preparation(
            Workspace workspace,
            RewardModel model,
            ExecutorService decoders,
            LongFunction<MediaRoots> media,
            long[] todo,
            int batch) {
        this.workspace = workspace;
        this.model = model;
        this.decoders = decoders;
        this.media = media;
        this.todo = todo;
        this.batch = batch;
    }

    /**
     * The next batch: as many samples as have the tokens the model likes to get together, at least one, and the other
     * answers of the last one's record, which share its beginning; empty when all are done.
     */
    List<Ready> next() {
        List<Ready> ready = new ArrayList<>();
        long tokens = 0;
        fill();
        Optional<Origin> last = Optional.empty();
        while (!ahead.isEmpty() && (goesOn(ready.size(), tokens, 1) || isSibling(last, ready.size(), tokens))) {
            Coming next = ahead.remove();
            Ready one = result(next.ready());
            ready.add(one);
            last = Optional.of(next.origin());
            tokens += tokens(one);
            fill();
        }
        return ready;
    }

    /** Whether a batch of so many samples and tokens is not yet some times as large as it should be. */
    private boolean goesOn(int samples, long tokens, int times) {
        return samples < (long) times * batch && tokens < (long) times * model.batchTokens();
    }

    private boolean isSibling(Optional<Origin> last, int samples, long tokens) {
        boolean wanted = batch > 1 && model.batchTokens() > 1; // who takes one at a time shares nothing
        return wanted
                && goesOn(samples, tokens, 2)
                && last.equals(Optional.of(ahead.element().origin()));
    }

    /** How many samples there are in all. */
    int count() {
        return todo.length;
    }

    private static long tokens(Ready ready) {
        return ready.prepared() == null ? 0 : ready.prepared().tokens();
    }

    /** Waits until no thread uses the model any more. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (!ahead.isEmpty()) {
            try {
                Ready unused = ahead.element().ready().get();
                ahead.remove();
            } catch (InterruptedException e) {
                interrupted = true; // the model is closed next, so waiting goes on
            } catch (ExecutionException e) {
                log.warn("A sample nobody waits for any more could not be made ready", e);
                ahead.remove();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for samples until a batch of them is on its way, so that memory does not grow with pictures. */
    private void fill() {
        while (loaded < todo.length && ahead.size() < batch && tokensAhead() < model.batchTokens()) {
            List<Long> ids = new ArrayList<>(CHUNK);
            for (int end = Math.min(todo.length, loaded + CHUNK); loaded < end; loaded++) {
                ids.add(todo[loaded]);
            }
            for (StoredSample sample : workspace.samples().load(ids)) {
                MediaRoots of = roots.computeIfAbsent(sample.datasetId(), media::apply);
                int guess = sample.sample().media().isEmpty() ? TEXT : WITH_PICTURES;
                Origin origin = new Origin(sample.datasetId(), sample.sample().record());
                ahead.add(new Coming(decoders.submit(() -> prepare(sample, of)), guess, origin));
            }
        }
    }

    private long tokensAhead() {
        return ahead.stream().mapToLong(Coming::tokens).sum();
    }

    private Ready prepare(StoredSample sample, MediaRoots of) {
        if (stopped) {
            return new Ready(sample.id(), null, "stopped");
        }
        try {
            return new Ready(sample.id(), model.prepare(sample.sample(), of), null);
        } catch (ScoringException e) {
            return new Ready(sample.id(), null, String.valueOf(e.getMessage()));
        }
    }

    private static Ready result(Future<Ready> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while pictures were being read");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A sample could not be made ready: " + e.getCause(), e);
        }
    }
}
