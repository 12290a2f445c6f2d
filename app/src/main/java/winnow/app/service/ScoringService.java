package winnow.app.service;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.data.ScoringRun;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Scores samples. Shared by the window and the command line; blocks, so not on the JavaFX thread. */
public final class ScoringService {

    /**
     * What to score.
     *
     * @param model folder of the snapshot
     * @param options how it is loaded and fed
     * @param datasetId only the samples of this dataset; empty for all of the workspace
     * @param batch samples scored and stored together, 1 or more
     */
    public record Request(Path model, ModelOptions options, OptionalLong datasetId, int batch) {}

    /**
     * What a call came to.
     *
     * @param run the run it added to
     * @param scored samples this call gave a reward
     * @param failed samples this call could not score; they are in the workspace with the reason
     * @param seconds wall time, loading the model included
     */
    public record Report(ScoringRun run, long scored, long failed, double seconds) {}

    /**
     * A sample without a reward.
     *
     * @param sampleId its number in the workspace
     * @param datasetId the dataset it came with
     * @param record position of its record in the file, from 0
     * @param line line of the file, from 1
     * @param file the dataset file
     * @param reason one sentence
     */
    public record Failed(long sampleId, long datasetId, long record, long line, Path file, String reason) {}

    /**
     * Scores every sample that has no outcome in the run of this model and these options, and stores outcomes batch by
     * batch. The run is found again or started. A run that was cancelled or killed is resumed by calling this again.
     *
     * @param progress in samples of this call
     * @throws ScoringException if the snapshot or the device cannot be used at all
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws ScoringException {
        throw new IllegalStateException("skeleton");
    }

    /** The first {@code limit} samples a run could not score, in order of the workspace. */
    public List<Failed> failures(long runId, int limit) {
        throw new IllegalStateException("skeleton");
    }

    /**
     * Forgets why samples of a run failed, so that the next {@link #run} tries them again.
     *
     * @return how many
     */
    public long forgetFailures(long runId) {
        throw new IllegalStateException("skeleton");
    }
}
