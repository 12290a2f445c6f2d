package winnow.scoring.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.ixc.IxcReward;
import winnow.scoring.ixc.IxcTraining;
import winnow.scoring.ixc.TrainedPart;
import winnow.scoring.ixc.TrainingOptions;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;

/** Training runs to its end, goes on where it was left, and teaches what the pairs say. */
class TrainerTest {

    private static final Path TINY = Path.of("src/test/resources/tiny");
    private static final Path MODEL = TINY.resolve("ixc-small-safetensors");
    private static final MediaRoots MEDIA = new MediaRoots(List.of(TINY.resolve("inputs")));
    private static final List<String> GOOD = List.of("the small dog", "a red house", "the water is cold");
    private static final List<String> BAD = List.of("maybe maybe", "who knows it", "no no no idea");

    @TempDir
    private Path temp = Path.of("");

    private static Sample sample(long record, int candidate, String question, String answer, List<Media> media) {
        List<Turn> turns = List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer));
        return new Sample(record, candidate, record + 1, turns, media, "{}");
    }

    private static List<Pair> votes(int count, long seed, List<Media> media) {
        Random random = new Random(seed);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String question = "What is on picture " + random.nextInt(1000) + "?";
            pairs.add(new Pair(
                    sample(i, 0, question, GOOD.get(random.nextInt(3)) + " " + random.nextInt(100), media),
                    sample(i, 1, question, BAD.get(random.nextInt(3)) + " " + random.nextInt(100), media)));
        }
        return pairs;
    }

    private TrainingPlan plan(String out, String part, long steps, double rate, int every) {
        TrainingOptions options = new TrainingOptions(
                TrainedPart.of(part).orElseThrow(),
                new TrainingOptions.Lora(4, 8, 5),
                0.05,
                0,
                0,
                new TrainingOptions.Inputs(1, 8192),
                TrainingOptions.Computing.on(1));
        Optimizer optimizer = new Optimizer(Optimizer.Kind.ADAMW, 0.9, 0.95, 1e-8, 0.1, 1);
        TrainingPlan.Pace pace =
                new TrainingPlan.Pace(steps, 1, 2, 2, rate, 0.1, TrainingPlan.Beside.checkpoints(every));
        return new TrainingPlan(MODEL, temp.resolve(out), options, optimizer, pace, 7, "settings");
    }

    private static List<PairSet> text(int count) {
        return List.of(new PairSet("votes", votes(count, 1, List.of()), MEDIA));
    }

    @Test
    void aTrainingThatWasStoppedGivesTheSameCurveAsOneThatWasNot() throws Exception {
        List<PairSet> sets = List.of(
                new PairSet("text", votes(20, 1, List.of()), MEDIA),
                new PairSet("seen", votes(3, 2, List.of(new Media(Media.Kind.IMAGE, "small.png"))), MEDIA));
        new Trainer(plan("whole", "last:1", 5, 1e-3, 2), sets).run(Progress.SILENT, new CancelToken());
        Trainer stopped = new Trainer(plan("stopped", "last:1", 5, 1e-3, 2), sets);
        assertThrows(
                IllegalStateException.class,
                () -> stopped.run(
                        (done, total) -> {
                            if (done == 3) {
                                throw new IllegalStateException("killed");
                            }
                        },
                        new CancelToken()));
        CancelToken cancel = new CancelToken();
        assertThrows(
                CancellationException.class,
                () -> stopped.run(
                        (done, total) -> {
                            if (done == 3) {
                                cancel.cancel();
                            }
                        },
                        cancel),
                "goes on at 2");
        Trainer.Result again = stopped.run(Progress.SILENT, new CancelToken());

        assertEquals(3, again.resumedAt(), "who asks it to stop loses nothing");
        for (String file : List.of("metrics.csv", "model.safetensors", "config.json")) {
            byte[] whole = Files.readAllBytes(temp.resolve("whole").resolve(file));
            byte[] parted = Files.readAllBytes(temp.resolve("stopped").resolve(file));
            assertEquals(
                    new String(whole, ISO_8859_1).replace("whole", "stopped"), new String(parted, ISO_8859_1), file);
        }
    }

    @Test
    void aTrainingThatWasKilledWhileItWroteTheModelIsFinished() throws Exception {
        new Trainer(plan("whole", "head", 2, 1e-3, 0), text(4)).run(Progress.SILENT, new CancelToken());
        Path killed = temp.resolve("killed");
        Files.createDirectories(killed.resolve("model.part"));
        Files.writeString(killed.resolve("model.part/model.safetensors"), "half");
        Files.writeString(killed.resolve("model.safetensors"), "half");
        Files.writeString(killed.resolve("metrics.csv"), StepFigures.HEADER + "\n");

        new Trainer(plan("killed", "head", 2, 1e-3, 0), text(4)).run(Progress.SILENT, new CancelToken());

        assertArrayEquals(
                Files.readAllBytes(temp.resolve("whole/model.safetensors")),
                Files.readAllBytes(killed.resolve("model.safetensors")));
        assertFalse(Files.exists(killed.resolve("model.part")));
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws Exception {
        TrainingPlan plan = plan("out", "head", 4, 1e-3, 1);
        CancelToken cancel = new CancelToken();
        Progress stopping = (done, total) -> {
            if (done == 2) {
                cancel.cancel();
            }
        };
        assertThrows(CancellationException.class, () -> new Trainer(plan, text(4)).run(stopping, cancel));
        TrainingPlan other = new TrainingPlan(
                plan.model(), plan.out(), plan.options(), plan.optimizer(), plan.pace(), plan.seed(), "others");

        IOException refused = assertThrows(
                IOException.class, () -> new Trainer(other, text(4)).run(Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(refused.getMessage()).contains("other settings, stopped at step 2"));
    }

    @Test
    void aHeadTrainedOnTwoHundredVotesScoresInTheirDirection() throws Exception {
        Trainer.Result result =
                new Trainer(plan("voted", "head", 60, 0.02, 0), text(200)).run(Progress.SILENT, new CancelToken());

        double before = accuracy(MODEL);
        double after = accuracy(result.out());
        assertTrue(after >= 0.9, "after " + after);
        assertTrue(after > before, before + " before, " + after + " after");
        assertTrue(result.accuracy() >= 0.9, "in training " + result.accuracy());
    }

    /** On votes that were not trained on. */
    private static double accuracy(Path folder) throws Exception {
        List<Pair> fresh = votes(60, 99, List.of());
        try (IxcReward model = IxcReward.load(folder, new ModelOptions("cpu", 1, 1, 8192))) {
            List<Prepared> inputs = new ArrayList<>();
            for (Pair pair : fresh) {
                inputs.add(model.prepare(pair.chosen(), MEDIA));
                inputs.add(model.prepare(pair.rejected(), MEDIA));
            }
            List<Double> scores = model.score(inputs);
            int right = 0;
            for (int i = 0; i < scores.size(); i += 2) {
                right += scores.get(i) > scores.get(i + 1) ? 1 : 0;
            }
            return right / (double) fresh.size();
        }
    }

    @Test
    void pairsThatWereSetAsideAreCheckedAndNeverLearned() throws Exception {
        TrainingPlan some = plan("checked", "head", 9, 0.02, 0);
        TrainingPlan.Pace pace =
                new TrainingPlan.Pace(9, 1, 2, 2, 0.02, 0.1, new TrainingPlan.Beside(0, 0.25, 4, false));
        TrainingPlan plan = new TrainingPlan(
                some.model(), some.out(), some.options(), some.optimizer(), pace, some.seed(), some.identity());
        Trainer trainer = new Trainer(plan, text(40));

        Trainer.Result result = trainer.run(Progress.SILENT, new CancelToken());

        TrainingLog log = TrainingLog.read(result.out());
        assertEquals(40, trainer.learned() + trainer.aside());
        assertEquals(9, log.steps());
        assertEquals(
                List.of(4.0, 8.0, 9.0),
                log.curve("eval_loss").stream().map(point -> point[0]).toList());
        assertEquals(trainer.aside(), result.check().orElseThrow().pairs());
        assertEquals(log.last("eval_accuracy"), result.check().orElseThrow().accuracy(), 1e-6);
        assertEquals(log.last("eval_loss"), result.check().orElseThrow().loss(), 1e-6);
        EventRecords events = EventRecords.of(result.out());
        assertEquals(10, events.all().size(), "one for the version, one a step");
        assertEquals("brain.Event:2", events.all().get(0).version());
        assertEquals(9, events.all().get(9).step());
        assertEquals(log.last("loss"), events.all().get(9).figures().getOrDefault("train/loss", Double.NaN), 1e-6);
        assertEquals(log.last("eval_loss"), events.all().get(9).figures().getOrDefault("eval/loss", Double.NaN), 1e-6);
        assertFalse(events.all().get(1).figures().containsKey("eval/loss"));
    }

    private TrainingPlan restless(String out, boolean best, int every) {
        TrainingPlan some = plan(out, "last:1", 12, 0.05, every);
        TrainingPlan.Pace pace =
                new TrainingPlan.Pace(12, 1, 1, 1, 0.05, 0.1, new TrainingPlan.Beside(every, 0.3, 2, best));
        return new TrainingPlan(
                some.model(), some.out(), some.options(), some.optimizer(), pace, some.seed(), some.identity());
    }

    /** Votes of which every third is the other way round. */
    private static List<PairSet> mixed() {
        List<Pair> all = new ArrayList<>();
        for (Pair pair : votes(24, 3, List.of())) {
            Sample good = pair.chosen();
            Sample bad = pair.rejected();
            all.add(all.size() % 3 == 0 ? new Pair(bad, good) : pair);
        }
        return List.of(new PairSet("votes", all, MEDIA));
    }

    @Test
    void theModelIsThatOfTheBestCheckAlsoAfterAStop() throws Exception {
        Trainer.Result whole = new Trainer(restless("whole", true, 0), mixed()).run(Progress.SILENT, new CancelToken());
        Trainer.Result last = new Trainer(restless("last", false, 0), mixed()).run(Progress.SILENT, new CancelToken());
        Trainer.Checked best = whole.kept().orElseThrow();
        assertTrue(best.step() < 12, "the best is not the last: " + best);
        for (double[] check : TrainingLog.read(whole.out()).curve("eval_accuracy")) {
            assertTrue(check[1] <= best.accuracy(), check[0] + " was better");
        }
        assertEquals(12, last.kept().orElseThrow().step());
        assertEquals(whole.check(), last.check(), "both learn the same");
        assertEquals(best.loss(), loss(whole.out()), 0.02, "the weights are those of the best check");
        assertEquals(last.kept().orElseThrow().loss(), loss(last.out()), 0.02);

        for (long stop : new long[] {best.step() + 1, 11}) {
            CancelToken cancel = new CancelToken();
            Trainer parted = new Trainer(restless("parted" + stop, true, 100), mixed());
            assertThrows(
                    CancellationException.class,
                    () -> parted.run(
                            (done, total) -> {
                                if (done == stop) {
                                    cancel.cancel();
                                }
                            },
                            cancel));
            Trainer.Result again = parted.run(Progress.SILENT, new CancelToken());

            assertEquals(whole.kept(), again.kept());
            assertArrayEquals(
                    Files.readAllBytes(whole.out().resolve("model.safetensors")),
                    Files.readAllBytes(again.out().resolve("model.safetensors")));
            try (var files = Files.list(again.out())) {
                assertTrue(files.noneMatch(each -> each.toString().contains("best-")), "nothing is left");
            }
        }
        String card = Files.readString(whole.out().resolve("MODEL_CARD.md"));
        assertTrue(card.contains("after step " + best.step() + ":"), card);
        assertTrue(Files.readString(whole.out().resolve("config.json")).contains("\"step\" : " + best.step()));
    }

    /** Of a snapshot, on the pairs that were set aside. */
    private double loss(Path folder) throws Exception {
        List<PairSet> aside = PairSplit.byPrompt(mixed(), 0.3, 7).checked();
        double sum = 0;
        int pairs = 0;
        try (IxcTraining model =
                IxcTraining.load(folder, plan("none", "head", 1, 1, 0).options())) {
            for (PairSet set : aside) {
                for (Pair pair : set.pairs()) {
                    sum += model.check(model.prepare(pair.chosen(), MEDIA), model.prepare(pair.rejected(), MEDIA))
                            .loss();
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void bestWeightsThatAreGoneAreMissed() throws Exception {
        Files.createDirectories(temp.resolve("gone"));
        try (IxcTraining model =
                IxcTraining.load(MODEL, plan("none", "head", 1, 1, 0).options())) {
            IOException refused = assertThrows(
                    IOException.class, () -> new BestWeights(temp.resolve("gone")).take(4, model.learner()));

            assertTrue(String.valueOf(refused.getMessage()).contains("best-4, the best weights"), refused.getMessage());
        }
    }

    @Test
    void nothingIsSetAsideOfASinglePrompt() {
        List<Pair> one = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            one.add(new Pair(sample(i, 0, "What?", "a " + i, List.of()), sample(i, 1, "What?", "b", List.of())));
        }

        IOException refused = assertThrows(
                IOException.class, () -> PairSplit.byPrompt(List.of(new PairSet("one", one, MEDIA)), 0.5, 1));

        assertTrue(String.valueOf(refused.getMessage()).contains("Set val_size to 0"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plora", "lora", "last:1", "all"})
    void everyPartLearns(String part) throws Exception {
        List<PairSet> sets =
                List.of(new PairSet("seen", votes(2, 2, List.of(new Media(Media.Kind.IMAGE, "small.png"))), MEDIA));

        Trainer.Result result = new Trainer(plan(part.replace(':', '-'), part, 4, 3e-3, 0), sets)
                .run(Progress.SILENT, new CancelToken());

        List<String> lines = Files.readAllLines(result.out().resolve("metrics.csv"));
        assertEquals(StepFigures.HEADER, lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(
                StepFigures.of(lines.get(4)).loss()
                        < StepFigures.of(lines.get(1)).loss(),
                String.join("\n", lines));
    }

    @Test
    void aFolderWithSomethingElseIsRefused() throws Exception {
        Files.createDirectories(temp.resolve("mine"));
        Files.writeString(temp.resolve("mine/notes.txt"), "mine");

        IOException refused = assertThrows(
                IOException.class,
                () -> new Trainer(plan("mine", "head", 1, 1e-3, 0), text(3)).run(Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(refused.getMessage()).contains("is not empty"), refused.getMessage());
    }
}
