package winnow.app.service;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Dataset;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.data.StoredSample;
import winnow.store.data.Traits;
import winnow.store.db.ComparisonTable.Ballot;
import winnow.store.db.Workspace;

/**
 * Which of two answers is better: what is asked, on which sides, and the votes. Every call may wait for the disk, so
 * none belongs on the JavaFX thread. A vote is on disk when the call returns.
 */
public final class CompareService {

    /**
     * Who votes, and on what grounds pairs are chosen.
     *
     * @param annotator who
     * @param order which pairs
     * @param runId whose rewards; empty before the first run
     * @param seed of the sides and of random order
     */
    public record Sitting(String annotator, PairOrder order, OptionalLong runId, long seed) {}

    /**
     * A pair to vote on.
     *
     * @param group the record
     * @param pair its two answers on their sides
     * @param a the answer on side A
     * @param b the answer on side B
     * @param dataset where they came from
     * @param open pairs of the record that are still to be asked
     * @param said what the annotator says of the pair now
     * @param judged whether the annotator ever said which is better, so that what is hidden may have been shown
     * @param again whether the pair is asked a second time, to see how steady the annotator is
     */
    public record Question(
            PairGroup group,
            Pair pair,
            StoredSample a,
            StoredSample b,
            Dataset dataset,
            int open,
            Optional<Comparison> said,
            boolean judged,
            boolean again) {

        /** The same after a vote on it. */
        public Question saying(Comparison vote) {
            boolean nowJudged = judged || vote.said().choice().judges();
            return new Question(group, pair, a, b, dataset, open, Optional.of(vote), nowJudged, again);
        }

        private Question secondTime() {
            return new Question(group, pair, a, b, dataset, open, Optional.empty(), true, true);
        }

        /** How many pairs the record has in all. */
        public int pairs() {
            return group.answers() * (group.answers() - 1) / 2;
        }
    }

    /**
     * What is hidden until a vote.
     *
     * @param rewardA of the answer on side A, where there is one
     * @param rewardB of the answer on side B
     * @param betterInFile the candidate the file calls better, where it does
     * @param modelA who wrote the answer on side A, where the record says so
     * @param modelB who wrote the answer on side B, where the record says so
     * @param calibrated how probable the calibration of the run makes it that A is better, where there is one
     * @param others what other annotators say of the pair now
     * @param traitsA length and markdown of the answer on side A
     * @param traitsB length and markdown of the answer on side B
     */
    public record Hidden(
            OptionalDouble rewardA,
            OptionalDouble rewardB,
            OptionalLong betterInFile,
            Optional<String> modelA,
            Optional<String> modelB,
            OptionalDouble calibrated,
            List<Comparison> others,
            Traits traitsA,
            Traits traitsB) {

        public Hidden {
            others = List.copyOf(others);
        }

        /** How much higher the reward of A is; empty where one is missing. */
        public OptionalDouble margin() {
            return rewardA.isPresent() && rewardB.isPresent()
                    ? OptionalDouble.of(rewardA.getAsDouble() - rewardB.getAsDouble())
                    : OptionalDouble.empty();
        }
    }

    /**
     * A record of a queue.
     *
     * @param group the record
     * @param done whether the annotator has said all there is to ask of it
     */
    public record Asked(PairGroup group, boolean done) {}

    /**
     * How many pairs an annotator has judged.
     *
     * @param judged votes that stand
     * @param repeated of those that were asked a second time
     */
    public record Steadiness(long judged, long repeated) {

        /** Whether it is time to ask a pair a second time. */
        public boolean isDue() {
            return judged / REPEAT_EVERY > repeated;
        }
    }

    private static final int REPEAT_EVERY = 20;

    /** So many pairs lie between a pair and its repetition, at least. */
    private static final int REPEAT_AFTER = 10;

    private final Workspace workspace;
    private final PairQueues queues;
    private final Hiding hiding;

