package winnow.app.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import winnow.app.service.Preparation.Ready;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.db.RunTable;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/** Scores samples. Shared by the window and the command line; blocks, so not on the JavaFX thread. */
public final class ScoringService {

    /** Samples scored and stored together, in the window and by commands: about the most that a kill can cost. */
    public static final int BATCH = 32;

    /**
     * What to score.
     *
     * @param model folder of the snapshot
     * @param options how it is loaded and fed
     * @param datasetId only the samples of this dataset; empty for all of the workspace
     * @param batch samples scored and stored together, 1 or more; a record's other answers may come on top
     * @param force whether to score even with a model that failed its self-test; then the run says so
     * @param recheck whether samples that have an outcome are read again too: those whose input is not what it was, for
     *     instance because a picture was replaced, are scored anew
     * @param cacheBytes how much room features of pictures may take beside the workspace; 0 for none, {@link
     *     #AS_SET} for what the user set
     */
    public record Request(
            Path model,
            ModelOptions options,
            OptionalLong datasetId,
            int batch,
            boolean force,
            boolean recheck,
            long cacheBytes) {
        /** As much room for features of pictures as the user set. */
        public static final long AS_SET = -1;

        public Request {
            if (batch < 1) {
                throw new IllegalArgumentException("A batch must be 1 sample or more, was " + batch);
            }
        }

        /** The same with other options. */
        public Request with(ModelOptions other) {
            return new Request(model, other, datasetId, batch, force, recheck, cacheBytes);
        }

        /** With as much room for features of pictures as the user set. */
        public Request(Path model, ModelOptions options, OptionalLong datasetId, int batch, boolean force) {
            this(model, options, datasetId, batch, force, false, AS_SET);
        }

        /** The same, and not with a model that failed its self-test. */
        public Request(Path model, ModelOptions options, OptionalLong datasetId, int batch) {
            this(model, options, datasetId, batch, false);
        }
    }

    /**
     * What a call came to.
     *
     * @param run the run it added to
     * @param scored samples this call gave a reward
     * @param failed samples this call could not score; they are in the workspace with the reason
     * @param reused of the scored ones, those whose input this model had judged before, so that its reward was taken
     * @param changed outcomes this call stored that were not there before or differ from what was
     * @param times how long it took
     */
    public record Report(ScoringRun run, long scored, long failed, long reused, long changed, Times times) {

        /** Wall time, loading the model included. */
        public double seconds() {
            return times.all();
        }
    }

    /**
     * Wall times in seconds. What is left between them is what reading, decoding, cutting into tokens and storing cost
     * beyond what went on while the model computed.
     *
     * @param all from beginning to end
     * @param loading until the model was ready
     * @param computing inside the model
     */
    public record Times(double all, double loading, double computing) {}

    /**
     * A sample without a reward.
     *
     * @param sampleId its number in the workspace
     * @param datasetId the dataset it came with
     * @param record position of its record in the file, from 0
     * @param line line of the file, from 1
     * @param file the dataset file
     * @param reason one sentence
     */
    public record Failed(long sampleId, long datasetId, long record, long line, Path file, String reason) {}

    private final Workspace workspace;
    private final Models models;
    private final Lanes lanes;
    private final LongFunction<MediaRoots> media;

    ScoringService(Workspace workspace, Models models, Lanes lanes, LongFunction<MediaRoots> media) {
        this.workspace = workspace;
        this.models = models;
        this.lanes = lanes;
        this.media = media;
    }

