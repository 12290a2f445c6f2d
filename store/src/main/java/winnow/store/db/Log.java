package winnow.store.db;

import java.util.Optional;

/**
 * The write-ahead log of a workspace while a lot is written. SQLite would move it into the file every few megabytes and
 * let the writer wait for the disk each time; here another thread moves it ({@link #settle}) while the writer goes on,
 * and the writer waits only for the little that is left then ({@link #restart}). What is committed is in the log, so a
 * kill loses nothing.
 */
public final class Log implements AutoCloseable {

    /** Bytes the log keeps on the disk when little is written. */
    static final long KEPT = 64L << 20;

    private static final long LARGE = 8_000; // pages
    private static final long SMALL = 1_000; // pages; also what makes SQLite move them by itself
    private static final int ROUNDS = 6;

    private final Sql bulk;
    private final Sql deciding;
    private final Sql settling;

    Log(Sql bulk, Sql deciding, Sql settling) {
        this.bulk = bulk;
        this.deciding = deciding;
        this.settling = settling;
        movedEvery(0);
    }

    /** Whether so much is in the log that it should be settled. */
    public boolean isLarge() {
        return pages(bulk) > LARGE;
    }

    /** Moves what is in the log into the file, until little is left. For a thread beside the one that writes. */
    public void settle() {
        for (int round = 0; round < ROUNDS && pages(settling) > SMALL; round++) {
            checkpoint(settling, "PASSIVE");
        }
    }

    /** Moves what is left, so that the log starts anew. For the thread that writes. */
    public void restart() {
        checkpoint(bulk, "PASSIVE");
    }

    @Override
    public void close() {
        try {
            restart();
            movedEvery(SMALL);
        } finally {
            settling.close();
        }
    }

    /** Pages of the log that are not in the file yet. */
    private static long pages(Sql sql) {
        return checkpoint(sql, "NOOP");
    }

    private static long checkpoint(Sql sql, String mode) {
        Optional<Long> left =
                sql.first("PRAGMA wal_checkpoint(" + mode + ")", row -> Math.max(0, row.getLong(2) - row.getLong(3)));
        return left.orElse(0L);
    }

    private void movedEvery(long pages) {
        bulk.list("PRAGMA wal_autocheckpoint = " + pages, row -> row.getInt(1));
        deciding.list("PRAGMA wal_autocheckpoint = " + pages, row -> row.getInt(1));
    }
}
