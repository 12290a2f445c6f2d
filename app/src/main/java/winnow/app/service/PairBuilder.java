package winnow.app.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import winnow.scoring.rank.Calibration;
import winnow.store.data.Comparison;

/**
 * Makes preference pairs of groups of answers, by rules, and counts why others were dropped. Confined to one thread.
 */
final class PairBuilder implements PairSource.Prompts {

    /**
     * The answers to one prompt.
     *
     * @param answers two or more make a pair
     * @param votes what annotators say now of pairs of them
     */
    record Group(List<PairAnswer> answers, List<Comparison> votes) {}

    /**
     * What was made.
     *
     * @param pairs in order of the workspace
     * @param dropped why others were dropped, and how many
     * @param before the lengths before the rule of length and the limit by prompt
     * @param after the lengths of what was made
     */
    record Result(List<BuiltPair> pairs, Map<String, Long> dropped, PairLengths before, PairLengths after) {}

    /** The votes of one pair. */
    private record Ballots(PairAnswer low, PairAnswer high, List<Comparison> votes) {

        boolean isBad() {
            long bad = votes.stream()
                    .filter(vote -> vote.said().choice() == Comparison.Choice.BOTH_BAD)
                    .count();
            return 2 * bad > votes.size();
        }

        /** How much better the lower answer is, from -2 to 2. */
        double mean() {
            return votes.stream()
                    .filter(vote -> vote.said().choice().ranks())
                    .mapToInt(Comparison::towardsLow)
                    .average()
                    .orElse(0);
        }
    }

    private record Key(long datasetId, long record, int candidate) {}

    /** Takes every margin at its word. */
    static final Calibration CERTAIN = margin -> margin > 0 ? 1 : 0;

    private final PairRules rules;
    private final Calibration calibration;
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private final List<BuiltPair> built = new ArrayList<>();
    private final PairVerdicts verdicts;
    private int prompts;

    PairBuilder(PairRules rules) {
        this(rules, CERTAIN, PairVerdicts.NONE);
    }

    /**
     * By rules.
     *
     * @param calibration which one of the rules may ask
     * @param verdicts of a judge
     */
    PairBuilder(PairRules rules, Calibration calibration, PairVerdicts verdicts) {
        this.rules = rules;
        this.calibration = calibration;
        this.verdicts = verdicts;
    }

    /** Counts something that made no pair. */
    @Override
    public void drop(String reason) {
        dropped.merge(reason, 1L, Long::sum);
    }

    /** Makes the pairs of one prompt. */
    @Override
    public void add(Group group) {
        prompts++;
        List<Ballots> ballots = ballots(group);
        if (rules.basis() == PairRules.Basis.VOTES) {
            byVotes(group, ballots);
            return;
        }
        List<PairAnswer> answers = distinct(group.answers());
        if (answers.size() < 2) {
            drop("single_answer");
            return;
        }
        Set<Set<Long>> bad = bad(group);
        List<BuiltPair> candidates = switch (rules.basis()) {
            case REWARD, VOTES -> byReward(answers);
            case VERIFIER -> byTruth(answers);
            case JUDGE -> byJudge(answers, bad);
        };
        candidates.forEach(pair -> {
            if (bad.contains(Set.of(pair.chosen().sampleId(), pair.rejected().sampleId()))) {
                drop("both_bad");
            } else {
                keep(pair);
            }
        });
    }

    /** Ends: applies the rule of length and the limit by prompt. */
    Result finish() {
        PairLengths before = PairLengths.of(built);
        List<BuiltPair> pairs =
                balanced(limited(built.stream().filter(this::fits).toList()));
        return new Result(pairs, Map.copyOf(dropped), before, PairLengths.of(pairs));
    }

    private List<PairAnswer> distinct(List<PairAnswer> answers) {
        Set<Long> seen = new HashSet<>();
        List<PairAnswer> distinct = new ArrayList<>();
        for (PairAnswer answer : answers) {
            if (seen.add(answer.words())) {
                distinct.add(answer);
            } else {
                drop("same_answer");
            }
        }
        return distinct;
    }

