package winnow.scoring.evidence;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/**
 * What speaks for and against one answer: all of it a heuristic, as a reward model is trained on whole answers and says
 * nothing of parts. It shows where to look, not what is wrong.
 *
 * @param answer the last answer
 * @param score raw reward of the answer as it is
 * @param running the head of the model read at every token of the answer; empty for models without such a head, and for
 *     finished prompts. Places are those of the answer as the model gets it: tags of pictures are gone
 * @param withoutMedia reward of the same conversation without its pictures and videos and their tags; empty where there
 *     are none. Close to {@code score}: the model hardly looks at them
 * @param sentences reward of the same answer with each of its sentences left out, in order of the text
 */
public record Evidence(
        String answer,
        double score,
        List<RunningReward> running,
        OptionalDouble withoutMedia,
        List<LeftOut> sentences) {

    /** Most sentences that are left out one by one; of longer answers neighbours are left out together. */
    public static final int MOST_SENTENCES = 64;

    private static final int BATCH = 8; // inputs computed together, so that pictures are encoded once for them
    private static final String ANY_TAG = "(?:<image>|<video>|<img>[^<>\\n]*+</img>|<ImageHere>)";
    private static final Pattern TAG =
            Pattern.compile(ANY_TAG + "\\r?\\n|\\r?\\n" + ANY_TAG + "(?!\\r?\\n)|" + ANY_TAG);

    /**
     * A sentence of the answer, or several neighbours, and the reward without it.
     *
     * @param from its first character in the answer
     * @param to one past its last character
     * @param score reward of the answer without it
     * @param cost how much better the answer scores without it; below 0 where it earns reward
     */
    public record LeftOut(int from, int to, double score, double cost) {}

    public Evidence {
        requireNonNull(answer, "answer");
        requireNonNull(withoutMedia, "withoutMedia");
        running = List.copyOf(running);
        sentences = List.copyOf(sentences);
    }

    /** The sentence that costs most reward, the first of equals; none where the answer is empty. */
    public Optional<LeftOut> costliest() {
        return sentences.stream().max(Comparator.comparingDouble(LeftOut::cost).thenComparingInt(s -> -s.from()));
    }

    /** The sentences, those that cost most first. */
    public List<LeftOut> ranked() {
        return sentences.stream()
                .sorted(Comparator.comparingDouble(LeftOut::cost).reversed())
                .toList();
    }

    /**
     * Evidence for a sample.
     *
     * @throws ScoringException if it cannot be scored
     */
    public static Evidence of(RewardModel model, Sample sample, MediaRoots media) throws ScoringException {
        return of(model, sample, media, Progress.SILENT, new CancelToken());
    }

    /**
     * The same, telling how far it has come and asking whether to go on; belongs to the thread of the model.
     *
     * @throws ScoringException if it cannot be scored
     * @throws CancellationException when asked to stop
     */
    public static Evidence of(RewardModel model, Sample sample, MediaRoots media, Progress progress, CancelToken cancel)
            throws ScoringException {
        int last = lastAnswer(sample.turns());
        Inputs inputs = new Inputs(
                sample.turns(),
                last,
                !sample.media().isEmpty(),
                turns -> model.prepare(changed(sample, turns, sample.media()), media),
                turns -> model.prepare(changed(sample, turns, List.of()), media));
        return search(model, inputs, progress, cancel);
    }

    private static Sample changed(Sample sample, List<Turn> turns, List<Media> media) {
        return new Sample(sample.record(), sample.candidate(), sample.line(), turns, media, sample.raw());
    }

    /**
     * Evidence for a conversation. Of a finished prompt, whose answer is not known, no sentences are left out.
     *
     * @throws ScoringException if it cannot be scored
     */
    public static Evidence of(RewardModel model, Conversation conversation, InputOptions options)
            throws ScoringException {
        return of(model, conversation, options, Progress.SILENT, new CancelToken());
    }

    /**
     * The same, telling how far it has come and asking whether to go on; belongs to the thread of the model.
     *
     * @throws ScoringException if it cannot be scored
     * @throws CancellationException when asked to stop
     */
    public static Evidence of(
            RewardModel model, Conversation conversation, InputOptions options, Progress progress, CancelToken cancel)
            throws ScoringException {
        List<Turn> said = conversation.turns();
        Inputs inputs = new Inputs(
                said,
                options.applyTemplate() ? lastAnswer(said) : -1,
                !conversation.media().isEmpty(),
                turns -> model.prepare(new Conversation(turns, conversation.media()), options),
                turns -> model.prepare(new Conversation(turns, List.of()), options));
        return search(model, inputs, progress, cancel);
    }

    private static int lastAnswer(List<Turn> turns) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.ASSISTANT) {
                return i;
            }
        }
        return -1;
    }

    /** Makes changed turns ready for the model. */
    @FunctionalInterface
    private interface Preparation {
        Prepared of(List<Turn> turns) throws ScoringException;
    }

    /**
     * The inputs evidence is made of.
     *
     * @param last position of the last answer in the turns; -1 where there is none
     * @param media whether there are pictures or videos
     * @param whole prepares turns with them, {@code bare} without
     */
    private record Inputs(List<Turn> turns, int last, boolean media, Preparation whole, Preparation bare) {

        String answer() {
            return last < 0 ? "" : turns.get(last).text();
        }

        Prepared withoutMedia() throws ScoringException {
            List<Turn> cleaned = turns.stream()
                    .map(t -> new Turn(t.role(), TAG.matcher(t.text()).replaceAll("")))
                    .toList();
            return bare.of(cleaned);
        }

        /** The last sentence goes with the blank in front of it, the others with the blank behind them. */
        Prepared without(List<Sentences.Span> sentences, int k) throws ScoringException {
            boolean end = k == sentences.size() - 1;
            int from =
                    end && k > 0 ? sentences.get(k - 1).to() : sentences.get(k).from();
            int to = end ? answer().length() : sentences.get(k + 1).from();
            List<Turn> changed = new ArrayList<>(turns);
            String text = answer().substring(0, from) + answer().substring(to);
            changed.set(last, new Turn(turns.get(last).role(), end && k == 0 ? "" : text));
            return whole.of(changed);
        }
    }

    private static Evidence search(RewardModel model, Inputs inputs, Progress progress, CancelToken cancel)
            throws ScoringException {
        List<Sentences.Span> sentences = Sentences.of(inputs.answer(), MOST_SENTENCES);
        int bare = inputs.media() ? 1 : 0;
        int total = 1 + bare + sentences.size();
        cancel.check();
        Prepared whole = inputs.whole().of(inputs.turns());
        List<RunningReward> running = model.running(whole);
        double score = model.score(List.of(whole)).get(0);
        progress.update(1, total);
        OptionalDouble withoutMedia = OptionalDouble.empty();
        if (inputs.media()) {
            cancel.check();
            withoutMedia = OptionalDouble.of(
                    model.score(List.of(inputs.withoutMedia())).get(0));
            progress.update(1L + bare, total);
        }
        List<LeftOut> leftOut = new ArrayList<>();
        for (int from = 0; from < sentences.size(); from += BATCH) {
            cancel.check();
            List<Prepared> batch = new ArrayList<>();
            for (int k = from; k < Math.min(from + BATCH, sentences.size()); k++) {
                batch.add(inputs.without(sentences, k));
            }
            for (double reward : model.score(batch)) {
                Sentences.Span span = sentences.get(leftOut.size());
                leftOut.add(new LeftOut(span.from(), span.to(), reward, reward - score));
            }
            progress.update(1L + bare + leftOut.size(), total);
        }
        return new Evidence(inputs.answer(), score, running, withoutMedia, leftOut);
    }
}