    CompareService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.queues = new PairQueues(workspace, formats);
        this.hiding = new Hiding(workspace, formats);
    }

    /** The records of a queue, in the order in which they are asked. */
    public List<PairGroup> groups(Sitting sitting) {
        return queues.groups(sitting);
    }

    /** The same, and what of it is done. */
    public List<Asked> queue(Sitting sitting) {
        return groups(sitting).stream()
                .map(group -> new Asked(group, isDone(sitting, group)))
                .toList();
    }

    private boolean isDone(Sitting sitting, PairGroup group) {
        boolean pair = group.answers() == 2;
        return group.votes() > 0
                && (pair
                        || nextPair(
                                        sitting,
                                        answers(group.datasetId(), group.record()),
                                        group.datasetId(),
                                        group.record())
                                .open()
                                .isEmpty());
    }

    /** How many records of each queue are left to ask the annotator about. */
    public Map<PairOrder, Long> left(Sitting sitting) {
        return queues.left(sitting);
    }

    /** How many pairs the annotator judged, and how many of those twice. */
    public Steadiness steadiness(Sitting sitting) {
        return new Steadiness(
                workspace.comparisons().judged(sitting.annotator()).size(),
                repeated(sitting.annotator()).size());
    }

    /** A pair to ask a second time, with its sides exchanged; empty where none was judged long enough ago. */
    public Optional<Question> again(Sitting sitting) {
        List<Comparison> judged = workspace.comparisons().judged(sitting.annotator());
        Set<Pair> repeated = repeated(sitting.annotator());
        Sides sides = new Sides(sitting.seed(), sitting.annotator());
        return judged.subList(0, Math.max(0, judged.size() - REPEAT_AFTER)).stream()
                .filter(vote -> !repeated.contains(lowFirst(vote.pair())))
                .min(Comparator.comparingLong(vote -> sides.place(
                        dataset(vote.pair().datasetId()).sha256(), vote.pair().record())))
                .map(vote -> question(sitting, Sides.swapped(vote.pair())).secondTime());
    }

    private Set<Pair> repeated(String annotator) {
        Set<Pair> repeated = new LinkedHashSet<>();
        workspace.comparisons().repeated().stream()
                .filter(vote -> vote.annotator().equals(annotator))
                .forEach(vote -> repeated.add(lowFirst(vote.pair())));
        return repeated;
    }

    static Pair lowFirst(Pair pair) {
        return new Pair(pair.datasetId(), pair.record(), pair.low(), pair.high());
    }

    /**
     * The pair to ask of a record: the most informative open one; the first one when all is said.
     *
     * @throws IllegalArgumentException if the record has not two answers
     */
    public Question question(Sitting sitting, PairGroup group) {
        List<StoredSample> answers = answers(group.datasetId(), group.record());
        if (sitting.order() == PairOrder.CONFLICT) {
            return conflict(sitting, group, answers);
        }
        NextPair next = nextPair(sitting, answers, group.datasetId(), group.record());
        NextPair.Open open = next.next()
                .orElseGet(() -> new NextPair.Open(
                        answers.get(0).sample().candidate(),
                        answers.get(1).sample().candidate()));
        Pair pair = new Pair(group.datasetId(), group.record(), open.low(), open.high());
        return question(sitting, shuffled(sitting, pair), answers, next.open().size());
    }

    /** A pair on the sides it has for the annotator. */
    Pair shuffled(Sitting sitting, Pair pair) {
        return new Sides(sitting.seed(), sitting.annotator())
                .shuffled(dataset(pair.datasetId()).sha256(), pair);
    }

    /** A pair on which annotators differ and which is not settled; when none is left, one this annotator settled. */
    private Question conflict(Sitting sitting, PairGroup group, List<StoredSample> answers) {
        List<Pair> open = workspace.conflicts().unsettled(group.datasetId(), group.record());
        Pair pair = open.stream()
                .findFirst()
                .or(() -> votes(sitting.annotator(), group.datasetId(), group.record()).stream()
                        .filter(vote -> vote.queue().equals(PairOrder.CONFLICT.id()))
                        .map(Comparison::pair)
                        .findFirst())
                .orElseGet(() -> new Pair(
                        group.datasetId(),
                        group.record(),
                        answers.get(0).sample().candidate(),
                        answers.get(1).sample().candidate()));
        return question(sitting, open.isEmpty() ? pair : shuffled(sitting, pair), answers, open.size());
    }

    /** A pair that was asked before, on the sides it has for the annotator. */
    public Question question(Sitting sitting, Pair pair) {
        List<StoredSample> answers = answers(pair.datasetId(), pair.record());
        NextPair next = nextPair(sitting, answers, pair.datasetId(), pair.record());
        return question(sitting, pair, answers, next.open().size());
    }

    /** A pair that was voted on, asked again as it was then. */
    public Question question(Sitting sitting, Comparison vote) {
        Question question = question(sitting, vote.pair());
        return vote.isRepeat() ? question.secondTime() : question;
    }

    private Question question(Sitting sitting, Pair pair, List<StoredSample> answers, int open) {
        Optional<Comparison> said = workspace
                .comparisons()
                .current(pair, sitting.annotator())
                .filter(vote ->
                        sitting.order() != PairOrder.CONFLICT || vote.queue().equals(PairOrder.CONFLICT.id()));
        Set<Pair> voted = new LinkedHashSet<>();
        votes(sitting.annotator(), pair.datasetId(), pair.record()).stream()
                .filter(vote -> vote.said().choice() != Comparison.Choice.SKIP)
                .forEach(vote -> voted.add(vote.pair()));
        boolean skipped = said.filter(vote -> vote.said().choice() == Comparison.Choice.SKIP)
                .isPresent();
        return new Question(
                new PairGroup(pair.datasetId(), pair.record(), answers.size(), voted.size(), skipped),
                pair,
                answer(answers, pair.a()),
                answer(answers, pair.b()),
                dataset(pair.datasetId()),
                open,
                said,
                workspace.comparisons().history(pair, sitting.annotator()).stream()
                        .anyMatch(vote -> vote.said().choice().judges()),
                false);
    }

    /** What is hidden of a pair until a vote. */
    public Hidden hidden(Sitting sitting, Question question) {
        return hiding.of(sitting, question);
    }

    /**
     * Votes on a pair.
     *
     * @throws IllegalArgumentException if there is no such pair
     */
    public Comparison vote(Sitting sitting, Pair pair, Vote vote) {
        return workspace
                .comparisons()
                .vote(
                        new Ballot(
                                pair,
                                sitting.annotator(),
                                sitting.seed(),
                                sitting.order().id()),
                        vote);
    }

    /** Votes on a pair that was asked about, in the place it was asked from. */
    public Comparison vote(Sitting sitting, Question question, Vote vote) {
        String queue = question.again() ? Comparison.REPEAT : sitting.order().id();
        return workspace
                .comparisons()
                .vote(new Ballot(question.pair(), sitting.annotator(), sitting.seed(), queue), vote);
    }

    private NextPair nextPair(Sitting sitting, List<StoredSample> answers, long datasetId, long record) {
        Map<Integer, Double> rewards = new HashMap<>();
        for (StoredSample answer : answers) {
            hiding.reward(sitting.runId(), answer.id())
                    .ifPresent(reward -> rewards.put(answer.sample().candidate(), reward));
        }
        List<Integer> candidates =
                answers.stream().map(answer -> answer.sample().candidate()).toList();
        return new NextPair(candidates, rewards, votes(sitting.annotator(), datasetId, record));
    }

    private List<Comparison> votes(String annotator, long datasetId, long record) {
        return workspace.comparisons().ofRecord(datasetId, record).stream()
                .filter(vote -> vote.annotator().equals(annotator))
                .toList();
    }

    /**
     * The answers of a record.
     *
     * @throws IllegalArgumentException if it has not two
     */
    List<StoredSample> answers(long datasetId, long record) {
        List<StoredSample> answers = workspace.samples().ofRecord(datasetId, record);
        if (answers.size() < 2) {
            throw new IllegalArgumentException(
                    "Record " + record + " of dataset " + datasetId + " has " + answers.size() + " answers, not two");
        }
        return answers;
    }

    private static StoredSample answer(List<StoredSample> answers, int candidate) {
        return answers.stream()
                .filter(answer -> answer.sample().candidate() == candidate)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The record has no answer " + candidate));
    }

    /** A dataset of the workspace. */
    Dataset dataset(long id) {
        return workspace
                .datasets()
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no dataset " + id + " in this workspace"));
    }
}
