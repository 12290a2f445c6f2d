package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What picking the best of N answers comes to, expected over all choices of N of the answers there are, each as
 * probable
 * as the other: an estimate without bias (as pass@k of Chen and others 2021, "Evaluating large language models trained
 * on
 * code", has it for right and wrong). Means are over prompts, with Student's interval.
 *
 * @param n how many answers are there to pick from
 * @param prompts that have as many
 * @param reward of the pick
 * @param length of the pick
 */
public record BestOfN(int n, int prompts, Estimate reward, Estimate length) {

    private static final double UPPER = 0.975;

    /**
     * The answers to a prompt, in their order.
     *
     * @param values what the pick goes by, the highest; of equal ones the first
     * @param rewards of the answers
     * @param lengths of the answers
     */
    public record Answers(List<Double> values, List<Double> rewards, List<Double> lengths) {

        public Answers {
            values = List.copyOf(values);
            rewards = List.copyOf(rewards);
            lengths = List.copyOf(lengths);
        }

        /** Place of the best answer. */
        public int pick() {
            int best = 0;
            for (int i = 1; i < values.size(); i++) {
                best = values.get(i) > values.get(best) ? i : best;
            }
            return best;
        }
    }

    /**
     * Works out one to {@code most} answers; ends early where no prompt has as many.
     *
     * @param prompts each with one answer or more
     */
    public static List<BestOfN> upTo(int most, List<Answers> prompts) {
        List<BestOfN> found = new ArrayList<>();
        List<int[]> orders = prompts.stream().map(BestOfN::worstFirst).toList();
        for (int n = 1; n <= most; n++) {
            List<Double> rewards = new ArrayList<>();
            List<Double> lengths = new ArrayList<>();
            for (int i = 0; i < orders.size(); i++) {
                if (orders.get(i).length >= n) {
                    rewards.add(expected(orders.get(i), prompts.get(i).rewards(), n));
                    lengths.add(expected(orders.get(i), prompts.get(i).lengths(), n));
                }
            }
            if (rewards.isEmpty()) {
                break;
            }
            found.add(new BestOfN(n, rewards.size(), mean(rewards), mean(lengths)));
        }
        return found;
    }

    /** Of equal values the later ones are worse. */
    private static int[] worstFirst(Answers answers) {
        int m = answers.values().size();
        double[] backwards = new double[m];
        for (int i = 0; i < m; i++) {
            backwards[i] = answers.values().get(m - 1 - i);
        }
        int[] order = Order.ascending(backwards);
        for (int i = 0; i < m; i++) {
            order[i] = m - 1 - order[i];
        }
        return order;
    }

    /** Sum over answers: its figure times how probable it is that it is drawn and nothing better is. */
    private static double expected(int[] worstFirst, List<Double> figures, int n) {
        int m = worstFirst.length;
        double weight = (double) n / m; // the best one is among n of m
        double sum = 0;
        for (int better = 0; better + n <= m; better++) {
            sum += weight * figures.get(worstFirst[m - 1 - better]);
            int left = m - 1 - better;
            weight *= left == 0 ? 0 : (double) (left - n + 1) / left;
        }
        return sum;
    }

    private static Estimate mean(List<Double> values) {
        int n = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        if (n < 2) {
            return new Estimate(mean, Double.NaN, Double.NaN);
        }
        double half = new TDistribution(n - 1.0).inverseCumulativeProbability(UPPER) * Math.sqrt(squares / (n - 1) / n);
        return new Estimate(mean, mean - half, mean + half);
    }
}
