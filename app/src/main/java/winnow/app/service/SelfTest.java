package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.app.service.SelfTestReport.Check;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Tests a model before it is trusted: whether pictures and answers count, scores do not depend on neighbours, numbers
 * are finite, and no weight is dead. Shared by the window and the command line; blocks, so not on the JavaFX thread.
 */
public final class SelfTest {

    private static final Logger log = LoggerFactory.getLogger(SelfTest.class);

    /** Kinds whose model is elsewhere: nothing of the weights can be tested here. */
    private static final String REMOTE_KIND = "judge";

    private final Models models;
    private final Clock clock;

    /**
     * What to test.
     *
     * @param model folder of the snapshot
     * @param options how it is loaded
     * @param samples how many samples must give finite numbers; at least those of the other checks are used
     * @param example the picture of the official example, cars1.jpg
     * @param pair the texts of the official example, where README.md of the snapshot has them not
     */
    public record Request(Path model, ModelOptions options, int samples, Optional<Path> example, Optional<Path> pair) {

        /** Finite numbers are looked for in so many samples. */
        public static final int SAMPLES = 32;

        public Request {
            requireNonNull(model, "model");
            requireNonNull(options, "options");
            if (samples < 1) {
                throw new IllegalArgumentException("A self-test needs at least 1 sample, was " + samples);
            }
        }

        /** The usual test. */
        public Request(Path model, ModelOptions options) {
            this(model, options, SAMPLES, Optional.empty(), Optional.empty());
        }
    }

    /** Tests models of this installation. */
    public SelfTest(Models models) {
        this(models, Clock.systemUTC());
    }

    SelfTest(Models models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /**
     * Tests a model and keeps the report by its fingerprint. The model is created, used and closed on the calling
     * thread.
     *
     * @param onRow told each result as soon as there is one, on the calling thread
     * @param progress in scores computed
     * @throws ScoringException if there is no such snapshot, or it is incomplete
     * @throws IOException if test pictures or the report cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop; then nothing is kept
     */
    public SelfTestReport run(Request request, Consumer<Row> onRow, Progress progress, CancelToken cancel)
            throws ScoringException, IOException {
        long start = System.nanoTime();
        ModelInfo info = models.inspect(request.model(), bytes -> cancel.check());
        List<Row> rows = info.kind().equals(REMOTE_KIND)
                ? remote(onRow)
                : local(info, request, onRow, new SelfTestProgress(progress, cancel));
        SelfTestReport report = new SelfTestReport(
                info.name(),
                info.fingerprint(),
                request.options().precision().id(),
                rows,
                (System.nanoTime() - start) / 1e9,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        models.records().keep(report);
        return report;
    }

    private static List<Row> remote(Consumer<Row> onRow) {
        Row row = new Row(
                Check.LOADING,
                "model at another place",
                "",
                Verdict.NOT_APPLICABLE,
                "its weights are not on this machine, so there is nothing to test");
        onRow.accept(row);
        return List.of(row);
    }

    private List<Row> local(ModelInfo info, Request request, Consumer<Row> onRow, SelfTestProgress progress)
            throws IOException {
        try (SelfTestSet set = new SelfTestSet();
                RewardModel model = models.load(info.folder(), request.options())) {
            List<Row> rows = new ArrayList<>(new SelfTestRun(model, info, request, set, progress).run(onRow));
            unexpected(info).ifPresent(row -> {
                rows.add(row);
                onRow.accept(row);
            });
            return rows;
        } catch (ScoringException e) {
            log.info("{} cannot be loaded for its self-test", info.folder(), e);
            Row row = new Row(Check.LOADING, info.weights(), "", Verdict.FAILED, String.valueOf(e.getMessage()));
            onRow.accept(row);
            return List.of(row);
        }
    }

    /** A note where the files hold tensors the model does not read. */
    private Optional<Row> unexpected(ModelInfo info) throws ScoringException {
        List<String> names = models.unexpected(info.folder());
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Row(
                        Check.UNEXPECTED,
                        info.weights(),
                        Integer.toString(names.size()),
                        Verdict.NOTE,
                        "not read by this kind of model: " + SelfTestRun.some(names)));
    }
}
