package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.IxcPretraining.Aims;
import winnow.scoring.ixc.SmallStart;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** A model learns from nothing, goes on where it was stopped, and its workers agree. */
class PretrainerTest {

    private static final Aims NONE = new Aims(0, 0, 0, 0);
    private static final Aims ALL = new Aims(1, 1, 1, 0.5);

    @TempDir
    private Path temp = Path.of("");

    @BeforeEach
    void makeTheStart() throws IOException {
        SmallStart.write(temp.resolve("start"));
    }

    private static Pretraining.Stage looking(long steps) {
        return new Pretraining.Stage(
                "look", steps, new Pretraining.Rate(2e-3, 1, steps), 1, NONE, new Pretraining.Lessons(8, 1, true));
    }

    private static Pretraining.Stage judging(long steps) {
        return new Pretraining.Stage(
                "judge", steps, new Pretraining.Rate(1e-3, 0, steps), 0, ALL, new Pretraining.Lessons(2, 1, false));
    }

    private Pretraining plan(String out, int workers, int every, Pretraining.Stage... stages) {
        return new Pretraining(
                temp.resolve("start"),
                temp.resolve(out),
                List.of(stages),
                3,
                workers,
                new Pretraining.Kept(every, 3),
                "the same " + workers);
    }

    private static Trainer.Result run(Pretraining plan) throws IOException, ScoringException {
        return new Pretrainer(plan).run(Progress.SILENT, new CancelToken());
    }

    private static List<String> figures(Pretraining plan) throws IOException {
        return Files.readAllLines(plan.out().resolve("metrics.csv"));
    }

    private static double figure(String line, String name) {
        Matcher found = Pattern.compile("[, ]" + name + "=(\\S+)").matcher(line);
        assertTrue(found.find(), line);
        return Double.parseDouble(found.group(1));
    }

    @Test
    void whatCellsShowIsLearned() throws IOException, ScoringException {
        Pretraining plan = plan("looked", 1, 0, looking(40));

        run(plan);

        List<String> lines = figures(plan);
        assertTrue(
                figure(lines.get(40), "look_loss") < 0.7 * figure(lines.get(1), "look_loss"),
                lines.get(1) + "\n" + lines.get(40));
    }

    @Test
    void readingAndJudgingAreLearnedWhileTheTowerRests() throws IOException, ScoringException {
        Pretraining.Stage reading = new Pretraining.Stage(
                "read", 25, new Pretraining.Rate(5e-3, 0, 25), 0, Aims.READING, new Pretraining.Lessons(3, 1, true));
        Pretraining plan = plan("read", 1, 0, reading, judging(4));

        Trainer.Result result = run(plan);

        List<String> lines = figures(plan);
        assertTrue(figure(lines.get(25), "reading") < 0.8 * figure(lines.get(1), "reading"), lines.get(25));
        assertTrue(result.loss() > 0 && result.accuracy() >= 0 && result.accuracy() <= 1, result::toString);
        assertTrue(Files.exists(plan.out().resolve("config.json")));
    }

    @Test
    void aTrainingThatWasStoppedGoesOnAsIfItHadNotBeen() throws IOException, ScoringException {
        Pretraining whole = plan("whole", 1, 0, looking(3), judging(3));
        run(whole);
        Pretraining stopped = plan("stopped", 1, 2, looking(3), judging(3));
        CancelToken cancel = new CancelToken();
        Progress until = (done, all) -> {
            if (done == 5) {
                cancel.cancel();
            }
        };
        assertThrows(CancellationException.class, () -> new Pretrainer(stopped).run(until, cancel));

        Trainer.Result again = run(stopped);

        assertEquals(4, again.resumedAt());
        List<String> plain = figures(whole);
        List<String> resumed = figures(stopped);
        for (int i = 0; i < plain.size(); i++) {
            assertTrue(resumed.get(i).startsWith(plain.get(i)), plain.get(i) + "\n" + resumed.get(i));
        }
        assertEquals(
                -1,
                Files.mismatch(
                        whole.out().resolve("model.safetensors"), stopped.out().resolve("model.safetensors")));
        assertTrue(plain.stream().noneMatch(line -> line.contains("auroc")), "examined only at checkpoints");
        assertTrue(
                resumed.get(4).contains("auroc wrong_count=") && resumed.get(4).contains("black wrong_count="));
    }

    @Test
    void twoWorkersComeToTheSameEveryTime() throws IOException, ScoringException {
        Pretraining one = plan("one", 2, 0, looking(2), judging(2));
        Pretraining two = plan("two", 2, 0, looking(2), judging(2));

        run(one);
        run(two);

        assertEquals(figures(one), figures(two));
    }

    @Test
    void aFolderOfAnotherTrainingIsRefused() throws IOException, ScoringException {
        run(plan("done", 1, 0, looking(1)));

        assertThrows(IOException.class, () -> run(plan("done", 1, 0, looking(1))));
    }
}
