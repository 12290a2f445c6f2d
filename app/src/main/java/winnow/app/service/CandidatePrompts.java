package winnow.app.service;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.format.Candidates;
import winnow.store.job.CancelToken;
import winnow.store.query.Query;

/** Finds the prompts of a workspace that answers can be asked for, each once. Confined to one thread. */
final class CandidatePrompts {

    private static final int PAGE = 200;

    /**
     * What a prompt says.
     *
     * @param turns oldest first; ends with a question
     * @param media what it shows
     */
    record Said(List<Turn> turns, List<Media> media) {}

    private final Workspace workspace;
    private final List<CandidatePrompt> found = new ArrayList<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Set<String> keys = new HashSet<>();

    CandidatePrompts(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The prompts, in order of the workspace. */
    List<CandidatePrompt> found() {
        return found;
    }

    /** Why others are not asked, and how many. */
    Map<String, Long> skipped() {
        return skipped;
    }

    /**
     * Looks for them.
     *
     * @throws IllegalArgumentException if the query is not understood
     */
    void find(CandidateRequest.Scope scope, CancelToken cancel) {
        Optional<BitSet> asked = scope.query().map(query -> samples(query, scope.runId()));
        Snapshot.Cut cut = new Snapshot.Cut(OptionalLong.empty(), OptionalDouble.empty());
        try (Snapshot snapshot = workspace.snapshot()) {
            for (Dataset dataset : snapshot.datasets()) {
                boolean wanted = scope.datasetId().isPresent()
                        ? scope.datasetId().getAsLong() == dataset.id()
                        : !dataset.format().equals(Candidates.ID);
                long after = wanted ? -1 : Long.MAX_VALUE;
                while (after < Long.MAX_VALUE) {
                    cancel.check();
                    List<WholeRecord> page = snapshot.whole(dataset.id(), cut, false, after, PAGE);
                    page.forEach(record -> add(dataset, record, asked));
                    after = page.isEmpty()
                            ? Long.MAX_VALUE
                            : page.get(page.size() - 1).record();
                }
            }
        }
    }

    private BitSet samples(String query, OptionalLong runId) {
        BitSet samples = new BitSet();
        for (long id : workspace.queue().order(runId, Query.parse(query))) {
            samples.set(Math.toIntExact(id));
        }
        return samples;
    }

    private void add(Dataset dataset, WholeRecord record, Optional<BitSet> asked) {
        for (Candidate candidate : record.candidates()) {
            long sample = candidate.sampleId().orElse(0);
            if (asked.isEmpty() || asked.get().get(Math.toIntExact(sample))) {
                add(dataset, record.record(), sample, question(candidate.turns(), candidate.media()));
            }
        }
    }

    private void add(Dataset dataset, long record, long sample, Said said) {
        if (said.turns().isEmpty() || said.turns().get(said.turns().size() - 1).role() != Role.USER) {
            skip("no_question");
            return;
        }
        if (said.media().stream().anyMatch(medium -> medium.kind() == Media.Kind.VIDEO)) {
            skip("video");
            return;
        }
        List<String> context = said.media().isEmpty() ? List.of() : List.of(dataset.sha256());
        String key = PromptKey.of(context, said.media(), said.turns());
        if (keys.add(key)) {
            int chars =
                    said.turns().stream().mapToInt(turn -> turn.text().length()).sum();
            found.add(new CandidatePrompt(
                    dataset.id(), record, sample, key, chars, said.media().size()));
        }
    }

    private void skip(String why) {
        skipped.merge(why, 1L, Long::sum);
    }

    /** What a prompt says, read again. */
    static Said said(Workspace workspace, CandidatePrompt prompt) {
        if (prompt.sampleId() > 0) {
            Sample sample =
                    workspace.samples().load(List.of(prompt.sampleId())).get(0).sample();
            return question(sample.turns(), sample.media());
        }
        Prompt asked = workspace
                .prompts()
                .list(prompt.datasetId(), prompt.record() - 1, 1)
                .get(0);
        return question(asked.turns(), asked.media());
    }

    /** Without the answer at the end. */
    private static Said question(List<Turn> turns, List<Media> media) {
        int last = turns.size() - 1;
        boolean answered = last >= 0 && turns.get(last).role() == Role.ASSISTANT;
        return new Said(answered ? turns.subList(0, last) : turns, media);
    }
}
