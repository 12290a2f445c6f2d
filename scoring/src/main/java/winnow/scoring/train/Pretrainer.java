package winnow.scoring.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.IxcPretraining;
import winnow.scoring.torch.TorchLearner;
import winnow.scoring.train.world.WorldExam;
import winnow.scoring.train.world.WorldLessons;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.job.Workers;

/**
 * Trains a small model from nothing on the demo world. Workers learn beside each other, each from its share of a step;
 * their gradients are summed in a fixed order and all make the same change, so the same settings give the same figures.
 * Blocks. A training that was stopped goes on from its last checkpoint.
 */
public final class Pretrainer {

    /** Names of the columns of the figures. */
    static final String HEADER = "step,stage,learning_rate,grad_norm,figures";

    private static final Optimizer OPTIMIZER = new Optimizer(Optimizer.Kind.ADAMW, 0.9, 0.98, 1e-8, 0.05, 1);

    private static final long EXAM_SEED = 990_001; // far from those of lessons

    private final Pretraining plan;

    /** A training from nothing. */
    public Pretrainer(Pretraining plan) {
        this.plan = plan;
    }

    /** A stage and the step of it that a step of the whole is. */
    private record Place(Pretraining.Stage stage, long step) {

        double progress() {
            return step / (double) stage.steps();
        }
    }

    /**
     * Trains to the end and writes the snapshot.
     *
     * @param progress told of steps
     * @throws ScoringException if the model cannot be trained
     * @throws IOException if a file cannot be written, or the folder holds another training
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Trainer.Result run(Progress progress, CancelToken cancel) throws IOException, ScoringException {
        TrainingFolder folder =
                TrainingFolder.open(new TrainingFolder.Kept(plan.model(), plan.out(), plan.identity(), HEADER));
        try (Crew crew = new Crew(plan)) {
            long start = 0;
            for (Apprentice each : crew.apprentices()) {
                start = folder.resume(each.model().learner());
            }
            List<String> lines = new ArrayList<>(folder.figures(start));
            for (long step = start; step < plan.steps(); step++) {
                progress.update(step, plan.steps());
                cancel.check();
                Place place = place(step);
                if (step == start || place.step() == 0) {
                    crew.all(each -> {
                        each.rest(place.stage().rate().seeing() == 0);
                        return Map.of();
                    });
                }
                boolean keep =
                        plan.kept().every() > 0 && (step + 1) % plan.kept().every() == 0;
                String made = step(crew, place, step);
                String line = keep && place.stage().aims().pairs() > 0
                        ? made + examined(crew, plan.kept().questions())
                        : made;
                folder.append(line);
                lines.add(line);
                if (keep) {
                    folder.checkpoint(crew.apprentices().get(0).model(), step + 1);
                }
            }
            progress.update(plan.steps(), plan.steps());
            folder.finish(crew.apprentices().get(0).model(), plan.steps(), Optional.empty());
            return result(lines, start);
        }
    }

    private Trainer.Result result(List<String> lines, long start) {
        List<String> last = lines.subList(lines.size() - Math.max(1, lines.size() / 10), lines.size());
        return new Trainer.Result(
                plan.steps(),
                start,
                mean(last, "loss"),
                mean(last, "accuracy"),
                Optional.empty(),
                Optional.empty(),
                plan.out());
    }

    private Place place(long step) {
        long left = step;
        for (Pretraining.Stage stage : plan.stages()) {
            if (left < stage.steps()) {
                return new Place(stage, left);
            }
            left -= stage.steps();
        }
        throw new IllegalArgumentException("There is no step " + step);
    }

    private String step(Crew crew, Place place, long step) throws ScoringException {
        Pretraining.Stage stage = place.stage();
        List<Map<String, Double>> found = crew.all(each -> each.learn(stage, step, place.progress()));
        List<Apprentice> apprentices = crew.apprentices();
        if (apprentices.size() > 1) {
            List<float[]> gradients = new ArrayList<>();
            for (Apprentice each : apprentices) {
                gradients.add(each.model().gradients());
            }
            float[] mean = mean(gradients);
            crew.all(each -> {
                each.model().exchange(mean);
                return Map.of();
            });
        }
        double rate = stage.rate().at(place.step());
        List<Map<String, Double>> norms = crew.all(each -> {
            TorchLearner learner = each.model().learner();
            double seeing = rate * stage.rate().seeing();
            double norm = OPTIMIZER.step(learner, name -> IxcPretraining.sees(name) ? seeing : rate);
            return Map.of("norm", norm);
        });
        Map<String, Double> figures = new TreeMap<>();
        found.forEach(each -> each.forEach((name, value) -> figures.merge(name, value / found.size(), Double::sum)));
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d,%s,%.4g,%.4g,",
                step + 1,
                stage.name(),
                rate,
                norms.get(0).get("norm")));
        figures.forEach((name, value) -> line.append(String.format(Locale.ROOT, "%s=%.4g ", name, value)));
        return line.toString().strip();
    }

    /** The mean of a figure over lines that have it; 0 where none has. */
    private static double mean(List<String> lines, String name) {
        Pattern figure = Pattern.compile("[, ]" + name + "=(\\S+)");
        return lines.stream()
                .map(figure::matcher)
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .average()
                .orElse(0);
    }

    private static String examined(Crew crew, int questions) throws ScoringException {
        StringBuilder line = new StringBuilder();
        for (boolean black : new boolean[] {false, true}) {
            WorldExam exam = new WorldExam(EXAM_SEED, questions, black);
            Examiner.auroc(crew.apprentices().get(0).model(), exam)
                    .forEach((defect, auroc) -> line.append(
                            String.format(Locale.ROOT, " %s %s=%.4g", black ? "black" : "auroc", defect, auroc)));
        }
        return line.toString();
    }

    private static float[] mean(List<float[]> rows) {
        float[] mean = new float[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.size();
            }
        }
        return mean;
    }

    /** What a worker does. */
    @FunctionalInterface
    private interface Work {

        Map<String, Double> of(Apprentice apprentice) throws ScoringException;
    }

    /** The workers, each on a thread of its own. */
    private static final class Crew implements AutoCloseable {

        private final List<Apprentice> apprentices = new ArrayList<>();
        private final Workers workers;

        Crew(Pretraining plan) throws ScoringException {
            WorldLessons lessons = new WorldLessons(plan.seed());
            workers = new Workers(plan.workers());
            for (int i = 0; i < plan.workers(); i++) {
                IxcPretraining model = IxcPretraining.begin(plan.model(), WorldLessons.words(), 1, plan.seed());
                apprentices.add(new Apprentice(model, lessons, i, plan.workers()));
            }
        }

        List<Apprentice> apprentices() {
            return apprentices;
        }

        List<Map<String, Double>> all(Work work) throws ScoringException {
            List<Future<Map<String, Double>>> running = new ArrayList<>();
            for (int i = 0; i < apprentices.size(); i++) {
                Apprentice each = apprentices.get(i);
                Callable<Map<String, Double>> task = () -> work.of(each);
                running.add(workers.submit(i, task));
            }
            List<Map<String, Double>> found = new ArrayList<>();
            for (Future<Map<String, Double>> each : running) {
                found.add(result(each));
            }
            return found;
        }

        private static <T> T result(Future<T> running) throws ScoringException {
            try {
                return running.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new ScoringException(String.valueOf(cause.getMessage()), cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ScoringException("The training was interrupted.", e);
            }
        }

        @Override
        public void close() {
            workers.close();
            apprentices.forEach(Apprentice::close);
        }
    }
}
