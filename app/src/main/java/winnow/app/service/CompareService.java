package winnow.app.service;

import java.util.ArrayList;
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
import winnow.store.data.Outcome;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.data.StoredSample;
import winnow.store.db.ComparisonTable.Ballot;
import winnow.store.db.Workspace;

/**
 * Which of two answers is better: what is asked, on which sides, and the votes. Every call may wait for the disk, so
 * none belongs on the JavaFX thread. A vote is on disk when the call returns.
 */
public final class CompareService {

    /** Of ten pairs of the mixed queue: six that disagree, two near zero, two at random. */
    private static final List<PairOrder> MIX = List.of(
            PairOrder.DISAGREEMENT,
            PairOrder.RANDOM,
            PairOrder.DISAGREEMENT,
            PairOrder.NEAR_ZERO,
            PairOrder.DISAGREEMENT,
            PairOrder.DISAGREEMENT,
            PairOrder.RANDOM,
            PairOrder.DISAGREEMENT,
            PairOrder.NEAR_ZERO,
            PairOrder.DISAGREEMENT);

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
     */
    public record Question(
            PairGroup group,
            Pair pair,
            StoredSample a,
            StoredSample b,
            Dataset dataset,
            int open,
            Optional<Comparison> said) {

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
     */
    public record Hidden(OptionalDouble rewardA, OptionalDouble rewardB, OptionalLong betterInFile) {

        /** How much higher the reward of A is; empty where one is missing. */
        public OptionalDouble margin() {
            return rewardA.isPresent() && rewardB.isPresent()
                    ? OptionalDouble.of(rewardA.getAsDouble() - rewardB.getAsDouble())
                    : OptionalDouble.empty();
        }
    }

    private final Workspace workspace;
    private final Formats formats;
    private final UndoLog undoLog;

    CompareService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
        this.undoLog = new UndoLog(workspace.comparisons()::steps);
    }

    /** The records of a queue, in the order in which they are asked. */
    public List<PairGroup> groups(Sitting sitting) {
        if (sitting.order() == PairOrder.MIXED) {
            return mixed(sitting);
        }
        List<PairGroup> groups =
                workspace.pairs().groups(sitting.order(), sitting.runId(), sitting.annotator(), formats.labelled());
        return sitting.order() == PairOrder.RANDOM ? shuffled(groups, sitting) : groups;
    }

    /**
     * The pair to ask of a record: the most informative open one; the first one when all is said.
     *
     * @throws IllegalArgumentException if the record has not two answers
     */
    public Question question(Sitting sitting, PairGroup group) {
        List<StoredSample> answers = answers(group.datasetId(), group.record());
        NextPair next = nextPair(sitting, answers, group.datasetId(), group.record());
        NextPair.Open open = next.next()
                .orElseGet(() -> new NextPair.Open(
                        answers.get(0).sample().candidate(),
                        answers.get(1).sample().candidate()));
        Dataset dataset = dataset(group.datasetId());
        Pair pair = new Sides(sitting.seed(), sitting.annotator())
                .shuffled(dataset.sha256(), new Pair(dataset.id(), group.record(), open.low(), open.high()));
        return question(sitting, pair, answers, next.open().size());
    }

    /** A pair that was asked before, on the sides it has for the annotator. */
    public Question question(Sitting sitting, Pair pair) {
        List<StoredSample> answers = answers(pair.datasetId(), pair.record());
        NextPair next = nextPair(sitting, answers, pair.datasetId(), pair.record());
        return question(sitting, pair, answers, next.open().size());
    }

    private Question question(Sitting sitting, Pair pair, List<StoredSample> answers, int open) {
        Optional<Comparison> said = workspace.comparisons().current(pair, sitting.annotator());
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
                said);
    }

    /** What is hidden of a pair until a vote. */
    public Hidden hidden(Question question, OptionalLong runId) {
        boolean labelled = question.group().answers() == 2
                && formats.labelled().contains(question.dataset().format());
        return new Hidden(
                reward(runId, question.a().id()),
                reward(runId, question.b().id()),
                labelled ? OptionalLong.of(question.pair().low()) : OptionalLong.empty());
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

    /** Takes the last vote of an annotator back that is not taken back yet. Works across restarts, without limit. */
    public Optional<Comparison> undo(String annotator) {
        synchronized (undoLog) {
            return undoLog.toUndo(Optional.of(annotator)).map(workspace.comparisons()::takeBack);
        }
    }

    /** Votes again as in the vote that was taken back last, unless the annotator voted since. */
    public Optional<Comparison> redo(String annotator) {
        synchronized (undoLog) {
            return undoLog.toRedo(Optional.of(annotator)).map(workspace.comparisons()::takeBack);
        }
    }

    private List<PairGroup> mixed(Sitting sitting) {
        Map<PairOrder, List<PairGroup>> lists = new HashMap<>();
        for (PairOrder order : Set.copyOf(MIX)) {
            lists.put(order, groups(new Sitting(sitting.annotator(), order, sitting.runId(), sitting.seed())));
        }
        Map<PairOrder, Integer> read = new HashMap<>();
        Map<Long, Set<Long>> taken = new HashMap<>();
        List<PairGroup> mixed = new ArrayList<>();
        int all = lists.getOrDefault(PairOrder.RANDOM, List.of()).size();
        for (int turn = 0; mixed.size() < all; turn++) {
            PairOrder order = MIX.get(turn % MIX.size());
            List<PairGroup> list = lists.getOrDefault(order, List.of());
            int at = read.getOrDefault(order, 0);
            boolean found = false;
            while (at < list.size() && !found) {
                PairGroup group = list.get(at++);
                found = taken.computeIfAbsent(group.datasetId(), id -> new LinkedHashSet<>())
                        .add(group.record());
                if (found) {
                    mixed.add(group);
                }
            }
            read.put(order, at);
        }
        return mixed;
    }

    private List<PairGroup> shuffled(List<PairGroup> groups, Sitting sitting) {
        Sides sides = new Sides(sitting.seed(), sitting.annotator());
        Map<Long, String> hashes = new HashMap<>();
        workspace.datasets().all().forEach(dataset -> hashes.put(dataset.id(), dataset.sha256()));
        record Placed(long place, PairGroup group) {}
        return groups.stream()
                .map(group ->
                        new Placed(sides.place(hashes.getOrDefault(group.datasetId(), ""), group.record()), group))
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::group)
                .toList();
    }

    private NextPair nextPair(Sitting sitting, List<StoredSample> answers, long datasetId, long record) {
        Map<Integer, Double> rewards = new HashMap<>();
        for (StoredSample answer : answers) {
            reward(sitting.runId(), answer.id())
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

    private List<StoredSample> answers(long datasetId, long record) {
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

    private OptionalDouble reward(OptionalLong runId, long sampleId) {
        Optional<Outcome> outcome =
                runId.isPresent() ? workspace.scores().find(runId.getAsLong(), sampleId) : Optional.empty();
        return outcome.isPresent() && outcome.get() instanceof Outcome.Score score
                ? OptionalDouble.of(score.reward())
                : OptionalDouble.empty();
    }

    private Dataset dataset(long id) {
        return workspace
                .datasets()
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no dataset " + id + " in this workspace"));
    }
}