    /**
     * Scores every sample that has no outcome in the run of this model and these options, and stores outcomes batch by
     * batch. The run is found again or started. A run that was cancelled or killed is resumed by calling this again.
     * While one batch is computed, the pictures of the next are read on other threads; the model is created, used and
     * closed on the calling one.
     *
     * @param progress in samples of this call
     * @throws ScoringException if the snapshot or the device cannot be used at all, or the model failed its self-test
     *     and the request does not force it
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Report run(Request request, Progress progress, CancelToken cancel) throws ScoringException {
        return run(request, Optional.empty(), progress, cancel);
    }

    /** The same for some samples only: their numbers, ascending; empty for all. */
    Report run(Request request, Optional<long[]> only, Progress progress, CancelToken cancel) throws ScoringException {
        long start = System.nanoTime();
        refuseUnknown(request.datasetId());
        ModelInfo info = models.inspect(request.model(), bytes -> cancel.check());
        RunTable.Key key = key(info, request);
        long[] todo = todo(request, key, only);
        if (todo.length == 0) {
            double all = seconds(start);
            return new Report(workspace.runs().start(key), 0, 0, 0, 0, new Times(all, all, 0));
        }
        cancel.check();
        progress.update(0, todo.length);
        try (PictureFeatures features = PictureFeatures.open(workspace.file(), room(request));
                RewardModel model = models.load(request.model(), request.options())) {
            model.use(features.of(info, request.options()));
            ScoringRun run = workspace.runs().start(key);
            KnownRewards rewards = new KnownRewards(workspace.knownInputs(), info.fingerprint(), request.options());
            Outcomes outcomes = new Outcomes(workspace.scores(), run.id(), request.recheck());
            Scorer scorer = new Scorer(model, cancel);
            double loading = seconds(start);
            try (Preparation samples =
                    new Preparation(workspace, model, lanes.on(Lanes.Lane.DECODE), media, todo, request.batch())) {
                MemoryKeeper memory = new MemoryKeeper(workspace);
                score(samples, outcomes, next -> score(scorer, next, rewards, memory), progress, cancel);
            }
            Times times = new Times(seconds(start), loading, scorer.seconds());
            return new Report(run, outcomes.scored(), outcomes.failed(), rewards.reused(), outcomes.changed(), times);
        }
    }

    private long[] todo(Request request, RunTable.Key key, Optional<long[]> only) {
        Optional<ScoringRun> known = workspace.runs().find(key.fingerprint(), key.settings());
        boolean missing = known.isPresent() && !request.recheck();
        OptionalLong of = missing ? OptionalLong.of(known.get().id()) : OptionalLong.empty();
        long[] todo = workspace.scores().missing(of, request.datasetId());
        return only.map(some -> Arrays.stream(todo)
                        .filter(id -> Arrays.binarySearch(some, id) >= 0)
                        .toArray())
                .orElse(todo);
    }

    /** The first {@code limit} samples a run could not score, in order of the workspace. */
    public List<Failed> failures(long runId, int limit) {
        return workspace.scores().failures(runId, limit).stream()
                .map(f ->
                        new Failed(f.sampleId(), f.datasetId(), f.record(), f.line(), Path.of(f.source()), f.reason()))
                .toList();
    }

    /**
     * Forgets why samples of a run failed, so that the next {@link #run} tries them again.
     *
     * @return how many
     */
    public long forgetFailures(long runId) {
        return workspace.scores().forgetFailures(runId, OptionalLong.empty());
    }

    /**
     * Forgets why samples failed in the run a request would go on with, of its dataset only where it names one; does
     * nothing where there is no such run yet.
     *
     * @return how many
     * @throws ScoringException if the snapshot cannot be used at all
     */
    public long forgetFailures(Request request) throws ScoringException {
        RunTable.Key key = key(models.inspect(request.model()), request);
        return workspace
                .runs()
                .find(key.fingerprint(), key.settings())
                .map(run -> workspace.scores().forgetFailures(run.id(), request.datasetId()))
                .orElse(0L);
    }

