package winnow.app.service;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import winnow.store.db.Log;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;

/** Moves the log of a workspace into the file on a lane of its own while another thread writes. */
final class Settling implements AutoCloseable {

    private final Log log;
    private final Lanes lanes;
    private Optional<Future<?>> moving = Optional.empty();

    /** Takes the log over and closes it. */
    Settling(Log log, Lanes lanes) {
        this.log = log;
        this.lanes = lanes;
    }

    /** To be called after each batch. */
    void wrote() throws IOException {
        if (moving.isEmpty() && log.isLarge()) {
            moving = Optional.of(lanes.on(Lane.SETTLE).submit(log::settle));
        } else if (moving.isPresent() && moving.get().isDone()) {
            Object unused = Futures.result(moving.get());
            moving = Optional.empty();
            log.restart();
        }
    }

    @Override
    public void close() {
        moving.ifPresent(Futures::await);
        log.close();
    }
}
