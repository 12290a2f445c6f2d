package winnow.app.service;

import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Fills the index that makes searches for texts fast. Shared by the window and the command line; blocks, so not on the
 * JavaFX thread.
 */
public final class TextIndexService {

    private static final int STEP = 500; // samples: decisions pass between steps

    private final Workspace workspace;

    TextIndexService(Workspace workspace) {
        this.workspace = workspace;
    }

    /** How many samples are not in the index yet. */
    public long missing() {
        return workspace.textIndex().missing();
    }

    /**
     * Adds all samples that are not in the index yet. What was added stays when it is cancelled or killed; the next
     * call goes on there.
     *
     * @param progress in samples
     * @return how many were added
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public long fill(Progress progress, CancelToken cancel) {
        long missing = missing();
        long added = 0;
        for (int step = workspace.textIndex().fill(STEP);
                step > 0;
                step = workspace.textIndex().fill(STEP)) {
            added += step;
            progress.update(Math.min(added, missing), missing);
            cancel.check();
        }
        return added;
    }
}
