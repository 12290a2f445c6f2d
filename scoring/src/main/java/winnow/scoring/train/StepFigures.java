package winnow.scoring.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import winnow.scoring.ixc.IxcTraining.PairResult;
import winnow.scoring.rank.RankCorrelation;

/**
 * What a step came to, as a line of a table under the names that TRL uses.
 *
 * @param step from 1
 * @param loss mean over the pairs
 * @param accuracy share of pairs whose chosen side has the higher reward, 0 to 1
 * @param cells the whole line
 */
record StepFigures(long step, double loss, double accuracy, List<String> cells) {

    /** Names of the columns. */
    static final String HEADER = "step,loss,accuracy,margin,mean_reward,min_reward,max_reward,length_correlation,"
            + "learning_rate,grad_norm,eval_loss,eval_accuracy,eval_margin,eval_mean_reward,eval_min_reward,"
            + "eval_max_reward,eval_length_correlation";

    private static final List<String> NAMES = List.of(HEADER.split(",", -1));
    private static final String CHECKED = "eval_";
    private static final int OF_PAIRS = 7;

    private static final String NONE = "";

    StepFigures {
        cells = List.copyOf(cells);
    }

    /** Pairs of a step and the lengths of their answers. */
    static final class Gathered {
        private final List<PairResult> results = new ArrayList<>();
        private final List<Double> lengths = new ArrayList<>();

        void add(PairResult result, int chosenLength, int rejectedLength) {
            results.add(result);
            lengths.add((double) chosenLength);
            lengths.add((double) rejectedLength);
        }

        /** The figures of a step, without those of a check. */
        StepFigures figures(long step, double rate, double norm) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(step)));
            cells.addAll(cells());
            cells.addAll(List.of(number(rate), number(norm)));
            cells.addAll(Collections.nCopies(OF_PAIRS, NONE));
            return new StepFigures(step, loss(), accuracy(), cells);
        }

        double loss() {
            return mean(results.stream().mapToDouble(PairResult::loss));
        }

        double accuracy() {
            return mean(results.stream().mapToDouble(r -> r.chosen() > r.rejected() ? 1 : 0));
        }

        /** Figures of the pairs; the correlation is Spearman's, of rewards and characters, where there is one. */
        private List<String> cells() {
            double[] rewards = results.stream()
                    .flatMapToDouble(r -> DoubleStream.of(r.chosen(), r.rejected()))
                    .toArray();
            double[] characters =
                    lengths.stream().mapToDouble(Double::doubleValue).toArray();
            String correlation = RankCorrelation.of(rewards, characters)
                    .map(c -> number(c.rho()))
                    .orElse(NONE);
            return List.of(
                    number(loss()),
                    number(accuracy()),
                    number(mean(results.stream().mapToDouble(r -> r.chosen() - r.rejected()))),
                    number(mean(DoubleStream.of(rewards))),
                    number(DoubleStream.of(rewards).min().orElseThrow()),
                    number(DoubleStream.of(rewards).max().orElseThrow()),
                    correlation);
        }

        private static double mean(DoubleStream numbers) {
            return numbers.average().orElseThrow();
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.7g", value);
        }
    }

    /** The same with the figures of a check after the step. */
    StepFigures with(Gathered check) {
        List<String> all = new ArrayList<>(cells.subList(0, NAMES.size() - OF_PAIRS));
        all.addAll(check.cells());
        return new StepFigures(step, loss, accuracy, all);
    }

    /**
     * The check after the step, if there was one, as it is written down.
     *
     * @param pairs that were checked on
     */
    Optional<Trainer.Checked> check(long pairs) {
        String loss = cells.get(NAMES.indexOf(CHECKED + "loss"));
        String right = cells.get(NAMES.indexOf(CHECKED + "accuracy"));
        return loss.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trainer.Checked(step, pairs, Double.parseDouble(loss), Double.parseDouble(right)));
    }

    /** The figures that are there under the names TensorBoard groups them by. */
    Map<String, Double> tagged() {
        Map<String, Double> tagged = new LinkedHashMap<>();
        for (int i = 1; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                String name = NAMES.get(i);
                boolean checked = name.startsWith(CHECKED);
                tagged.put(
                        checked ? "eval/" + name.substring(CHECKED.length()) : "train/" + name,
                        Double.parseDouble(cells.get(i)));
            }
        }
        return tagged;
    }

    /** The line, read again. */
    static StepFigures of(String line) {
        List<String> cells = List.of(line.split(",", -1));
        return new StepFigures(
                Long.parseLong(cells.get(0)),
                Double.parseDouble(cells.get(1)),
                Double.parseDouble(cells.get(2)),
                cells);
    }

    /** The line. */
    String line() {
        return String.join(",", cells);
    }
}
