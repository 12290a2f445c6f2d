package winnow.arch.planted.app.service;

import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every way to make a thread that we know of. */
public final class ThreadMakers {

    Thread plain() {
        return new Thread();
    }

    Thread named(Runnable work) {
        return new Thread(work, "named");
    }

    Function<Runnable, Thread> reference() {
        return Thread::new;
    }

    ExecutorService executors() {
        return Executors.newCachedThreadPool();
    }

    ExecutorService pool() {
        return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    ExecutorService forkJoin() {
        return new ForkJoinPool(2);
    }

    Executor common() {
        return ForkJoinPool.commonPool();
    }

    Timer timer() {
        return new Timer();
    }

    Stream<String> parallelStream(List<String> texts) {
        return texts.parallelStream();
    }

    IntStream parallel() {
        return IntStream.range(0, 10).parallel();
    }

    void parallelSort(int[] numbers) {
        Arrays.parallelSort(numbers);
    }

    CompletableFuture<String> supplyAsync() {
        return CompletableFuture.supplyAsync(() -> "made");
    }

    CompletableFuture<Integer> thenAsync(CompletableFuture<String> before) {
        return before.thenApplyAsync(String::length);
    }

    Function<Supplier<String>, CompletableFuture<String>> asyncReference() {
        return CompletableFuture::supplyAsync;
    }

    CompletableFuture<String> timeout(CompletableFuture<String> before) {
        return before.orTimeout(1, TimeUnit.SECONDS);
    }
}
