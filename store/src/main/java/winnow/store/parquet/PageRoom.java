package winnow.store.parquet;

import java.io.IOException;

/** The memory that the pages of all columns may take at once. */
final class PageRoom {

    private static final long MOST = 512L << 20;

    private final long most;
    private long taken;

    PageRoom() {
        this(Math.min(MOST, Runtime.getRuntime().maxMemory() / 4));
    }

    PageRoom(long most) {
        this.most = most;
    }

    /**
     * Takes room for a page in the place of another.
     *
     * @throws IOException if there is too little, with the end of a sentence
     */
    void take(long bytes, long insteadOf) throws IOException {
        if (taken - insteadOf + bytes > most) {
            throw new IOException("its pages need more than " + (most >> 20)
                    + " MB at once. Write it again with smaller row groups, of 100 rows for instance");
        }
        taken += bytes - insteadOf;
    }

    /** Gives room back. */
    void giveBack(long bytes) {
        taken -= bytes;
    }
}
