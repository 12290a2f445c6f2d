package winnow.app.service;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.MatrixSpeed;
import winnow.store.job.CancelToken;

/** Measures how fast a model scores on this machine. Blocks; the model lives on the calling thread for one round. */
public final class SpeedService {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

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
     * What was measured: the round in the middle of all, of two in the middle the slower one.
     *
     * @param scores of all samples, in their order
     * @param tokens of all samples, picture tokens included, before anything is shared
     * @param seconds from files to scores, the model being loaded already
     * @param cpuSeconds of all threads in that time
     * @param computing the part of the seconds inside the model
     * @param peak speed of float32 products of 2048 x 2048 x 2048, operations a second: the highest of the medians
     *     measured before, between and after the rounds
     * @param fraction of that peak which necessary products reached inside the model; about 1 at most
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
        List<Round> done = new ArrayList<>();
        double peak;
        try (MatrixSpeed matrices = MatrixSpeed.open(options)) {
            peak = matrices.measure();
            for (int i = 0; i < rounds; i++) {
                cancel.check();
                try (RewardModel loaded = models.load(model, options)) {
                    done.add(round(loaded, workload, cancel));
                }
                peak = Math.max(peak, matrices.measure());
            }
        }
        done.sort(Comparator.comparingDouble(Round::seconds));
        Round middle = done.get(done.size() / 2);
        return new Report(
                middle.scores,
                middle.tokens,
                middle.seconds,
                middle.cpuSeconds,
                middle.computing,
                peak,
                middle.operations / middle.computing / peak,
                memory());
    }

    private static Round round(RewardModel model, SpeedWorkload workload, CancelToken cancel) throws ScoringException {
        long operations = model.operations();
        long cpu = cpu();
        long start = System.nanoTime();
        long computing = 0;
        long tokens = 0;
        List<Double> scores = new ArrayList<>();
        List<Prepared> batch = new ArrayList<>();
        long inBatch = 0;
        for (SpeedWorkload.Entry sample : workload.samples()) {
            InputOptions usual = model.inputOptions();
            InputOptions input = new InputOptions(
                    sample.hdNum().orElse(usual.hdNum()),
                    usual.maxLength(),
                    usual.applyTemplate(),
                    usual.videoTitles());
            Prepared prepared = model.prepare(sample.conversation(), input);
            batch.add(prepared);
            tokens += prepared.tokens();
            inBatch += prepared.tokens();
            boolean last = scores.size() + batch.size() == workload.samples().size();
            if (last || inBatch >= model.batchTokens()) {
                cancel.check();
                long before = System.nanoTime();
                scores.addAll(model.score(batch));
                computing += System.nanoTime() - before;
                batch.clear();
                inBatch = 0;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(
                scores, tokens, seconds, (cpu() - cpu) / 1e9, computing / 1e9, model.operations() - operations);
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
