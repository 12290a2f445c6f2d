package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Counts;
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;

/**
 * Kills a program at random moments over import, scoring, decisions and export, starts it again, and compares the
 * workspace in the end with one nobody disturbed. Ten kills; by hand as many as {@code -Dwinnow.kills=200} says.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class KillRoundsTest {

    private static final int LONGEST = 2_500; // ms between the start of the work and the kill

    private final int kills = Integer.getInteger("winnow.kills", 10);
    private final Random random = new Random(Long.getLong("winnow.seed", System.nanoTime()));
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final Map<String, Integer> killedAfter = new TreeMap<>();

    @TempDir
    Path folder;

    /** What a life of the program said last, by word. */
    private record Said(Map<String, Long> last, String lastWord) {
        long of(String word) {
            return last.getOrDefault(word, 0L);
        }

        boolean isDone() {
            return last.containsKey("done");
        }
    }

    @Test
    void whateverIsKilledEndsAsIfNothingHadBeen() throws Exception {
        Path calm = folder.resolve("calm");
        KillScript.prepare(calm);
        assertTrue(live(calm, -1).isDone());
        Map<String, List<String>> expected = WorkspaceDump.of(calm.resolve("w.winnow"));
        String exported = sums(calm);
        assertEquals(
                KillScript.SAMPLES, expected.getOrDefault("sample", List.of()).size());
        assertEquals(
                KillScript.STEPS + KillScript.VOTES,
                expected.getOrDefault("step", List.of()).size(),
                "a vote is a step too");
        assertEquals(
                KillScript.VOTES, expected.getOrDefault("comparison", List.of()).size());
        assertTrue(expected.getOrDefault("remark", List.of()).size() > 50);
        assertTrue(expected.getOrDefault("audit_judgement", List.of()).size() >= KillScript.JUDGEMENTS);

        int killed = 0;
        for (int workspace = 0; killed < kills; workspace++) {
            Path place = folder.resolve("killed-" + workspace);
            KillScript.prepare(place);
            boolean done = false;
            while (!done) {
                Said said = live(place, killed < kills ? random.nextInt(LONGEST) : -1);
                done = said.isDone();
                killed += done ? 0 : 1;
                killedAfter.merge(done ? "done" : said.lastWord(), 1, Integer::sum);
                check(place, said);
            }
            assertSame(expected, WorkspaceDump.of(place.resolve("w.winnow")));
            assertEquals(exported, sums(place));
            Folders.delete(place);
        }
        clock.shutdown();
        System.out.println(killed + " kills, by the last thing said before: " + killedAfter);
    }

    /** Nothing that was said is lost, and nothing is half. */
    private static void check(Path place, Said said) throws IOException, SQLException {
        if (!Files.exists(place.resolve("w.winnow"))) {
            assertEquals(0, said.of("ready"));
            return;
        }
        try (Bench bench = Bench.open(place)) {
            List<Dataset> datasets = bench.session().datasets();
            assertTrue(datasets.size() >= (said.of("imported") > 0 ? 1 : 0), "the dataset is lost");
            long samples = datasets.stream().mapToLong(Dataset::imported).sum();
            assertEquals(samples, bench.session().review().order(OptionalLong.empty(), "").length);
            if (!bench.session().runs().isEmpty()) {
                Counts counts = bench.session().review().counts(bench.run());
                assertTrue(
                        counts.scored() >= said.of("scored"), counts.scored() + " of " + said.of("scored") + " scores");
                assertEquals(0, counts.failed());
            }
        }
        atLeast(said.of("votes"), place, "comparison");
        atLeast(said.of("judgements"), place, "audit_judgement");
        int steps = KillScript.steps(place.resolve("w.winnow"));
        assertTrue(steps >= said.of("steps"), steps + " of " + said.of("steps") + " steps");
        assertEquals("ok", WorkspaceDump.integrity(place.resolve("w.winnow")));
        if (Files.exists(KillScript.out(place))) {
            sums(place);
        } else {
            assertEquals(0, said.of("exported"));
        }
    }

    private static void atLeast(long said, Path place, String table) {
        int there = KillScript.count(place.resolve("w.winnow"), table);
        assertTrue(there >= said, there + " of " + said + " rows of " + table);
    }

    /** The export's own list of hashes, without the files that say when; every file is as it says. */
    private static String sums(Path place) throws IOException {
        StringBuilder lasting = new StringBuilder();
        for (String line : Files.readAllLines(KillScript.out(place).resolve("SHA256SUMS"))) {
            String name = line.substring(66);
            assertEquals(
                    line.substring(0, 64), Hashes.of(KillScript.out(place).resolve(name), new CancelToken()), name);
            lasting.append(name.equals("train.jsonl") ? line : name).append('\n');
        }
        return lasting.toString();
    }

    private static void assertSame(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((table, rows) ->
                assertEquals(String.join("\n", rows), String.join("\n", actual.getOrDefault(table, List.of())), table));
    }

    /** One life of the program: to its end, or so many milliseconds after its work began. */
    private Said live(Path place, int milliseconds) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        place.toString(),
                        "script")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> last = new TreeMap<>();
        String word = "nothing";
        if (milliseconds >= 0 && random.nextInt(20) == 0) {
            killIn(child, milliseconds / 2); // while it starts
        }
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("[a-z]+ \\d+")) {
                    word = line.substring(0, line.indexOf(' '));
                    last.put(word, Long.parseLong(line.substring(word.length() + 1)));
                    if (word.equals("ready") && milliseconds >= 0) {
                        killIn(child, milliseconds);
                    }
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        return new Said(last, word);
    }

    private void killIn(Process child, int milliseconds) {
        var unused = clock.schedule(() -> child.toHandle().destroyForcibly(), milliseconds, TimeUnit.MILLISECONDS);
    }
}
