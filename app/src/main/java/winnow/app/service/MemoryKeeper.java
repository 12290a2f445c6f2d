package winnow.app.service;

import static java.util.Objects.requireNonNull;

import winnow.scoring.torch.HeapKeeper;
import winnow.store.db.Workspace;

/**
 * Keeps the memory of a long run level: holes that batches of ever new sizes leave in the native heap are handed back,
 * pages of the workspace nobody may ask for again are let go. Used by one thread.
 */
final class MemoryKeeper {

    private static final long PAGES_NANOS = 5_000_000_000L;

    private final Workspace workspace;
    private final HeapKeeper heap = new HeapKeeper();
    private long pagesAt = System.nanoTime();

    MemoryKeeper(Workspace workspace) {
        this.workspace = requireNonNull(workspace, "workspace");
    }

    /** To be called between batches; does something when it is time. */
    void tidy() {
        heap.tidy();
        if (System.nanoTime() - pagesAt >= PAGES_NANOS) {
            workspace.release();
            pagesAt = System.nanoTime();
        }
    }
}