    private List<BuiltPair> byReward(List<PairAnswer> answers) {
        List<PairAnswer> scored = new ArrayList<>();
        for (PairAnswer answer : answers) {
            if (answer.reward().isPresent()) {
                scored.add(answer);
            } else {
                drop("no_reward");
            }
        }
        scored.sort(Comparator.comparingDouble((PairAnswer answer) -> reward(answer))
                .reversed()
                .thenComparingLong(PairAnswer::sampleId));
        List<BuiltPair> pairs = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            for (int j = i + 1; j < scored.size(); j++) {
                pairs.add(pair(scored.get(i), scored.get(j)));
            }
        }
        return pairs;
    }

    private List<BuiltPair> byTruth(List<PairAnswer> answers) {
        if (answers.stream().anyMatch(answer -> answer.right().isEmpty())) {
            drop("no_reference");
            return List.of();
        }
        List<PairAnswer> right =
                answers.stream().filter(answer -> answer.right().orElse(false)).toList();
        List<PairAnswer> wrong =
                answers.stream().filter(answer -> !answer.right().orElse(false)).toList();
        if (right.isEmpty() || wrong.isEmpty()) {
            drop(right.isEmpty() ? "all_wrong" : "all_right");
        }
        return right.stream()
                .flatMap(better -> wrong.stream().map(worse -> pair(better, worse)))
                .toList();
    }

    private List<BuiltPair> byJudge(List<PairAnswer> answers, Set<Set<Long>> bad) {
        List<BuiltPair> pairs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (int j = i + 1; j < answers.size(); j++) {
                PairAnswer first = answers.get(i);
                PairAnswer second = answers.get(j);
                if (bad.contains(Set.of(first.sampleId(), second.sampleId()))) {
                    drop("both_bad");
                    continue;
                }
                OptionalDouble margin = verdicts.margin(first, second);
                if (margin.isEmpty()) {
                    drop("not_judged");
                } else if (margin.getAsDouble() == 0) {
                    drop("tie");
                } else if (margin.getAsDouble() > 0) {
                    pairs.add(new BuiltPair(prompts, first, second, margin.getAsDouble()));
                } else {
                    pairs.add(new BuiltPair(prompts, second, first, -margin.getAsDouble()));
                }
            }
        }
        return pairs;
    }

    /** The pairs, by the numbers of their samples, that most of those who voted on them find bad on both sides. */
    static Set<Set<Long>> bad(Group group) {
        Set<Set<Long>> bad = new HashSet<>();
        ballots(group).stream()
                .filter(Ballots::isBad)
                .forEach(pair ->
                        bad.add(Set.of(pair.low().sampleId(), pair.high().sampleId())));
        return bad;
    }

    private void byVotes(Group group, List<Ballots> ballots) {
        if (ballots.isEmpty()) {
            drop(group.answers().size() < 2 ? "single_answer" : "no_vote");
        }
        for (Ballots pair : ballots) {
            double mean = pair.mean();
            if (pair.isBad()) {
                drop("both_bad");
            } else if (mean == 0) {
                drop("tie");
            } else if (pair.low().words() == pair.high().words()) {
                drop("same_answer");
            } else {
                keep(
                        mean > 0
                                ? new BuiltPair(prompts, pair.low(), pair.high(), mean)
                                : new BuiltPair(prompts, pair.high(), pair.low(), -mean));
            }
        }
    }

    private static List<Ballots> ballots(Group group) {
        Map<Key, PairAnswer> answers = new HashMap<>();
        group.answers()
                .forEach(answer ->
                        answers.put(new Key(answer.datasetId(), answer.record(), answer.candidate()), answer));
        Map<List<PairAnswer>, List<Comparison>> byPair = new LinkedHashMap<>();
        for (Comparison vote : group.votes()) {
            Comparison.Pair pair = vote.pair();
            PairAnswer low = answers.get(new Key(pair.datasetId(), pair.record(), pair.low()));
            PairAnswer high = answers.get(new Key(pair.datasetId(), pair.record(), pair.high()));
            if (low != null && high != null && vote.said().choice().judges()) {
                byPair.computeIfAbsent(List.of(low, high), key -> new ArrayList<>())
                        .add(vote);
            }
        }
        return byPair.entrySet().stream()
                .map(entry -> new Ballots(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    private BuiltPair pair(PairAnswer chosen, PairAnswer rejected) {
        BuiltPair pair = new BuiltPair(prompts, chosen, rejected, 0);
        return isMeasured(pair) ? new BuiltPair(prompts, chosen, rejected, reward(chosen) - reward(rejected)) : pair;
    }

    private static double reward(PairAnswer answer) {
        return answer.reward().orElse(0);
    }

    private void keep(BuiltPair pair) {
        boolean equal = rules.basis() == PairRules.Basis.REWARD && pair.margin() <= 0;
        if (equal || pair.margin() < rules.margin().orElse(Double.NEGATIVE_INFINITY)) {
            drop("below_margin");
        } else if (rules.minProbability().isPresent() && !isMeasured(pair)) {
            drop("no_reward");
        } else if (rules.minProbability().isPresent()
                && probability(pair) < rules.minProbability().getAsDouble()) {
            drop("below_probability");
        } else {
            built.add(pair);
        }
    }

    private static boolean isMeasured(BuiltPair pair) {
        return pair.chosen().reward().isPresent() && pair.rejected().reward().isPresent();
    }

    private double probability(BuiltPair pair) {
        return calibration.probability(reward(pair.chosen()) - reward(pair.rejected()));
    }

    private boolean fits(BuiltPair pair) {
        boolean refused =
                rules.length().refuses(pair.chosen().chars(), pair.rejected().chars());
        if (refused) {
            drop("too_long");
        }
        return !refused;
    }

    /** As many pairs with a longer chosen answer as with a shorter one; the most unequal ones go. */
    private List<BuiltPair> balanced(List<BuiltPair> pairs) {
        if (!rules.length().rebalance()) {
            return pairs;
        }
        long shorter = pairs.stream().filter(pair -> pair.longer() < 0).count();
        List<BuiltPair> longer = pairs.stream()
                .filter(pair -> pair.longer() > 0)
                .sorted(Comparator.comparingDouble(BuiltPair::lengthRatio)
                        .thenComparingLong(pair -> pair.chosen().sampleId()))
                .toList();
        Set<BuiltPair> gone = new HashSet<>(longer.subList((int) Math.min(shorter, longer.size()), longer.size()));
        gone.forEach(pair -> drop("unbalanced_length"));
        return pairs.stream().filter(pair -> !gone.contains(pair)).toList();
    }

    private List<BuiltPair> limited(List<BuiltPair> pairs) {
        Map<Integer, Integer> taken = new HashMap<>();
        List<BuiltPair> widest = new ArrayList<>(pairs);
        widest.sort(Comparator.comparingDouble(BuiltPair::margin)
                .reversed()
                .thenComparingLong(pair -> pair.chosen().sampleId())
                .thenComparingLong(pair -> pair.rejected().sampleId()));
        List<BuiltPair> kept = new ArrayList<>();
        for (BuiltPair pair : widest) {
            if (taken.merge(pair.prompt(), 1, Integer::sum) <= rules.maxPerPrompt()) {
                kept.add(pair);
            } else {
                drop("over_limit");
            }
        }
        kept.sort(Comparator.comparingInt(BuiltPair::prompt)
                .thenComparing(Comparator.comparingDouble(BuiltPair::margin).reversed())
                .thenComparingLong(pair -> pair.chosen().sampleId()));
        return kept;
    }
}
