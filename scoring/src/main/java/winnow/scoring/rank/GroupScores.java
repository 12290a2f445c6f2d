package winnow.scoring.rank;

import java.util.Arrays;
import java.util.List;

/**
 * How far a reward lies below or above what is usual in its group, in spreads of that group: a robust z. Most of what a
 * reward says is about the prompt, not about the answer; this takes that part out.
 *
 * <p>Centre and spread are median and scaled median deviation. Small groups lean on the larger one they lie in. With n
 * rewards in a group, median m and spread s, and centre C and spread S of the larger group:
 *
 * <pre>
 *   centre   = (n m + k C) / (n + k)                        k = within / between, the two parts of the variance
 *   spread^2 = ((n - 1) s^2 + 10 r^2 S^2) / (n - 1 + 10)    r^2 = within / (within + between), 0.01 or more
 *   z        = (reward - centre) / spread
 * </pre>
 *
 * <p>The parts are estimated for each level over all groups of two or more: within from the median distance of
 * neighbours in a group, between from what the median distance to C has more than that. Where groups do not differ, k
 * is infinite and the larger group alone counts; where they differ much, k is near 0 and even two rewards stand on
 * their own. A spread is never below a tenth of r S.
 */
public final class GroupScores {

    /** How many rewards the spread of the larger group counts for. */
    private static final double SPREAD_WEIGHT = 10;

    private static final double LEAST = 0.1;

    /** How the variance of a level splits up: k and r of the formula. */
    private record Parts(double k, double r) {}

    private GroupScores() {}

    /**
     * The z of every reward.
     *
     * @param rewards all finite
     * @param levels the groups, the largest first; of each thing 0, 1, 2, … without gaps; every group lies in one group
     *     of the level before. Without levels all are one group
     * @return in the order of the rewards; all 0 when all rewards are equal
     */
    public static double[] of(double[] rewards, List<int[]> levels) {
        int n = rewards.length;
        if (n == 0) {
            return new double[0];
        }
        double median = Robust.median(rewards.clone());
        double spread = Robust.spread(rewards, median);
        double[] centres = filled(n, median);
        double[] spreads = filled(n, spread > 0 ? spread : Robust.standardDeviation(rewards));
        for (int[] level : levels) {
            refine(rewards, new Groups(level), centres, spreads);
        }
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            double distance = rewards[i] - centres[i];
            z[i] = spreads[i] > 0 ? distance / spreads[i] : 0;
        }
        return z;
    }

    /** Replaces centre and spread of the larger groups by those of the groups in them. */
    private static void refine(double[] rewards, Groups groups, double[] centres, double[] spreads) {
        Parts parts = parts(rewards, groups, centres);
        double[] centre = new double[groups.count()];
        double[] spread = new double[groups.count()];
        for (int group = 0; group < groups.count(); group++) {
            int first = groups.first(group);
            double[] members = groups.pick(rewards, group);
            double median = Robust.median(members);
            double weight = members.length / (members.length + parts.k()); // 0 where k is infinite
            centre[group] = weight * median + (1 - weight) * centres[first];
            double prior = parts.r() * spreads[first];
            double own = Robust.spread(members, median);
            double free = members.length - 1;
            double mixed = (free * own * own + SPREAD_WEIGHT * prior * prior) / (free + SPREAD_WEIGHT);
            spread[group] = Math.max(Math.sqrt(mixed), LEAST * prior);
        }
        for (int i = 0; i < rewards.length; i++) {
            centres[i] = centre[groups.of(i)];
            spreads[i] = spread[groups.of(i)];
        }
    }

    private static Parts parts(double[] rewards, Groups groups, double[] centres) {
        double[] steps = new double[rewards.length];
        double[] distances = new double[rewards.length];
        int stepped = 0;
        int measured = 0;
        for (int group = 0; group < groups.count(); group++) {
            double[] members = groups.pick(rewards, group);
            if (members.length < 2) {
                continue;
            }
            double from = centres[groups.first(group)];
            for (int i = 0; i < members.length; i++) {
                distances[measured++] = members[i] - from;
                if (i > 0) {
                    steps[stepped++] = members[i] - members[i - 1];
                }
            }
        }
        if (stepped == 0) {
            return new Parts(Double.POSITIVE_INFINITY, 1);
        }
        double step = Robust.spread(Arrays.copyOf(steps, stepped), 0);
        double within = step * step / 2; // two neighbours differ by the spread of both
        double distance = Robust.spread(Arrays.copyOf(distances, measured), 0);
        double between = distance * distance - within;
        return between <= 0
                ? new Parts(Double.POSITIVE_INFINITY, 1)
                : new Parts(within / between, Math.max(LEAST, Math.sqrt(within / (within + between))));
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
