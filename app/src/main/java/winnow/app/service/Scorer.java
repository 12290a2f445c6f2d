package winnow.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.app.service.Preparation.Ready;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.store.data.Outcome;
import winnow.store.job.CancelToken;

/** Has a model score samples, and measures how long the model takes. Used by one thread. */
final class Scorer {

    private static final Logger log = LoggerFactory.getLogger(Scorer.class);

    private final RewardModel model;
    private final CancelToken cancel;
    private long nanos;

    /** A scorer that stops when asked to, as soon as the model lets it. */
    Scorer(RewardModel model, CancelToken cancel) {
        this.model = model;
        this.cancel = cancel;
    }

    /** Wall time inside the model so far, in seconds. */
    double seconds() {
        return nanos / 1e9;
    }

    /** The outcome of every sample, in their order. */
    List<Outcome> outcomes(List<Ready> batch) {
        long start = System.nanoTime();
        try {
            return compute(batch);
        } finally {
            nanos += System.nanoTime() - start;
        }
    }

    /** Falls back to one sample at a time when a batch fails, so that one bad picture costs one sample. */
    private List<Outcome> compute(List<Ready> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            return rewards(batch);
        } catch (ScoringException e) {
            if (batch.size() == 1) {
                log.debug("Sample {} was not scored", batch.get(0).sampleId(), e);
                return List.of(new Outcome.Failure(batch.get(0).sampleId(), String.valueOf(e.getMessage())));
            }
            log.info("A batch of {} could not be scored, so its samples are scored one by one", batch.size(), e);
            return batch.stream().flatMap(one -> compute(List.of(one)).stream()).toList();
        }
    }

    private List<Outcome> rewards(List<Ready> batch) throws ScoringException {
        List<Prepared> inputs = batch.stream()
                .map(ready -> Objects.requireNonNull(ready.prepared()))
                .toList();
        List<Double> rewards = model.score(inputs, cancel);
        if (rewards.size() != batch.size()) {
            throw new IllegalStateException(
                    "The model gave " + rewards.size() + " rewards for " + batch.size() + " samples");
        }
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            long id = batch.get(i).sampleId();
            double reward = rewards.get(i);
            Prepared input = inputs.get(i);
            outcomes.add(
                    Double.isFinite(reward)
                            ? new Outcome.Score(id, reward, input.tokens(), input.truncated())
                            : new Outcome.Failure(id, "The model gave " + reward + " instead of a reward."));
        }
        return outcomes;
    }
}
