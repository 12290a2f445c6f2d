package winnow.store.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the program: the only place that makes any, shared by window and command line. Closed by who opened
 * it.
 */
public final class Lanes implements AutoCloseable {

    /** Where work runs. */
    public enum Lane {
        /** SQL and files: one thread, so that work runs in the order it was asked for. */
        DISK,
        /** Decisions: one thread of their own, so that a decision never waits behind an import. */
        DECIDE,
        /** Long jobs that read and write a lot (import, export): one thread. */
        BULK,
        /** Files that are read ahead of what stores them: one thread. */
        READ,
        /** The log of a workspace on its way into the file while more is stored: one thread. */
        SETTLE,
        /** Texts on their way into the index: one thread. */
        INDEX,
        /** Downloads: one thread of their own, so that an import never waits behind one. */
        NET,
        /** Questions to an endpoint: a thread each, as many as whoever asks keeps under way. */
        ASK,
        /** Pictures and tokens: as many threads as there are cores. */
        DECODE,
        /** The model: one thread; a model is created, used and closed here. */
        GPU,
        /** Weights on their way to the device: one thread. */
        WEIGHTS
    }

    private final ExecutorService disk = Executors.newSingleThreadExecutor(named("disk"));
    private final ExecutorService decide = Executors.newSingleThreadExecutor(named("decide"));
    private final ExecutorService bulk = Executors.newSingleThreadExecutor(named("bulk"));
    private final ExecutorService read = Executors.newSingleThreadExecutor(named("read"));
    private final ExecutorService settle = Executors.newSingleThreadExecutor(named("settle"));
    private final ExecutorService index = Executors.newSingleThreadExecutor(named("index"));
    private final ExecutorService net = Executors.newSingleThreadExecutor(named("net"));
    private final ExecutorService ask = Executors.newCachedThreadPool(named("ask"));
    private final ExecutorService decode =
            Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), named("decode"));
    private final ExecutorService gpu = Executors.newSingleThreadExecutor(named("gpu"));
    private final ExecutorService weights = Executors.newSingleThreadExecutor(named("weights"));

    /** The executor of a lane. */
    public ExecutorService on(Lane lane) {
        return switch (lane) {
            case DISK -> disk;
            case DECIDE -> decide;
            case BULK -> bulk;
            case READ -> read;
            case SETTLE -> settle;
            case INDEX -> index;
            case NET -> net;
            case ASK -> ask;
            case DECODE -> decode;
            case GPU -> gpu;
            case WEIGHTS -> weights;
        };
    }

    /** Takes no more work; work that was accepted is finished. Returns at once. */
    @Override
    public void close() {
        for (Lane lane : Lane.values()) {
            on(lane).shutdown();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
