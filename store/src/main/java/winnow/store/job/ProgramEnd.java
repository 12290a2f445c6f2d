package winnow.store.job;

import java.util.concurrent.CountDownLatch;

/**
 * Asks a job to stop when the program is told to end, and keeps the program alive until the job has stopped. Ctrl-C and
 * a polite kill come through here; nothing can be done about {@code kill -9}.
 */
public final class ProgramEnd implements AutoCloseable {

    private final CountDownLatch stopped = new CountDownLatch(1);

    private ProgramEnd() {}

    /** Cancels {@code job} when the program is told to end. To be closed when the job is over. */
    public static ProgramEnd cancels(CancelToken job) {
        ProgramEnd end = new ProgramEnd();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end.stop(job), "program-end"));
        return end;
    }

    /** The job is over: from here on the program may end at once. */
    public void jobIsOver() {
        stopped.countDown();
    }

    @Override
    public void close() {
        jobIsOver();
    }

    private void stop(CancelToken job) {
        job.cancel();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
