package winnow.scoring.torch;

/** Keeps the native heap of long work level, whoever does it: hands its holes back now and then. Used by one thread. */
public final class HeapKeeper {

    /** A release takes about 2 ms. */
    private static final long PAUSE_NANOS = 250_000_000L;

    private final NativeHeap heap = NativeHeap.open();
    private long releasedAt = System.nanoTime();

    /** To be called between batches or steps; does something when it is time. */
    public void tidy() {
        if (System.nanoTime() - releasedAt >= PAUSE_NANOS) {
            heap.release();
            releasedAt = System.nanoTime();
        }
    }
}
