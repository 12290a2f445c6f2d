package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.store.data.Verdict;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * A day's work on a workspace: import, scoring, many decisions, some of them on hundreds of samples or taken back, and
 * an export. Started again it goes on where it stopped, so that it may be killed anywhere, and it says on standard
 * output what is on the disk, one {@code word number} a line.
 */
final class KillScript {

    static final int RECORDS = 12_000;
    static final int STEPS = 500;

    private static final int BATCH = 8;
    private static final String ANNOTATOR = "kim";

    private final Bench bench;

    KillScript(Bench bench) {
        this.bench = bench;
    }

    /** Makes what is imported. */
    static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("train.jsonl"),
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> Bench.line("x".repeat(1 + i * 37 % 211)))
                        .toList());
    }

    void run() throws IOException, ScoringException {
        say("ready", 0);
        bench.imports(bench.folder().resolve("train.jsonl"), Progress.SILENT, new CancelToken());
        say("imported", RECORDS);
        bench.scored(BATCH, (done, total) -> say("scored", RECORDS - total + done), new CancelToken());
        say("scored", RECORDS);
        for (int step = steps(bench.session().file()); step < STEPS; step++) {
            decide(step);
            say("steps", step + 1);
        }
        if (!Files.exists(out(bench.folder()))) {
            bench.session()
                    .exports()
                    .run(
                            new ExportService.Request(
                                    out(bench.folder()), OptionalLong.empty(), bench.run(), OptionalDouble.of(1)),
                            Progress.SILENT,
                            new CancelToken());
        }
        say("exported", 1);
        say("done", 1);
    }

    static Path out(Path folder) {
        return folder.resolve("exports/out");
    }

    /** How many steps the log of decisions has. */
    static int steps(Path file) {
        try (Workspace workspace = Workspace.open(file)) {
            return workspace.steps().after(0).size();
        }
    }

    private void decide(int step) {
        Optional<String> reason = Optional.of("step " + step);
        if (step % 50 == 49) {
            String some = "record:" + step + ".." + (step + 400);
            bench.session().review().decideAll(ANNOTATOR, bench.run(), some, Verdict.KEEP, reason, Optional.empty());
        } else if (step % 7 == 6) {
            if (bench.session().review().undo(Optional.of(ANNOTATOR)).isEmpty()) {
                throw new IllegalStateException("There is nothing to take back at step " + step);
            }
        } else {
            long sample = 1 + (long) step * 7 % RECORDS;
            bench.session().review().decide(ANNOTATOR, sample, Verdict.PRUNE, reason, Optional.empty());
        }
    }

    private static void say(String word, long number) {
        System.out.println(word + " " + number);
        System.out.flush();
    }
}
