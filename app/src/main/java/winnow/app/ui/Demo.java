package winnow.app.ui;

import java.io.IOException;
import java.nio.file.Path;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Makes the workspace that shows what Winnow does. Called on a background thread. */
@FunctionalInterface
public interface Demo {

    /**
     * Makes the workspace, or finds the one that was made before.
     *
     * @return the workspace file
     * @throws IOException if it cannot be written
     * @throws ScoringException if its samples cannot be scored
     */
    Path make(Progress progress, CancelToken cancel) throws IOException, ScoringException;
}
