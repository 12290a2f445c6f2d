package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Counts;

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
            bench.scored(500, (done, total) -> {}, new winnow.store.job.CancelToken());
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

    /** Kills the child after some lines; returns the last number it printed, what was in the pipe included. */
    private long runAndKill(String job, int lines) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        folder.toString(),
                        job)
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
