package winnow.scoring.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
            + "learning_rate,grad_norm";

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

        /** The figures; the correlation is Spearman's, of rewards and characters, where there is one. */
        StepFigures figures(long step, double rate, double norm) {
            double[] rewards = results.stream()
                    .flatMapToDouble(r -> DoubleStream.of(r.chosen(), r.rejected()))
                    .toArray();
            double[] characters =
                    lengths.stream().mapToDouble(Double::doubleValue).toArray();
            double loss = mean(results.stream().mapToDouble(PairResult::loss));
            double right = mean(results.stream().mapToDouble(r -> r.chosen() > r.rejected() ? 1 : 0));
            String correlation = RankCorrelation.of(rewards, characters)
                    .map(c -> number(c.rho()))
                    .orElse(NONE);
            List<String> cells = Stream.concat(
                            Stream.of(
                                    String.valueOf(step),
                                    number(loss),
                                    number(right),
                                    number(mean(results.stream().mapToDouble(r -> r.chosen() - r.rejected()))),
                                    number(mean(DoubleStream.of(rewards))),
                                    number(DoubleStream.of(rewards).min().orElseThrow()),
                                    number(DoubleStream.of(rewards).max().orElseThrow())),
                            Stream.of(correlation, number(rate), number(norm)))
                    .toList();
            return new StepFigures(step, loss, right, cells);
        }

        private static double mean(DoubleStream numbers) {
            return numbers.average().orElseThrow();
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.7g", value);
        }
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
