package winnow.app.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.evidence.Evidence;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/** Scores conversations that belong to no data set. Blocks; the model lives on the calling thread for one call. */
public final class ConversationService {

    private final Models models;

    /**
     * A conversation's score.
     *
     * @param reward raw output of the model; no unit, higher is better
     * @param tokens length of the input, picture tokens included
     * @param truncated whether it was cut at the maximal length
     */
    public record Scored(double reward, int tokens, boolean truncated) {}

    /**
     * What a call came to; times in seconds.
     *
     * @param scored one for each conversation, in their order
     * @param order positions of the conversations, best first; equal ones keep their order
     * @param loading of the model
     * @param preparing pictures read and cut, text tokenised
     * @param computing the scores
     */
    public record Report(
            List<Scored> scored, List<Integer> order, double loading, double preparing, double computing) {}

    /** Conversations are scored by these models. */
    public ConversationService(Models models) {
        this.models = models;
    }

    /**
     * Scores conversations as {@code get_scores} of the official code does (SPEC 10).
     *
     * @throws ScoringException if the model cannot be loaded, or a conversation cannot be scored; names the file
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Report score(Path model, ModelOptions options, List<Conversation> conversations, CancelToken cancel)
            throws ScoringException {
        long start = System.nanoTime();
        try (RewardModel loaded = models.load(model, options)) {
            long ready = System.nanoTime();
            List<Prepared> inputs = new ArrayList<>();
            for (Conversation conversation : conversations) {
                cancel.check();
                inputs.add(loaded.prepare(conversation, InputOptions.of(options)));
            }
            cancel.check();
            long prepared = System.nanoTime();
            List<Double> rewards = loaded.scorePadded(inputs);
            long done = System.nanoTime();
            List<Scored> scored = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                scored.add(new Scored(
                        rewards.get(i), inputs.get(i).tokens(), inputs.get(i).truncated()));
            }
            return new Report(
                    scored,
                    RewardModel.order(rewards),
                    seconds(start, ready),
                    seconds(ready, prepared),
                    seconds(prepared, done));
        }
    }

    /**
     * What speaks for and against the answer of a conversation: a heuristic, not proof.
     *
     * @throws ScoringException as {@link #score}
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Evidence explain(
            Path model, ModelOptions options, Conversation conversation, Progress progress, CancelToken cancel)
            throws ScoringException {
        try (RewardModel loaded = models.load(model, options)) {
            return Evidence.of(loaded, conversation, InputOptions.of(options), progress, cancel);
        }
    }

    /**
     * The same for a sample of a data set.
     *
     * @param media where its pictures are
     * @throws ScoringException as {@link #score}
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Evidence explain(
            Path model, ModelOptions options, Sample sample, MediaRoots media, Progress progress, CancelToken cancel)
            throws ScoringException {
        try (RewardModel loaded = models.load(model, options)) {
            return Evidence.of(loaded, sample, media, progress, cancel);
        }
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
