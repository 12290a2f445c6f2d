package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Looks fifty times a second at what the JavaFX thread does. SQL, files, decoding and models have no business
 * there, nor has waiting for another thread for a tenth of a second. How long computing takes is not judged, so that a
 * busy machine fails no test.
 */
final class FxWatchdog implements AutoCloseable {

    private static final long EVERY_MILLIS = 20;

    /** A tenth of a second in looks: as long as a user does not notice. */
    private static final int TOO_LONG = 5;

    /** Where slow things begin. */
    private static final List<String> SLOW = List.of(
            "winnow.store.db.Sql.",
            "org.sqlite.",
            "ai.djl.",
            "javax.imageio.ImageIO.read",
            "java.lang.ProcessBuilder.",
            "java.lang.ProcessImpl.");

    /** Where files are asked for, which JavaFX does for pictures and styles of its own. */
    private static final List<String> FILES = List.of(
            "sun.nio.ch.",
            "sun.nio.fs.UnixNativeDispatcher.",
            "java.io.FileInputStream.",
            "java.io.FileOutputStream.",
            "java.io.RandomAccessFile.");

    /** Who asks for files of users. */
    private static final List<String> ASKING = List.of("winnow.store.", "winnow.scoring.", "winnow.app.service.");

    /** The first use of a class reads it from its jar, once and wherever it happens. */
    private static final List<String> LOADING = List.of("java.lang.ClassLoader.loadClass", "java.lang.Class.forName");

    private final Thread thread;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int waiting;
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private FxWatchdog(Thread thread) {
        this.thread = thread;
    }

    /** Looks at a thread until it is closed. */
    static FxWatchdog watch(Thread thread) {
        FxWatchdog watchdog = new FxWatchdog(thread);
        var unused = watchdog.clock.scheduleWithFixedDelay(watchdog::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watchdog;
    }

    /** What was done that should not have been: where it was, and the stack there. */
    Map<String, String> seen() {
        return Map.copyOf(seen);
    }

    /** Fails with the stacks when something slow was seen. */
    void assertNothingSlowWasDone() {
        assertEquals(Map.of(), seen(), () -> "On the JavaFX thread:\n" + String.join("\n\n", seen.values()));
    }

    private void look() {
        boolean rests = thread.getState() != Thread.State.RUNNABLE;
        StackTraceElement[] stack = thread.getStackTrace(); // stops no other thread
        if (Arrays.stream(stack).anyMatch(FxWatchdog::loadsClass)) {
            return;
        }
        boolean waits = rests && Arrays.stream(stack).anyMatch(FxWatchdog::isOurs);
        waiting = waits ? waiting + 1 : 0;
        boolean files = Arrays.stream(stack).anyMatch(frame -> begins(FILES, frame));
        Arrays.stream(stack)
                .filter(frame -> begins(SLOW, frame)
                        || (files && begins(ASKING, frame))
                        || (waiting >= TOO_LONG && isOurs(frame)))
                .findFirst()
                .ifPresent(frame -> seen.putIfAbsent(name(frame), text(stack)));
    }

    private static boolean loadsClass(StackTraceElement frame) {
        return LOADING.contains(name(frame)) || "<clinit>".equals(frame.getMethodName());
    }

    private static boolean begins(List<String> names, StackTraceElement frame) {
        return names.stream().anyMatch(name(frame)::startsWith);
    }

    /** Tests wait for each other's threads; what is shipped does not. */
    private static boolean isOurs(StackTraceElement frame) {
        return Optional.of(frame.getClassName())
                .filter(name -> name.startsWith("winnow.app.ui.") || name.startsWith("winnow.viewer."))
                .filter(name -> !name.contains("Test") && !name.contains("Bench"))
                .isPresent();
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    private static String text(StackTraceElement... stack) {
        return Arrays.stream(stack).map(frame -> "    at " + frame).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
