package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.ModelView;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.evidence.Evidence;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.ScoringRun;
import winnow.store.data.StoredSample;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/**
 * Why the model of a run gave a sample its reward: what it saw, and what changes the reward. The model stays loaded
 * between two samples; it belongs to the thread that asks first.
 */
public final class EvidenceService {

    /**
     * Evidence for a sample.
     *
     * @param evidence what speaks for and against the answer: a heuristic, not proof
     * @param seconds it took, without loading the model
     */
    public record Found(Evidence evidence, double seconds) {}

    private static final double NANOS = 1e9;

    private final Models models;
    private final LongFunction<MediaRoots> media;

    EvidenceService(Models models, LongFunction<MediaRoots> media) {
        this.models = models;
        this.media = media;
    }

    /**
     * Whether the model of a run is loaded, so that evidence costs no more than its passes. May read fingerprints, so
     * not on the JavaFX thread.
     *
     * @throws ScoringException if the model is not where it was, or was changed
     */
    public boolean isLoaded(ScoringRun run) throws ScoringException {
        return models.keeps(models.of(run).folder(), options(run));
    }

    /**
     * Finds evidence, with the model and the options of a run.
     *
     * @throws ScoringException if the model is not where it was or cannot be loaded, or the sample cannot be scored
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Found explain(ScoringRun run, StoredSample sample, Progress progress, CancelToken cancel)
            throws ScoringException {
        ModelInfo info = models.of(run);
        cancel.check();
        RewardModel model = models.keepLoaded(info.folder(), options(run));
        long start = System.nanoTime();
        Evidence evidence = Evidence.of(model, sample.sample(), media.apply(sample.datasetId()), progress, cancel);
        return new Found(evidence, (System.nanoTime() - start) / NANOS);
    }

    /**
     * What the model of a run got to see of one of the pictures and videos of a sample. Needs the model's folder, but
     * not its weights.
     *
     * @param which of them, from 0
     * @throws ScoringException if the model is not where it was, does not tell what it sees, or cannot read the file
     */
    public ModelView view(ScoringRun run, StoredSample stored, int which) throws ScoringException {
        Sample sample = stored.sample();
        Media medium = sample.media().get(which);
        Path folder = models.of(run).folder();
        try {
            Path file = media.apply(stored.datasetId()).resolve(medium.path());
            boolean video = medium.kind() == Media.Kind.VIDEO;
            InputOptions options = InputOptions.of(options(run));
            return models.view(folder, file, video, sample.media().size(), options)
                    .orElseThrow(() -> new ScoringException(run.model() + " does not tell what it sees of pictures."));
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Lets go of the model; called on the thread that asked for evidence. */
    public void letGo() {
        models.letGo();
    }

    private static ModelOptions options(ScoringRun run) {
        return RunSettings.read(run.settings());
    }
}
