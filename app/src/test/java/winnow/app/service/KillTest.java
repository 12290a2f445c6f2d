package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Counts;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** What is kept when the program is killed in the middle. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KillTest {

    @TempDir
    Path folder;

    @Test
    void aRunThatIsKilledLosesNoBatchAndGoesOn() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            bench.imported("train.jsonl", Bench.lines(2_000));
        }

        long stored = runAndKill("score", 40);

        try (Bench bench = Bench.open(folder)) {
            Counts counts = bench.session().review().counts(bench.run());
            assertTrue(counts.scored() >= stored, stored + " were stored, " + counts.scored() + " are there");
            assertTrue(counts.scored() < 2_000, "killed too late to show anything");
            assertEquals(2_000 - counts.scored(), bench.scored().scored());
            assertEquals(1, bench.session().runs().size());
        }
    }

    @Test
    void noDecisionThatWasAcknowledgedIsLost() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            bench.imported("train.jsonl", Bench.lines(2_000));
            bench.scored(500, (done, total) -> {}, new CancelToken());
        }

        long acknowledged = runAndKill("decide", 60);

        try (Bench bench = Bench.open(folder)) {
            for (long i = Math.max(0, acknowledged - 1_999); i <= acknowledged; i++) {
                assertEquals(
                        "step " + i,
                        bench.session()
                                .review()
                                .detail(bench.run(), 1 + i % 2_000)
                                .reason()
                                .orElse("lost"));
            }
            assertTrue(
                    bench.session().review().undo(java.util.Optional.of("kim")).isPresent());
        }
    }

    @Test
    void anImportThatIsKilledLeavesNoHalfDataset() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            bench.imported("before.jsonl", Bench.lines(10));
            bench.file("train.jsonl", Bench.lines(2_000));
        }

        long bytes = runAndKill("import", folder.resolve("train.jsonl"), 1);

        assertTrue(bytes > 0, "killed before anything was stored");
        try (Bench bench = Bench.open(folder)) {
            assertEquals(1, bench.session().datasets().size());
            assertEquals(10, bench.session().review().order(OptionalLong.empty(), "").length);
            assertEquals(
                    2_000, bench.imported("train.jsonl", Bench.lines(2_000)).imported());
            assertEquals(2_010, bench.session().review().order(OptionalLong.empty(), "").length);
        }
    }

    @Test
    void anExportThatIsKilledShowsNothingAndTheNextOneTidiesUp() throws Exception {
        try (Bench bench = Bench.open(folder)) {
            bench.imported("train.jsonl", Bench.lines(2_000));
        }
        Path exports = folder.resolve("exports");
        Path out = exports.resolve("out");

        long records = runAndKill("export", out, 2);

        assertTrue(records > 0 && records < 2_000, "killed after " + records + " records");
        assertFalse(Files.exists(out));
        assertEquals(1, namesIn(exports).size());
        try (Bench bench = Bench.open(folder)) {
            ExportService.Request all =
                    new ExportService.Request(out, OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
            assertEquals(
                    2_000,
                    bench.session()
                            .exports()
                            .run(all, Progress.SILENT, new CancelToken())
                            .kept());
        }
        assertEquals(List.of("out"), namesIn(exports));
        assertFalse(namesIn(out).stream().anyMatch(name -> name.startsWith(".")), () -> "left in " + out);
    }

    private static List<String> namesIn(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private long runAndKill(String job, int lines) throws IOException, InterruptedException {
        return runAndKill(job, folder, lines);
    }

    /** Kills the child after some lines; returns the last number it printed, what was in the pipe included. */
    private long runAndKill(String job, Path file, int lines) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        folder.toString(),
                        job,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("\\d+")) {
                    last = Long.parseLong(line);
                    if (++seen == lines) {
                        child.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe unread
                    }
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        return last;
    }
}
