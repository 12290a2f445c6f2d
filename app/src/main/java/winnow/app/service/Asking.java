package winnow.app.service;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatException;
import winnow.store.job.CancelToken;

/**
 * Puts questions to an endpoint, a few at a time, each on a thread of its own, and hands what comes back to the calling
 * thread the moment it comes, in whatever order. Who cancels gets what is under way, as far as it comes soon.
 */
final class Asking {

    private static final int SILENCES = 3; // in a row: then nobody answers
    private static final long LOOK = 100; // ms between looks whether to stop
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    /** Asks one question, on a thread of its own. */
    @FunctionalInterface
    interface Ask<Q, A> {
        A of(Q question) throws ChatException, ScoringException;
    }

    /** Takes what comes back, on the calling thread. */
    interface Take<Q, A> {

        /** An answer. */
        void answer(Q question, A answer);

        /** A question that was not answered, and why. */
        void failure(Q question, String reason);
    }

    private record Back<Q, A>(Q question, Optional<A> answer, String reason, ChatException.Kind kind) {}

    private final Executor threads;
    private final int parallel;
    private final CancelToken cancel;

    /**
     * Nothing is asked yet.
     *
     * @param parallel questions under way at a time, 1 or more
     */
    Asking(Executor threads, int parallel, CancelToken cancel) {
        this.threads = threads;
        this.parallel = parallel;
        this.cancel = cancel;
    }

    /**
     * Asks all of them.
     *
     * @return why no more were asked, where key, model or address are wrong or nobody answers
     * @throws CancellationException when asked to stop; what came back was handed on
     */
    <Q, A> Optional<String> all(Iterator<Q> questions, Ask<Q, A> ask, Take<Q, A> take) {
        CompletionService<Back<Q, A>> work = new ExecutorCompletionService<>(threads);
        Optional<String> stop = Optional.empty();
        int underWay = 0;
        int silences = 0;
        long last = Long.MAX_VALUE;
        while (true) {
            while (stop.isEmpty() && !cancel.isCancelled() && underWay < parallel && questions.hasNext()) {
                Q question = questions.next();
                work.submit(() -> asked(question, ask));
                underWay++;
            }
            last = cancel.isCancelled() ? Math.min(last, System.nanoTime() + GRACE) : last;
            if (underWay == 0 || (cancel.isCancelled() && System.nanoTime() - last > 0)) {
                cancel.check();
                return stop;
            }
            Optional<Back<Q, A>> back = next(work);
            if (back.isPresent()) {
                underWay--;
                hand(back.get(), take);
                silences = back.get().kind() == ChatException.Kind.SILENCE ? silences + 1 : 0;
                boolean over = silences >= SILENCES || back.get().kind() == ChatException.Kind.SETTINGS;
                stop = over && stop.isEmpty() ? Optional.of(back.get().reason()) : stop;
            }
        }
    }

    private static <Q, A> void hand(Back<Q, A> back, Take<Q, A> take) {
        if (back.answer().isPresent()) {
            take.answer(back.question(), back.answer().get());
        } else {
            take.failure(back.question(), back.reason());
        }
    }

    private static <Q, A> Back<Q, A> asked(Q question, Ask<Q, A> ask) {
        try {
            return new Back<>(question, Optional.of(ask.of(question)), "", ChatException.Kind.QUESTION);
        } catch (ChatException e) {
            return new Back<>(question, Optional.empty(), String.valueOf(e.getMessage()), e.kind());
        } catch (ScoringException e) {
            ChatException.Kind kind =
                    e.getCause() instanceof ChatException chat ? chat.kind() : ChatException.Kind.QUESTION;
            return new Back<>(question, Optional.empty(), String.valueOf(e.getMessage()), kind);
        }
    }

    private static <T> Optional<T> next(CompletionService<T> work) {
        try {
            Future<T> done = work.poll(LOOK, TimeUnit.MILLISECONDS);
            return done == null ? Optional.empty() : Optional.of(done.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while questions were under way");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("A question failed", e);
        }
    }
}
