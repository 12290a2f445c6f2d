package winnow.app.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import winnow.scoring.rank.BestOfN;
import winnow.store.data.Dataset;
import winnow.store.data.Sample;
import winnow.store.data.StoredSample;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Picks the best of the answers to every prompt that has several, and says what picking of more of them is worth. */
public final class BestOfNService {

    private static final int BATCH = 200;

    /**
     * What is asked for.
     *
     * @param runId whose rewards
     * @param datasetId only this dataset; empty for all
     * @param ranking what the pick goes by
     * @param most answers to pick from, in {@link Report#overN}
     * @param out gets one JSON line a pick, when all is done and there is one; empty for none
     */
    public record Request(long runId, OptionalLong datasetId, RankingChoice ranking, int most, Optional<Path> out) {}

    /**
     * What came of it.
     *
     * @param prompts that have an answer
     * @param picks prompts with two scored answers or more
     * @param unscored answers without a reward; they are never picked
     * @param pruned records that were left out, because they are pruned
     * @param overN what to expect of the best of 1, 2, ...; lengths are in characters
     */
    public record Report(long prompts, long picks, long unscored, long pruned, List<BestOfN> overN) {

        public Report {
            overN = List.copyOf(overN);
        }
    }

    /**
     * The scored answers to a prompt.
     *
     * @param answers two or more
     * @param figures of them, in the same order
     */
    private record Choice(List<PairAnswer> answers, BestOfN.Answers figures) {

        PairAnswer best() {
            return answers.get(figures.pick());
        }
    }

    /** Keeps the prompts with two scored answers or more. */
    private static final class Choices implements PairSource.Prompts {

        private final Function<PairAnswer, OptionalDouble> value;
        private final List<Choice> found = new ArrayList<>();
        private long prompts;
        private long unscored;
        private long pruned;

        Choices(Function<PairAnswer, OptionalDouble> value) {
            this.value = value;
        }

        @Override
        public void drop(String reason) {
            pruned++;
        }

        @Override
        public void add(PairBuilder.Group group) {
            List<PairAnswer> scored = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (PairAnswer answer : group.answers()) {
                OptionalDouble of = value.apply(answer);
                if (of.isPresent() && answer.reward().isPresent()) {
                    scored.add(answer);
                    values.add(of.getAsDouble());
                }
            }
            prompts++;
            unscored += group.answers().size() - scored.size();
            if (scored.size() > 1) {
                List<Double> rewards =
                        scored.stream().map(each -> each.reward().getAsDouble()).toList();
                List<Double> lengths =
                        scored.stream().map(each -> (double) each.chars()).toList();
                found.add(new Choice(List.copyOf(scored), new BestOfN.Answers(values, rewards, lengths)));
            }
        }

        Report report(int most) {
            List<BestOfN> overN =
                    BestOfN.upTo(most, found.stream().map(Choice::figures).toList());
            return new Report(prompts, found.size(), unscored, pruned, overN);
        }
    }

    private final Workspace workspace;
    private final RankingService rankings;
    private final ObjectMapper json = new ObjectMapper();

    BestOfNService(Workspace workspace, RankingService rankings) {
        this.workspace = workspace;
        this.rankings = rankings;
    }

    /**
     * Picks, and writes the picks where that is asked for. Of equally good answers the first is picked.
     *
     * @throws IOException if the file cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop; no file was written then
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException {
        Choices choices = new Choices(values(request, progress, cancel));
        try (Snapshot snapshot = workspace.snapshot()) {
            List<Dataset> datasets = snapshot.datasets().stream()
                    .filter(dataset ->
                            request.datasetId().isEmpty() || request.datasetId().getAsLong() == dataset.id())
                    .toList();
            new PairSource(snapshot, false)
                    .read(datasets, OptionalLong.of(request.runId()), Map.of(), choices, progress, cancel);
        }
        if (request.out().isPresent() && !choices.found.isEmpty()) {
            write(request.out().get(), choices.found, cancel);
        }
        return choices.report(request.most());
    }

    private Function<PairAnswer, OptionalDouble> values(Request request, Progress progress, CancelToken cancel) {
        if (request.ranking() instanceof RankingChoice.Raw) {
            return PairAnswer::reward;
        }
        Ranking ranking = rankings.rank(rankings.columns(request.runId(), progress, cancel), request.ranking(), cancel);
        return answer -> ranking.place(answer.sampleId())
                .map(place -> OptionalDouble.of(place.value()))
                .orElseGet(OptionalDouble::empty);
    }

    private void write(Path out, List<Choice> choices, CancelToken cancel) throws IOException {
        try (WholeFile file = new WholeFile(out)) {
            for (int from = 0; from < choices.size(); from += BATCH) {
                cancel.check();
                List<Choice> batch = choices.subList(from, Math.min(from + BATCH, choices.size()));
                Map<Long, StoredSample> samples = new HashMap<>();
                workspace
                        .samples()
                        .load(batch.stream().map(each -> each.best().sampleId()).toList())
                        .forEach(sample -> samples.put(sample.id(), sample));
                for (Choice choice : batch) {
                    StoredSample sample = samples.get(choice.best().sampleId());
                    if (sample != null) {
                        file.file().writer().write(line(choice, sample.sample()));
                    }
                }
            }
            file.finish();
        }
    }

    private String line(Choice choice, Sample sample) {
        int place = choice.figures().pick();
        ObjectNode line = json.createObjectNode()
                .put("dataset", choice.best().datasetId())
                .put("record", sample.record())
                .put("candidate", sample.candidate())
                .put("of", choice.answers().size())
                .put("reward", choice.figures().rewards().get(place))
                .put("value", choice.figures().values().get(place))
                .put("answer", sample.answer());
        ArrayNode turns = line.putArray("conversation");
        sample.turns()
                .forEach(turn -> turns.addObject()
                        .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                        .put("content", turn.text()));
        ArrayNode media = line.putArray("media");
        sample.media()
                .forEach(each -> media.addObject()
                        .put("kind", each.kind().name().toLowerCase(Locale.ROOT))
                        .put("path", each.path()));
        return line + "\n";
    }
}
