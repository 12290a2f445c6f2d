package winnow.scoring.rank;

import java.util.Arrays;
import java.util.List;

/**
 * How far several judges agree beyond chance, each thing being judged by as many: Fleiss (1971), "Measuring nominal
 * scale
 * agreement among many raters". The standard error where there is no agreement but chance is that of Fleiss, Nee and
 * Landis (1979), "Large sample variance of kappa in the case of different sets of raters"; the interval is drawn again
 * over things.
 *
 * @param things that were judged
 * @param judges of each thing
 * @param observed share of pairs of judges that agree
 * @param expected the same by chance
 * @param kappa 1 for full agreement, 0 for that of chance; NaN where all said the same of everything
 * @param errorByChance standard error of kappa where the truth is 0: kappa over it tests that
 */
public record FleissKappa(
        int things, int judges, double observed, double expected, Estimate kappa, double errorByChance) {

    /**
     * Counts.
     *
     * @param counts of each thing, how many judges said each category; as many judges everywhere, two or more
     * @throws IllegalArgumentException if some thing has more judges or categories than another
     */
    public static FleissKappa of(List<int[]> counts, Bootstrap bootstrap) {
        int judges = counts.isEmpty() ? 0 : sum(counts.get(0));
        for (int i = 0; i < counts.size(); i++) {
            int[] each = counts.get(i);
            if (sum(each) != judges || judges < 2 || each.length != counts.get(0).length) {
                throw new IllegalArgumentException("Each thing needs as many judges, two or more; thing " + i + " has "
                        + sum(each) + " of " + judges + ". Krippendorff's alpha takes what was judged by some only.");
            }
        }
        Estimate kappa = bootstrap.of(counts.size(), drawn -> kappa(counts, drawn, judges));
        int[] all = new int[counts.size()];
        Arrays.setAll(all, i -> i);
        double[] shares = shares(counts, all, judges);
        double expected = squares(shares);
        return new FleissKappa(
                counts.size(),
                judges,
                observed(counts, all, judges),
                counts.isEmpty() ? Double.NaN : expected,
                kappa,
                errorByChance(shares, counts.size(), judges));
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static double kappa(List<int[]> counts, int[] drawn, int judges) {
        double expected = squares(shares(counts, drawn, judges));
        return expected < 1 ? (observed(counts, drawn, judges) - expected) / (1 - expected) : Double.NaN;
    }

    private static double observed(List<int[]> counts, int[] drawn, int judges) {
        double pairs = 0;
        for (int thing : drawn) {
            for (int count : counts.get(thing)) {
                pairs += count * (count - 1.0);
            }
        }
        return pairs / drawn.length / judges / (judges - 1.0);
    }

    private static double[] shares(List<int[]> counts, int[] drawn, int judges) {
        double[] shares = new double[counts.isEmpty() ? 0 : counts.get(0).length];
        for (int thing : drawn) {
            int[] each = counts.get(thing);
            for (int j = 0; j < shares.length; j++) {
                shares[j] += each[j] / (double) judges / drawn.length;
            }
        }
        return shares;
    }

    private static double squares(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share * share;
        }
        return sum;
    }

    private static double errorByChance(double[] shares, int things, int judges) {
        double spread = 0;
        double skew = 0;
        for (double p : shares) {
            spread += p * (1 - p);
            skew += p * (1 - p) * (1 - 2 * p);
        }
        double variance = 2 * (spread * spread - skew) / (spread * spread * things * judges * (judges - 1.0));
        return Math.sqrt(variance);
    }
}
