package winnow.app.service;

import static java.util.Objects.requireNonNull;

import winnow.scoring.torch.NativeHeap;
import winnow.store.db.Workspace;

/**
 * Keeps the memory of a long run level: holes that batches of ever new sizes leave in the native heap are handed back,
 * pages of the workspace nobody may ask for again are let go. Used by one thread.
 */
final class MemoryKeeper {

    /** A release takes about 2 ms. */
    private static final long HEAP_NANOS = 250_000_000L;

    private static final long PAGES_NANOS = 5_000_000_000L;

    private final Workspace workspace;
    private final NativeHeap heap = NativeHeap.open();
    private long heapAt = System.nanoTime();
    private long pagesAt = heapAt;

    MemoryKeeper(Workspace workspace) {
        this.workspace = requireNonNull(workspace, "workspace");
    }

    /** To be called between batches; does something when it is time. */
    void tidy() {
        long now = System.nanoTime();
        if (now - heapAt >= HEAP_NANOS) {
            heap.release();
            heapAt = System.nanoTime();
        }
        if (now - pagesAt >= PAGES_NANOS) {
            workspace.release();
            pagesAt = System.nanoTime();
        }
    }
}
