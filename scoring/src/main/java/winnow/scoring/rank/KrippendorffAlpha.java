package winnow.scoring.rank;

import java.util.Arrays;
import java.util.List;

/**
 * How far any number of judges agree beyond chance, each having judged some of the things: Krippendorff (2011),
 * "Computing Krippendorff's alpha-reliability". The interval is drawn again over things.
 *
 * @param things judged by two or more
 * @param values they got, of all judges
 * @param alpha 1 for full agreement, 0 for that of chance; NaN where all values are the same or no thing has two
 */
public record KrippendorffAlpha(int things, long values, Estimate alpha) {

    /** What values are. */
    public enum Metric {
        /** Names: they differ or not. */
        NOMINAL,
        /** Ranks: they differ by how many values lie between them. */
        ORDINAL,
        /** Numbers: they differ by the square of their difference. */
        INTERVAL
    }

    /**
     * Compares judges.
     *
     * @param ratings of each thing, the value of each judge; NaN where a judge said nothing, and lists may be of any
     *     length
     */
    public static KrippendorffAlpha of(List<double[]> ratings, Metric metric, Bootstrap bootstrap) {
        List<double[]> paired = ratings.stream()
                .map(KrippendorffAlpha::said)
                .filter(thing -> thing.length > 1)
                .toList();
        double[] values = paired.stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
        List<int[]> things = paired.stream()
                .map(thing -> Arrays.stream(thing)
                        .mapToInt(value -> Arrays.binarySearch(values, value))
                        .toArray())
                .toList();
        Estimate alpha = bootstrap.of(things.size(), drawn -> alpha(things, drawn, values, metric));
        return new KrippendorffAlpha(
                things.size(), things.stream().mapToLong(thing -> thing.length).sum(), alpha);
    }

    private static double[] said(double[] thing) {
        return Arrays.stream(thing)
                .filter(value -> !Double.isNaN(value))
                .map(value -> value + 0.0) // one zero, not two
                .toArray();
    }

    private static double alpha(List<int[]> things, int[] drawn, double[] values, Metric metric) {
        int k = values.length;
        double[][] coincidences = new double[k][k];
        double[] totals = new double[k];
        double n = 0;
        for (int thing : drawn) {
            int[] said = things.get(thing);
            for (int i = 0; i < said.length; i++) {
                totals[said[i]]++;
                n++;
                for (int j = 0; j < said.length; j++) {
                    coincidences[said[i]][said[j]] += i == j ? 0 : 1.0 / (said.length - 1);
                }
            }
        }
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < k; c++) {
            double between = totals[c] / 2;
            for (int d = c + 1; d < k; d++) {
                double apart = switch (metric) {
                    case NOMINAL -> 1;
                    case ORDINAL -> between + totals[d] / 2;
                    case INTERVAL -> values[d] - values[c];
                };
                between += totals[d];
                observed += coincidences[c][d] * apart * apart;
                expected += totals[c] * totals[d] * apart * apart;
            }
        }
        return expected > 0 ? 1 - (n - 1) * observed / expected : Double.NaN;
    }
}
