package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.benchmark.Benchmark;
import winnow.scoring.benchmark.Results;
import winnow.scoring.benchmark.ScoreHeader;
import winnow.scoring.benchmark.ScoreLine;
import winnow.store.data.Outcome;
import winnow.store.data.Sample;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/** Has a model judge the items of a benchmark. Needs no workspace. Blocks; the model lives on the calling thread. */
public final class BenchmarkService {

    /**
     * What to do.
     *
     * @param benchmark of which the data is
     * @param data its data file
     * @param mediaRoots folders of its pictures; empty for the folder of the data
     * @param model folder of the snapshot
     * @param options how it is loaded and fed
     * @param out keeps the scores as they come, and is gone on with; empty for none
     */
    public record Request(
            Benchmark benchmark,
            Path data,
            List<Path> mediaRoots,
            Path model,
            ModelOptions options,
            Optional<Path> out) {

        public Request {
            mediaRoots = List.copyOf(mediaRoots);
        }
    }

    /**
     * What came of it.
     *
     * @param results for the table
     * @param header of what they are
     * @param failed the items that could not be judged, in the order of the file
     * @param resumed how many items were judged by an earlier call
     */
    public record Report(Results results, ScoreHeader header, List<ScoreLine> failed, int resumed) {

        public Report {
            failed = List.copyOf(failed);
        }
    }

    private final Models models;
    private final Formats formats;

    /** Items are read by these formats and judged by these models. */
    public BenchmarkService(Models models, Formats formats) {
        this.models = models;
        this.formats = formats;
    }

    /**
     * Judges all items; one whose answers cannot all be judged costs only itself.
     *
     * @param progress in items
     * @throws IOException if the data is not that of the benchmark, or the scores cannot be kept
     * @throws ScoringException if the model cannot be loaded
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored is kept in the file
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws IOException, ScoringException {
        Benchmark benchmark = request.benchmark();
        ModelInfo info = models.inspect(request.model(), bytes -> cancel.check());
        Path scratch = Files.createTempDirectory("winnow-bench-");
        MediaFolder inside = new MediaFolder(scratch.resolve("media")); // pictures inside of the data file
        try {
            BenchmarkData data =
                    BenchmarkData.read(request.data(), benchmark, formats.reader(benchmark.id()), inside, cancel);
            ScoreHeader header = new ScoreHeader(
                    benchmark,
                    data.sha256(),
                    info.name(),
                    info.fingerprint(),
                    RunSettings.write(request.options(), false),
                    data.groups(benchmark));
            try (BenchmarkScores scores = scores(request.out(), header)) {
                int resumed = scores.all().lines().size();
                score(request, data, media(request, inside), scores, progress, cancel);
                return report(request, scores, resumed);
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private static Report report(Request request, BenchmarkScores scores, int resumed) {
        List<ScoreLine> failed =
                scores.all().lines().stream().filter(ScoreLine::isFailed).toList();
        Path file = request.out().orElse(request.data());
        return new Report(scores.all().results(file), scores.all().header(), failed, resumed);
    }

    private static BenchmarkScores scores(Optional<Path> out, ScoreHeader header) throws IOException {
        return out.isPresent() ? BenchmarkScores.in(out.get(), header) : BenchmarkScores.unsaved(header);
    }

    private static MediaRoots media(Request request, MediaFolder inside) {
        List<Path> folders = request.mediaRoots().isEmpty()
                ? Stream.ofNullable(request.data().toAbsolutePath().getParent()).toList()
                : request.mediaRoots();
        return new MediaRoots(
                Files.isDirectory(inside.folder())
                        ? Stream.concat(folders.stream(), Stream.of(inside.folder()))
                                .toList()
                        : folders);
    }

    private void score(
            Request request,
            BenchmarkData data,
            MediaRoots media,
            BenchmarkScores scores,
            Progress progress,
            CancelToken cancel)
            throws IOException, ScoringException {
        Set<Long> done = scores.all().lines().stream().map(ScoreLine::item).collect(Collectors.toSet());
        List<BenchmarkData.Entry> todo = data.items().stream()
                .filter(item -> !done.contains(item.number()))
                .toList();
        if (todo.isEmpty()) {
            return;
        }
        long judged = done.size();
        try (RewardModel model = models.load(request.model(), request.options())) {
            Scorer scorer = new Scorer(model, cancel);
            for (BenchmarkData.Entry item : todo) {
                cancel.check();
                scores.add(line(item, new Judge(model, scorer, media)));
                judged++;
                progress.update(judged, data.items().size());
            }
        }
    }

    /** What judges an answer. */
    private record Judge(RewardModel model, Scorer scorer, MediaRoots media) {

        /** The rewards, in the order of the answers. */
        List<Double> rewards(List<Sample> answers) throws ScoringException {
            List<Double> rewards = new ArrayList<>();
            List<Preparation.Ready> batch = new ArrayList<>();
            long tokens = 0;
            for (int i = 0; i < answers.size(); i++) {
                Prepared input = model.prepare(answers.get(i), media);
                batch.add(new Preparation.Ready(i, input, null));
                tokens += input.tokens();
                if (tokens >= model.batchTokens() || i == answers.size() - 1) {
                    for (Outcome outcome : scorer.outcomes(batch)) {
                        rewards.add(reward(outcome));
                    }
                    batch.clear();
                    tokens = 0;
                }
            }
            return rewards;
        }

        private static double reward(Outcome outcome) throws ScoringException {
            if (outcome instanceof Outcome.Score score) {
                return score.reward();
            }
            throw new ScoringException(((Outcome.Failure) outcome).reason());
        }
    }

    private static ScoreLine line(BenchmarkData.Entry item, Judge judge) {
        try {
            List<Double> rewards = judge.rewards(item.answers());
            int chosen = rewards.size() / 2;
            return new ScoreLine(
                    item.number(),
                    item.group(),
                    rewards.subList(0, chosen),
                    rewards.subList(chosen, rewards.size()),
                    "");
        } catch (ScoringException e) {
            return ScoreLine.failed(item.number(), item.group(), String.valueOf(e.getMessage()));
        }
    }
}
