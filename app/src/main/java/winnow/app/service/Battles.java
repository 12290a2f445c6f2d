package winnow.app.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.app.service.Leaderboard.Covariate;
import winnow.app.service.Leaderboard.From;
import winnow.scoring.rank.BradleyTerry.Comparison;
import winnow.scoring.rank.BradleyTerry.Outcome;
import winnow.store.check.TextTraits;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Dataset;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.db.AgreementTable.SpokenVote;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetReader;
import winnow.store.job.CancelToken;

/** Reads which model's answer was found better than which, record by record. Confined to one thread. */
final class Battles {

    private static final int PAGE = 200;

    /** Two answers of a record, and the votes on them. */
    private record Two(Candidate first, Candidate second, List<SpokenVote> votes) {}

    private final LeaderboardService.Request request;
    private final Formats formats;
    private final Map<String, Integer> models = new LinkedHashMap<>();
    private final List<Comparison> all = new ArrayList<>();
    private final Map<String, List<Comparison>> prompts = new LinkedHashMap<>();
    private final Map<List<Long>, List<SpokenVote>> votes = new HashMap<>();
    private long records;
    private long unnamed;
    private long silent;

    Battles(LeaderboardService.Request request, Formats formats) {
        this.request = request;
        this.formats = formats;
    }

    void read(Snapshot now, List<Dataset> datasets, CancelToken cancel) {
        if (request.from() == From.VOTES) {
            now.agreement()
                    .votes(request.runId())
                    .forEach(vote -> votes.computeIfAbsent(
                                    List.of(vote.pair().datasetId(), vote.pair().record()), key -> new ArrayList<>())
                            .add(vote));
        }
        for (Dataset dataset : datasets) {
            Optional<DatasetReader> reader = formats.find(dataset.format());
            if (reader.isPresent()) {
                read(now, dataset, reader.get(), cancel);
            }
        }
    }

    private void read(Snapshot now, Dataset dataset, DatasetReader reader, CancelToken cancel) {
        OptionalLong run = request.from() == From.REWARD ? request.runId() : OptionalLong.empty();
        Snapshot.Cut all = new Snapshot.Cut(run, OptionalDouble.empty());
        long after = -1;
        while (true) {
            cancel.check();
            List<WholeRecord> page = now.whole(dataset.id(), all, false, after, PAGE);
            if (page.isEmpty()) {
                return;
            }
            page.stream()
                    .filter(record -> record.answered() && record.candidates().size() > 1)
                    .forEach(record -> add(dataset, reader, record));
            after = page.get(page.size() - 1).record();
        }
    }

