package winnow.store.parquet;

import java.io.IOException;

/** The memory that the pages of all columns may take at once. */
final class PageRoom {

    private static final long MOST = 768L << 20;

    /** Says that there is too little room. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;

        Full(String message) {
            super(message);
        }
    }

    private final long most;
    private long taken;

    PageRoom() {
        this(Math.min(MOST, Runtime.getRuntime().maxMemory() / 3));
    }

    PageRoom(long most) {
        this.most = most;
    }

    /**
     * Takes room for a page in the place of another.
     *
     * @throws Full if there is too little, with the end of a sentence
     */
    void take(long bytes, long insteadOf) throws Full {
        if (taken - insteadOf + bytes > most) {
            throw new Full("its pages need more than " + (most >> 20)
                    + " MB at once. Give Java more memory, or write the file again with row groups of 100 rows.");
        }
        taken += bytes - insteadOf;
    }

    /** Gives room back. */
    void giveBack(long bytes) {
        taken -= bytes;
    }
}
