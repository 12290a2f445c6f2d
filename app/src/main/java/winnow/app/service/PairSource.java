package winnow.app.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import winnow.store.check.GroundTruth;
import winnow.store.data.Comparison;
import winnow.store.data.Dataset;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.db.Snapshot;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Reads a workspace into groups of answers to one prompt: the same words before the last answer and the same pictures,
 * whichever record and dataset they stand in. A record that holds answers without a question is a group of its own.
 */
final class PairSource {

    private static final int PAGE = 200;

    /** Takes what is read. */
    interface Prompts {

        /** A record that is left out. */
        void drop(String reason);

        /** All answers to one prompt, in order of the workspace. */
        void add(PairBuilder.Group group);
    }

    /** One answer and what its record names as right. */
    private record Read(PairAnswer answer, String text, Optional<GroundTruth> truth) {}

    private final Snapshot snapshot;
    private final boolean verifies;
    private final Map<String, List<Read>> groups = new LinkedHashMap<>();
    private final Map<String, Set<List<Long>>> records = new HashMap<>();

    /**
     * Over a workspace.
     *
     * @param verifies whether answers are held against the right one
     */
    PairSource(Snapshot snapshot, boolean verifies) {
        this.snapshot = snapshot;
        this.verifies = verifies;
    }

    /** Reads datasets and hands every prompt to {@code prompts}; answers of pruned records are dropped. */
    void read(
            List<Dataset> datasets,
            OptionalLong runId,
            Map<List<Long>, List<Comparison>> votes,
            Prompts prompts,
            Progress progress,
            CancelToken cancel) {
        long all = datasets.stream().mapToLong(Dataset::records).sum();
        long done = 0;
        for (Dataset dataset : datasets) {
            long after = -1;
            while (true) {
                cancel.check();
                List<WholeRecord> page = snapshot.whole(
                        dataset.id(), new Snapshot.Cut(runId, OptionalDouble.empty()), true, after, PAGE);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(record -> add(dataset, record, prompts));
                after = page.get(page.size() - 1).record();
                done += page.size();
                progress.update(Math.min(done, all), all);
            }
        }
        groups.forEach((prompt, answers) -> {
            List<Comparison> said = new ArrayList<>();
            records.getOrDefault(prompt, Set.of())
                    .forEach(record -> said.addAll(votes.getOrDefault(record, List.of())));
            prompts.add(new PairBuilder.Group(judged(answers), said));
        });
    }

    private void add(Dataset dataset, WholeRecord record, Prompts prompts) {
        if (!record.answered()) {
            return;
        }
        if (!record.kept()) {
            prompts.drop("pruned");
            return;
        }
        Optional<GroundTruth> truth = verifies ? GroundTruth.of(record.raw()) : Optional.empty();
        for (Candidate candidate : record.candidates()) {
            String text = candidate.turns().get(candidate.turns().size() - 1).text();
            PairAnswer answer = new PairAnswer(
                    candidate.sampleId().orElseThrow(),
                    dataset.id(),
                    record.record(),
                    candidate.number(),
                    candidate.judged().reward(),
                    text.codePointCount(0, text.length()),
                    PromptKey.of(text.strip()),
                    Optional.empty());
            String prompt = prompt(dataset, record.record(), candidate);
            groups.computeIfAbsent(prompt, key -> new ArrayList<>()).add(new Read(answer, verifies ? text : "", truth));
            records.computeIfAbsent(prompt, key -> new HashSet<>()).add(List.of(dataset.id(), record.record()));
        }
    }

    /** The answers, held against the right one where all that name one name the same. */
    private static List<PairAnswer> judged(List<Read> answers) {
        Set<GroundTruth> truths = new HashSet<>();
        answers.forEach(read -> read.truth().ifPresent(truths::add));
        if (truths.size() != 1) {
            return answers.stream().map(Read::answer).toList();
        }
        GroundTruth truth = truths.iterator().next();
        return answers.stream()
                .map(read -> {
                    PairAnswer a = read.answer();
                    return new PairAnswer(
                            a.sampleId(),
                            a.datasetId(),
                            a.record(),
                            a.candidate(),
                            a.reward(),
                            a.chars(),
                            a.words(),
                            Optional.of(truth.isMetBy(read.text())));
                })
                .toList();
    }

    private static String prompt(Dataset dataset, long record, Candidate candidate) {
        List<Turn> before = candidate.turns().subList(0, candidate.turns().size() - 1);
        List<String> context = new ArrayList<>();
        if (before.stream().noneMatch(turn -> turn.role() == Role.USER)) {
            context.add("record " + dataset.id() + " " + record);
        }
        if (!candidate.media().isEmpty()) {
            context.add(dataset.mediaRoots().toString());
        }
        return PromptKey.of(context, candidate.media(), before);
    }
}
