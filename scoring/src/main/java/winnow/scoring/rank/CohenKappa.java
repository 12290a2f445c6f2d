package winnow.scoring.rank;

/**
 * How far two judges agree beyond chance: Cohen (1960), "A coefficient of agreement for nominal scales", and Cohen
 * (1968), "Weighted kappa", with the large-sample standard error of Fleiss, Cohen and Everitt (1969), "Large sample
 * standard errors of kappa and weighted kappa".
 *
 * @param n things both judged
 * @param observed share of agreement, weighted where weights were given
 * @param expected the same by chance
 * @param kappa 1 for full agreement, 0 for that of chance; NaN where chance alone agrees fully
 * @param standardError of kappa
 */
public record CohenKappa(long n, double observed, double expected, Estimate kappa, double standardError) {

    /** What a disagreement costs. */
    public enum Weights {
        /** Every disagreement is full. */
        NONE,
        /** By how many categories apart. */
        LINEAR,
        /** By the square of how many categories apart. */
        QUADRATIC;

        private double agreement(int first, int second, int categories) {
            double apart = Math.abs(first - second) / Math.max(1, categories - 1.0);
            return switch (this) {
                case NONE -> first == second ? 1 : 0;
                case LINEAR -> 1 - apart;
                case QUADRATIC -> 1 - apart * apart;
            };
        }
    }

    /**
     * Compares what two judges said of the same things.
     *
     * @param first category each thing got from one judge, from 0
     * @param second the same from the other
     * @param categories how many there are
     * @throws IllegalArgumentException if the lists are not of one length or a category is out of range
     */
    public static CohenKappa of(int[] first, int[] second, int categories, Weights weights) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "One judge said " + first.length + " categories, the other " + second.length);
        }
        long[][] table = new long[categories][categories];
        for (int i = 0; i < first.length; i++) {
            if (Math.min(first[i], second[i]) < 0 || Math.max(first[i], second[i]) >= categories) {
                throw new IllegalArgumentException("Categories are 0 to " + (categories - 1) + ", thing " + i + " has "
                        + first[i] + " and " + second[i]);
            }
            table[first[i]][second[i]]++;
        }
        return of(table, weights);
    }

    /**
     * Compares two judges by how often they said what.
     *
     * @param table for each category of one judge, how often the other said each category; square
     */
    public static CohenKappa of(long[][] table, Weights weights) {
        int k = table.length;
        double n = 0;
        for (long[] row : table) {
            if (row.length != k) {
                throw new IllegalArgumentException(
                        "A table of " + k + " rows needs as many columns, not " + row.length);
            }
            for (long count : row) {
                n += count;
            }
        }
        double[][] shares = new double[k][k];
        double[] rows = new double[k];
        double[] columns = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                shares[i][j] = table[i][j] / n;
                rows[i] += shares[i][j];
                columns[j] += shares[i][j];
            }
        }
        return of(shares, rows, columns, weights, (long) n);
    }

    private static CohenKappa of(double[][] shares, double[] rows, double[] columns, Weights weights, long n) {
        int k = rows.length;
        double observed = 0;
        double expected = 0;
        double[] ofRow = new double[k]; // mean weight of a row, and of a column
        double[] ofColumn = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double weight = weights.agreement(i, j, k);
                observed += weight * shares[i][j];
                expected += weight * rows[i] * columns[j];
                ofRow[i] += weight * columns[j];
                ofColumn[j] += weight * rows[i];
            }
        }
        double kappa = (observed - expected) / (1 - expected);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double part = weights.agreement(i, j, k) - (ofRow[i] + ofColumn[j]) * (1 - kappa);
                sum += shares[i][j] * part * part;
            }
        }
        double rest = kappa - expected * (1 - kappa);
        double error = Math.sqrt(Math.max(0, sum - rest * rest) / n) / (1 - expected);
        boolean undefined = n == 0 || !(expected < 1);
        return new CohenKappa(
                n,
                observed,
                expected,
                undefined ? new Estimate(Double.NaN, Double.NaN, Double.NaN) : Estimate.normal(kappa, error),
                undefined ? Double.NaN : error);
    }
}
