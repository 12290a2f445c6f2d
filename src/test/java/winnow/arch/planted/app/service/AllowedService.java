package winnow.arch.planted.app.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A service as it should be: it works on the threads it is given. */
public final class AllowedService {

    CompletableFuture<String> work(Executor lane) {
        return CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), lane)
                .thenApplyAsync(String::strip, lane);
    }
}