    /**
     * Scores the samples a run could not score again, with the model and the options of that run; device and threads
     * are chosen anew. Nothing is forgotten before the model was found.
     *
     * @param batch samples scored and stored together, 1 or more
     * @throws ScoringException if the model of the run is not where it was, or was changed
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Report tryAgain(long runId, int batch, Progress progress, CancelToken cancel) throws ScoringException {
        ScoringRun run = workspace
                .runs()
                .find(runId)
                .orElseThrow(() -> new IllegalArgumentException("There is no run " + runId + " in this workspace"));
        ModelInfo model = models.of(run);
        ModelOptions options = RunSettings.read(run.settings());
        boolean forced = isForced(run);
        if (forced && failedTest(run.fingerprint()).isEmpty()) {
            throw new ScoringException(
                    run.model() + " passed its self-test since this run was forced. Score again, which"
                            + " starts a run that is not forced.");
        }
        cancel.check();
        forgetFailures(runId);
        return run(new Request(model.folder(), options, OptionalLong.empty(), batch, forced), progress, cancel);
    }

    private Optional<SelfTestReport> failedTest(String fingerprint) {
        return models.records().report(fingerprint).filter(SelfTestReport::isFailed);
    }

    private static void score(
            Preparation samples,
            Outcomes outcomes,
            Function<List<Ready>, List<Outcome>> judge,
            Progress progress,
            CancelToken cancel) {
        long done = 0;
        for (List<Ready> next = samples.next(); !next.isEmpty(); next = samples.next()) {
            cancel.check();
            outcomes.store(judge.apply(outcomes.due(next)));
            done += next.size();
            progress.update(done, samples.count());
        }
    }

    private static List<Outcome> score(Scorer scorer, List<Ready> batch, KnownRewards rewards, MemoryKeeper memory) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        List<Ready> good = new ArrayList<>(batch.size());
        for (Ready ready : batch) {
            if (ready.prepared() == null) {
                outcomes.add(new Outcome.Failure(ready.sampleId(), Objects.requireNonNull(ready.failure())));
            } else {
                good.add(ready);
            }
        }
        outcomes.addAll(rewards.outcomes(good, scorer::outcomes));
        memory.tidy();
        return outcomes;
    }

    private long room(Request request) {
        return request.cacheBytes() == Request.AS_SET ? models.preferences().cacheBytes() : request.cacheBytes();
    }

    private void refuseUnknown(OptionalLong datasetId) {
        if (datasetId.isPresent()
                && workspace.datasets().find(datasetId.getAsLong()).isEmpty()) {
            throw new IllegalArgumentException("There is no dataset " + datasetId.getAsLong() + " in this workspace");
        }
    }

    /** Refuses a model that failed its self-test, unless it is forced; only what is forced then counts as forced. */
    private RunTable.Key key(ModelInfo info, Request request) throws ScoringException {
        Optional<SelfTestReport> failed = failedTest(info.fingerprint());
        if (failed.isPresent() && !request.force()) {
            throw new ScoringException(info.name() + " failed its self-test ("
                    + failed.get().failures() + "), so its scores cannot be trusted. Download it again and test it, or"
                    + " score all the same with --force.");
        }
        return new RunTable.Key(
                info.name(),
                info.folder(),
                info.kind(),
                info.fingerprint(),
                info.trained(),
                RunSettings.write(request.options(), failed.isPresent()));
    }

    /** What is to be said of the scores of a run whose model is trained: what it knows, or how far it was tested. */
    public Optional<String> caveat(ScoringRun run) {
        if (isForced(run)) {
            return Optional.of(run.model() + " failed its self-test: these scores cannot be trusted.");
        }
        if (run.model().equals(DemoWorldModel.NAME)) {
            return Optional.of(DemoWorldModel.LIMITS);
        }
        return run.trained() && models.records().report(run.fingerprint()).isEmpty()
                ? Optional.of(run.model() + " was not tested on this machine. Test it with: winnow model check")
                : Optional.empty();
    }

    /** Whether a run was made with a model that had failed its self-test. */
    public static boolean isForced(ScoringRun run) {
        return RunSettings.isForced(run.settings());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
