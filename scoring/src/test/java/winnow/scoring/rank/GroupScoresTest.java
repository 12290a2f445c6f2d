package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupScoresTest {

    @Test
    void withoutGroupsItIsTheDistanceToTheMedianInSpreads() {
        double[] z = GroupScores.of(new double[] {1, 2, 3, 4, 100}, List.of());

        double spread = 1.4826022185056018; // the median distance to 3 is 1
        assertArrayEquals(new double[] {-2 / spread, -1 / spread, 0, 1 / spread, 97 / spread}, z, 1e-12);
    }

    @Test
    void equalRewardsAreAllAtZero() {
        assertArrayEquals(new double[3], GroupScores.of(new double[] {2, 2, 2}, List.of(new int[] {0, 1, 1})));
        assertEquals(0, GroupScores.of(new double[0], List.of()).length);
    }

    @Test
    void aSpreadOfZeroFallsBackToTheStandardDeviation() {
        double[] z = GroupScores.of(new double[] {1, 1, 1, 1, 6}, List.of());

        assertArrayEquals(new double[] {0, 0, 0, 0, 2.5}, z, 1e-12);
    }

    /** Prompts far apart, answers close together: the worse answer of a good prompt is found. */
    @Test
    void groupsThatDifferMuchStandOnTheirOwn() {
        Planted planted = new Planted(500, 2, 10, 1);

        double[] z = GroupScores.of(planted.rewards, List.of(planted.groups));

        double inGroup = Detection.of(z, planted.bad, List.of()).auroc();
        double raw = Detection.of(planted.rewards, planted.bad, List.of()).auroc();
        assertTrue(inGroup > 0.95, "in group " + inGroup);
        assertTrue(raw < 0.65, "raw " + raw);
    }

    @Test
    void groupsThatDoNotDifferLeaveTheOrderAlone() {
        Planted planted = new Planted(500, 2, 0, 1);

        double[] z = GroupScores.of(planted.rewards, List.of(planted.groups));

        double correlation =
                RankCorrelation.of(z, planted.rewards).orElseThrow().rho();
        assertTrue(correlation > 0.95, "correlation " + correlation);
    }

    @Test
    void aGroupOfOneLeansOnTheLargerOne() {
        Planted planted = new Planted(200, 4, 3, 1);
        double[] rewards = Arrays.copyOf(planted.rewards, planted.rewards.length + 2);
        int[] groups = Arrays.copyOf(planted.groups, rewards.length);
        rewards[rewards.length - 2] = -30; // nobody's median
        rewards[rewards.length - 1] = 0;
        groups[rewards.length - 2] = 200;
        groups[rewards.length - 1] = 201;

        double[] z = GroupScores.of(rewards, List.of(groups));

        assertTrue(z[rewards.length - 2] < -2, "z of the lonely low one " + z[rewards.length - 2]);
        assertEquals(0, z[rewards.length - 1], 0.5);
    }

    @Test
    void sourcesWithAnotherSpreadAreMeasuredByTheirOwn() {
        SplittableRandom random = new SplittableRandom(5);
        double[] rewards = new double[2_000];
        int[] sources = new int[2_000];
        for (int i = 0; i < rewards.length; i++) {
            sources[i] = i % 2;
            rewards[i] = sources[i] == 0 ? random.nextGaussian() : 50 + 10 * random.nextGaussian();
        }

        double[] z = GroupScores.of(rewards, List.of(sources));

        for (int source = 0; source < 2; source++) {
            double[] own = new Groups(sources).pick(z, source);
            assertEquals(1, Robust.spread(own, 0), 0.05);
            assertEquals(0, Robust.median(own), 0.05);
        }
    }

    /** Groups with a common reward each and one bad member, three spreads lower. */
    private static final class Planted {
        private final double[] rewards;
        private final int[] groups;
        private final boolean[] bad;

        Planted(int count, int size, double between, double within) {
            SplittableRandom random = new SplittableRandom(11);
            rewards = new double[count * size];
            groups = new int[count * size];
            bad = new boolean[count * size];
            for (int group = 0; group < count; group++) {
                double centre = between * random.nextGaussian();
                int worst = random.nextInt(size);
                for (int member = 0; member < size; member++) {
                    int i = group * size + member;
                    groups[i] = group;
                    bad[i] = member == worst;
                    rewards[i] = centre + within * random.nextGaussian() - (bad[i] ? 3 : 0);
                }
            }
        }
    }
}
