package winnow.app.service;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.MatrixSpeed;
import winnow.store.job.CancelToken;
import winnow.store.job.Workers;

/** Measures how fast a model scores on this machine. Blocks; the model lives on the calling thread for one round. */
public final class SpeedService {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    /** Samples made ready while others are computed. */
    private static final int AHEAD = 16;

    private final Models models;

    /**
     * One round.
     *
     * @param scores of all samples, in their order
     * @param tokens of all samples, picture tokens included, before anything is shared
     * @param seconds from files to scores
     * @param cpuSeconds of all threads in that time
     * @param computing the part of the seconds inside the model
     * @param operations necessary floating-point operations; 0 where the model does not count them
     */
    private record Round(
            List<Double> scores, long tokens, double seconds, double cpuSeconds, double computing, long operations) {}

    /**
     * A round and the speed of products at that time.
     *
     * @param peak mean of the speeds measured just before and just after, operations a second
     */
    private record Judged(Round round, double peak) {
        Judged {
            requireNonNull(round, "round");
        }

        double seconds() {
            return round.seconds;
        }
    }

    /**
     * What was measured: the round in the middle of all, of two in the middle the slower one.
     *
     * @param scores of all samples, in their order
     * @param tokens of all samples, picture tokens included, before anything is shared
     * @param seconds from files to scores, the model being loaded already
     * @param cpuSeconds of all threads in that time
     * @param computing the part of the seconds inside the model
     * @param peak speed of float32 products of 2048 x 2048 x 2048, operations a second: the mean of the medians
     *     measured just before and just after that round, as processors are faster when they are cool and alone
     * @param highest the highest of the medians measured before, between and after the rounds
     * @param fraction of the peak which necessary products reached inside the model; about 1 at most
     * @param memory most resident memory of the process so far, in bytes; outside Linux only what Java
     *     itself took, without the tensors
     */
    public record Report(
            List<Double> scores,
            long tokens,
            double seconds,
            double cpuSeconds,
            double computing,
            double peak,
            double highest,
            double fraction,
            long memory) {}

    /** Measures these models. */
    public SpeedService(Models models) {
        this.models = models;
    }

    /**
     * Scores a workload in rounds. Each loads the model anew, so that none profits from what another computed; loading
     * is not measured.
     *
     * @param rounds 1 or more
     * @throws ScoringException if the model cannot be loaded, or a sample cannot be scored; names the file
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Report measure(Path model, ModelOptions options, SpeedWorkload workload, int rounds, CancelToken cancel)
            throws ScoringException {
        List<Judged> done = new ArrayList<>();
        double highest;
        try (MatrixSpeed matrices = MatrixSpeed.open(options)) {
            double before = matrices.measure();
            highest = before;
            for (int i = 0; i < rounds; i++) {
                cancel.check();
                Round round = round(model, options, workload, cancel);
                double after = matrices.measure();
                done.add(new Judged(round, (before + after) / 2));
                highest = Math.max(highest, after);
                before = after;
            }
        }
        done.sort(Comparator.comparingDouble(Judged::seconds));
        Judged middle = done.get(done.size() / 2);
        Round round = middle.round;
        return new Report(
                round.scores,
                round.tokens,
                round.seconds,
                round.cpuSeconds,
                round.computing,
                middle.peak,
                highest,
                round.operations / round.computing / middle.peak,
                memory());
    }

    /** Samples are made ready on a thread beside the one that computes, as in {@link ScoringService}. */
    private Round round(Path folder, ModelOptions options, SpeedWorkload workload, CancelToken cancel)
            throws ScoringException {
        try (RewardModel model = models.load(folder, options);
                Workers beside = new Workers(1)) {
            long operations = model.operations();
            long cpu = cpu();
            long start = System.nanoTime();
            long computing = 0;
            long tokens = 0;
            List<Double> scores = new ArrayList<>();
            Deque<SpeedWorkload.Entry> todo = new ArrayDeque<>(workload.samples());
            Deque<Future<Prepared>> ahead = new ArrayDeque<>();
            while (scores.size() < workload.samples().size()) {
                List<Prepared> batch = batch(model, todo, ahead, beside);
                cancel.check();
                long before = System.nanoTime();
                scores.addAll(model.score(batch));
                computing += System.nanoTime() - before;
                tokens += batch.stream().mapToLong(Prepared::tokens).sum();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Round(
                    scores, tokens, seconds, (cpu() - cpu) / 1e9, computing / 1e9, model.operations() - operations);
        }
    }

    /** As many samples as have the tokens the model likes to get together; at least one. */
    private static List<Prepared> batch(
            RewardModel model, Deque<SpeedWorkload.Entry> todo, Deque<Future<Prepared>> ahead, Workers beside)
            throws ScoringException {
        List<Prepared> batch = new ArrayList<>();
        long tokens = 0;
        ask(model, todo, ahead, beside);
        while (!ahead.isEmpty() && (batch.isEmpty() || tokens < model.batchTokens())) {
            Prepared next = Futures.result(ahead.remove(), ScoringException.class);
            batch.add(next);
            tokens += next.tokens();
            ask(model, todo, ahead, beside);
        }
        return batch;
    }

    private static void ask(
            RewardModel model, Deque<SpeedWorkload.Entry> todo, Deque<Future<Prepared>> ahead, Workers beside) {
        while (!todo.isEmpty() && ahead.size() < AHEAD) {
            SpeedWorkload.Entry sample = todo.remove();
            ahead.add(beside.submit(0, () -> prepare(model, sample)));
        }
    }

    private static Prepared prepare(RewardModel model, SpeedWorkload.Entry sample) throws ScoringException {
        InputOptions usual = model.inputOptions();
        InputOptions input = new InputOptions(
                sample.hdNum().orElse(usual.hdNum()), usual.maxLength(), usual.applyTemplate(), usual.videoTitles());
        return model.prepare(sample.conversation(), input);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** The most resident memory of this process, as Linux tells it. */
    private static long memory() throws ScoringException {
        if (!Files.isReadable(STATUS)) {
            return Runtime.getRuntime().totalMemory();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10) // in kB
                    .findFirst()
                    .orElse(Runtime.getRuntime().totalMemory());
        } catch (IOException e) {
            throw new ScoringException("The memory of this process cannot be read from " + STATUS + ".", e);
        }
    }
}
