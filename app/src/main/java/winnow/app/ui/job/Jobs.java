package winnow.app.ui.job;

import java.util.function.Consumer;
import java.util.function.Function;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;

/** Runs service calls in the background. The only door between the JavaFX thread and everything slow. */
public interface Jobs {

    /** A service call. */
    @FunctionalInterface
    interface Work<T> {
        T run(Progress progress, CancelToken cancel) throws Exception;
    }

    /**
     * Runs {@code work} on {@code lane}, then hands its result to {@code onDone} on the JavaFX thread. Nobody is told
     * that it runs.
     *
     * @param onError told on the JavaFX thread why there is no result; not told of a job that was asked to stop
     */
    <T> CancelToken start(String title, Lane lane, Work<T> work, Consumer<T> onDone, Consumer<Throwable> onError);

    /** The same, with problems shown to the user. */
    <T> CancelToken start(String title, Lane lane, Work<T> work, Consumer<T> onDone);

    /**
     * The same for work that takes long: it is listed with its progress, can be cancelled there, and tried again when
     * it failed.
     *
     * @param summary what the result came to, in a few words
     */
    <T> CancelToken startLong(String title, Lane lane, Work<T> work, Function<T, String> summary, Consumer<T> onDone);

    /** Something work may tell from any thread; {@code receiver} hears it on the JavaFX thread, in the same order. */
    <T> Consumer<T> relay(Consumer<T> receiver);
}
