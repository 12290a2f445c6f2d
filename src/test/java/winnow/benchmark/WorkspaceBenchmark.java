package winnow.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import winnow.app.service.ImportService;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.store.data.Outcome;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.db.RunTable;
import winnow.store.db.Workspace;
import winnow.store.format.LlavaJson;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/** A file of fifty thousand records: reading it, and what the window asks of it once it is in a workspace. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WorkspaceBenchmark {

    private static final int RECORDS = 50_000;
    private static final int PAGE = 100;

    private final Random random = new Random(3);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path folder = Path.of("");
    private Path file = Path.of("");
    private long[] order = {};
    private Optional<Session> session = Optional.empty();
    private OptionalLong run = OptionalLong.empty();

    /** Counts what it gets. */
    private static final class Counting implements SampleSink {

        private long samples;

        @Override
        public void accept(Sample sample) {
            samples++;
        }

        @Override
        public void prompt(Prompt prompt) {}

        @Override
        public void reject(Reject reject) {
            throw new IllegalStateException(reject.reason());
        }
    }

    /** Writes the file, imports it and gives every sample a reward. */
    @Setup(Level.Trial)
    public void make() throws IOException {
        folder = Files.createTempDirectory("winnow-benchmark");
        file = folder.resolve("train.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < RECORDS; i++) {
                out.write(i == 0 ? "[" : ",\n");
                out.write(String.format(
                        "{\"id\": \"%d\", \"image\": \"%d.jpg\", \"conversations\": [{\"from\": \"human\", \"value\": \"<image>\\nWhat is"
                                + " number %d?\"}, {\"from\": \"gpt\", \"value\": \"%s\"}]}",
                        i, i % 997, i, "A small thing beside others. ".repeat(1 + i % 30)));
            }
            out.write("]");
        }
        Lanes lanes = new Lanes();
        opened.add(lanes);
        Path kept = folder.resolve("w.winnow");
        Session made = Session.open(kept, new SettingsFile(folder.resolve("settings")), lanes);
        opened.add(made);
        made.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
        try (Workspace workspace = Workspace.open(kept)) {
            long id = workspace
                    .runs()
                    .start(new RunTable.Key("model", folder, "length", "f".repeat(64), true, "{}"))
                    .id();
            workspace
                    .scores()
                    .add(
                            id,
                            Arrays.stream(made.review().order(OptionalLong.empty(), ""))
                                    .<Outcome>mapToObj(s -> new Outcome.Score(s, random.nextGaussian(), 100, false))
                                    .toList());
            run = OptionalLong.of(id);
        }
        order = made.review().order(run, "");
        session = Optional.of(made);
    }

    /** Throws all of it away. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** The JSON of all records to samples. */
    @Benchmark
    public long readRecords() throws IOException {
        Counting sink = new Counting();
        new LlavaJson().read(file, sink);
        return sink.samples;
    }

    /** A page anywhere in the order of rewards. */
    @Benchmark
    public Object page() {
        int from = random.nextInt(order.length - PAGE);
        List<Long> ids = LongStream.of(Arrays.copyOfRange(order, from, from + PAGE))
                .boxed()
                .toList();
        return session.orElseThrow().review().rows(run, ids);
    }

    /** All samples in the order of rewards. */
    @Benchmark
    public long[] sort() {
        return session.orElseThrow().review().order(run, "");
    }

    /** What is below a reward. */
    @Benchmark
    public long[] filter() {
        return session.orElseThrow().review().order(run, "reward<-1 media:image");
    }
}