    private void add(Dataset dataset, DatasetReader reader, WholeRecord record) {
        List<Candidate> answers = record.candidates();
        List<String> names = reader.authors(record.raw());
        if (names.size() != answers.size()) {
            unnamed++;
            return;
        }
        List<SpokenVote> said = votes.getOrDefault(List.of(dataset.id(), record.record()), List.of());
        List<Comparison> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (int j = i + 1; j < answers.size(); j++) {
                if (!names.get(i).equals(names.get(j))) {
                    Two two = new Two(answers.get(i), answers.get(j), said);
                    List<Outcome> outcomes = outcomes(reader, record, two);
                    silent += outcomes.isEmpty() ? 1 : 0;
                    for (Outcome outcome : outcomes) {
                        found.add(
                                new Comparison(number(names.get(i)), number(names.get(j)), outcome, differences(two)));
                    }
                }
            }
        }
        if (!found.isEmpty()) {
            records++;
            all.addAll(found);
            prompts.computeIfAbsent(prompt(dataset, answers), key -> new ArrayList<>())
                    .addAll(found);
        }
    }

    /**
     * What tells prompts apart: the words all answers follow, and what is shown. Pictures of one name may be others in
     * another dataset.
     */
    private static String prompt(Dataset dataset, List<Candidate> answers) {
        Candidate first = answers.get(0);
        MessageDigest digest = Hashes.digest();
        List<String> parts = new ArrayList<>();
        for (int turn = 0; turn < common(answers); turn++) {
            parts.add(first.turns().get(turn).text());
        }
        if (!first.media().isEmpty()) {
            parts.add(dataset.sha256());
            first.media().forEach(shown -> parts.add(shown.path()));
        }
        for (String part : parts) {
            digest.update((part.length() + "\n" + part).getBytes(StandardCharsets.UTF_8));
        }
        return Hashes.text(digest);
    }

    /** How many turns all begin with; the last of each is its answer. */
    private static int common(List<Candidate> answers) {
        int most = answers.stream()
                .mapToInt(answer -> answer.turns().size() - 1)
                .min()
                .orElse(0);
        int common = 0;
        while (common < most && isCommon(answers, common)) {
            common++;
        }
        return common;
    }

    private static boolean isCommon(List<Candidate> answers, int turn) {
        return answers.stream()
                .allMatch(answer ->
                        answer.turns().get(turn).equals(answers.get(0).turns().get(turn)));
    }

    private int number(String model) {
        return models.computeIfAbsent(model, name -> models.size());
    }

    private List<Outcome> outcomes(DatasetReader reader, WholeRecord record, Two two) {
        return switch (request.from()) {
            case VOTES -> byVotes(two);
            case LABELS -> byLabel(reader, record, two);
            case REWARD -> byReward(two);
        };
    }

    private static List<Outcome> byVotes(Two two) {
        int first = two.first().number();
        int second = two.second().number();
        return two.votes().stream()
                .filter(vote -> vote.pair().low() == Math.min(first, second)
                        && vote.pair().high() == Math.max(first, second))
                .map(vote -> vote.choice() == Choice.BOTH_BAD
                        ? Outcome.BOTH_BAD
                        : outcome(vote.choice().towardsA() * (vote.pair().a() == first ? 1 : -1)))
                .toList();
    }

    /** Of a pair, where the format says which is better: one without a better answer counts from 1. */
    private static List<Outcome> byLabel(DatasetReader reader, WholeRecord record, Two two) {
        if (!reader.betterFirst() || record.candidates().size() != 2) {
            return List.of();
        }
        if (two.first().number() == 0) {
            return List.of(Outcome.FIRST);
        }
        return List.of(reader.bothBad(record.raw()) ? Outcome.BOTH_BAD : Outcome.TIE);
    }

    private static List<Outcome> byReward(Two two) {
        OptionalDouble first = two.first().judged().reward();
        OptionalDouble second = two.second().judged().reward();
        return first.isPresent() && second.isPresent()
                ? List.of(outcome(Double.compare(first.getAsDouble(), second.getAsDouble())))
                : List.of();
    }

    private static Outcome outcome(int towardsFirst) {
        return towardsFirst > 0 ? Outcome.FIRST : towardsFirst < 0 ? Outcome.SECOND : Outcome.TIE;
    }

    private List<Double> differences(Two two) {
        String first = answer(two.first());
        String second = answer(two.second());
        return request.covariates().stream()
                .map(covariate -> Math.log((1.0 + size(covariate, first)) / (1.0 + size(covariate, second))))
                .toList();
    }

    private static int size(Covariate covariate, String answer) {
        return switch (covariate) {
            case LENGTH -> answer.codePointCount(0, answer.length());
            case STYLE -> TextTraits.marks(answer);
        };
    }

    private static String answer(Candidate candidate) {
        return candidate.turns().get(candidate.turns().size() - 1).text();
    }

    /** Names of models, by their numbers. */
    List<String> models() {
        return List.copyOf(models.keySet());
    }

    /** All comparisons, in order of the records. */
    List<Comparison> all() {
        return List.copyOf(all);
    }

    /** The same by prompt: what is said about one goes together, whoever says it. */
    List<List<Comparison>> prompts() {
        return List.copyOf(prompts.values());
    }

    /** How many records have comparisons. */
    long records() {
        return records;
    }

    /** Records with several answers that do not say who wrote them. */
    long unnamed() {
        return unnamed;
    }

    /** Pairs of which nothing says which is better. */
    long silent() {
        return silent;
    }
}
