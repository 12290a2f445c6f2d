package winnow.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executor;
import winnow.scoring.Prepared;
import winnow.scoring.ScoringException;
import winnow.scoring.judge.JudgeModel;
import winnow.scoring.judge.Vote;
import winnow.scoring.judge.Votes;
import winnow.store.data.Dataset;
import winnow.store.data.StoredSample;
import winnow.store.data.Turn;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;

/**
 * Has a judge compare answers, pair by pair, in both orders. What it says is on the disk the moment it comes, and is
 * not asked for twice, in whichever record or dataset the same answers stand. Confined to one thread.
 */
final class JudgedPairs implements PairSource.Prompts, PairVerdicts {

    private record Pair(PairAnswer first, PairAnswer second) {}

    private record Question(Pair pair, String key, int number) {}

    private final Workspace workspace;
    private final JudgeModel judge;
    private final String fingerprint;
    private final List<Pair> pairs = new ArrayList<>();

    JudgedPairs(Workspace workspace, JudgeModel judge, String fingerprint) {
        this.workspace = workspace;
        this.judge = judge;
        this.fingerprint = fingerprint;
    }

    @Override
    public void drop(String reason) {
        // who makes the pairs counts
    }

    /** Notes all pairs of different answers, but for those that annotators found bad. */
    @Override
    public void add(PairBuilder.Group group) {
        Set<Set<Long>> bad = PairBuilder.bad(group);
        Set<Long> seen = new HashSet<>();
        List<PairAnswer> answers = group.answers().stream()
                .filter(answer -> seen.add(answer.words()))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            for (int j = i + 1; j < answers.size(); j++) {
                Pair pair = new Pair(answers.get(i), answers.get(j));
                if (!bad.contains(Set.of(pair.first().sampleId(), pair.second().sampleId()))) {
                    pairs.add(pair);
                }
            }
        }
    }

    /**
     * Asks for what is not known of the pairs that were noted. Pairs the judge refuses stay without a verdict.
     *
     * @throws IOException if the judge cannot be asked at all; what it said so far is kept
     */
    void ask(Executor threads, int parallel, Progress progress, CancelToken cancel) throws IOException {
        List<Question> open = new ArrayList<>();
        for (Pair pair : pairs) {
            cancel.check();
            String key = key(load(pair));
            Map<Integer, String> known = workspace.judgeVotes().votes(key);
            for (int number = 0; number < judge.votes(); number++) {
                if (!known.containsKey(number)) {
                    open.add(new Question(pair, key, number));
                }
            }
        }
        Optional<String> stopped = new Asking(threads, parallel, cancel)
                .all(open.iterator(), this::vote, new Asking.Take<Question, Vote>() {
                    private long done;

                    @Override
                    public void answer(Question question, Vote vote) {
                        workspace.judgeVotes().add(question.key(), question.number(), vote.name());
                        progress.update(++done, open.size());
                    }

                    @Override
                    public void failure(Question question, String reason) {
                        progress.update(++done, open.size());
                    }
                });
        if (stopped.isPresent()) {
            throw new IOException(stopped.get() + " What it said so far is kept: call again to go on.");
        }
    }

    private Vote vote(Question question) throws ScoringException {
        List<StoredSample> samples = load(question.pair());
        return judge.vote(prepared(samples.get(0)), prepared(samples.get(1)), question.number() % 2 == 1);
    }

    private Prepared prepared(StoredSample sample) throws ScoringException {
        Dataset dataset = workspace.datasets().find(sample.datasetId()).orElseThrow();
        return judge.prepare(sample.sample(), MediaFolder.roots(workspace.file(), dataset.mediaRoots()));
    }

    private List<StoredSample> load(Pair pair) {
        return workspace
                .samples()
                .load(List.of(pair.first().sampleId(), pair.second().sampleId()));
    }

    private String key(List<StoredSample> pair) {
        StoredSample first = pair.get(0);
        List<Turn> turns = first.sample().turns();
        List<String> context = new ArrayList<>(List.of(
                fingerprint, first.sample().answer(), pair.get(1).sample().answer()));
        if (!first.sample().media().isEmpty()) {
            context.add(workspace
                    .datasets()
                    .find(first.datasetId())
                    .orElseThrow()
                    .mediaRoots()
                    .toString());
        }
        return PromptKey.of(context, first.sample().media(), turns.subList(0, turns.size() - 1));
    }

    /** Empty where the judge was not asked all there is to ask, or nothing it said could be read. */
    @Override
    public OptionalDouble margin(PairAnswer first, PairAnswer second) {
        List<Vote> votes = workspace.judgeVotes().votes(key(load(new Pair(first, second)))).values().stream()
                .map(Vote::valueOf)
                .toList();
        Votes counted = Votes.of(votes);
        return votes.size() < judge.votes() || counted.unreadable() == votes.size()
                ? OptionalDouble.empty()
                : OptionalDouble.of(counted.margin());
    }
}
