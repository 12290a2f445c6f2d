package winnow.scoring.rank;

import java.util.Arrays;

/** Things put together by group, each group in one stretch; in a group they stand in the order they had. */
final class Groups {

    private final int[] of;
    private final int[] starts;
    private final int[] members;

    /**
     * Makes groups.
     *
     * @param of the group of each thing: 0, 1, 2, … without gaps
     */
    Groups(int[] of) {
        this.of = of;
        int count = Arrays.stream(of).max().orElse(-1) + 1;
        this.starts = new int[count + 1];
        for (int group : of) {
            starts[group + 1]++;
        }
        for (int group = 0; group < count; group++) {
            starts[group + 1] += starts[group];
        }
        int[] next = Arrays.copyOf(starts, count);
        this.members = new int[of.length];
        for (int i = 0; i < of.length; i++) {
            members[next[of[i]]++] = i;
        }
    }

    int count() {
        return starts.length - 1;
    }

    int of(int thing) {
        return of[thing];
    }

    int size(int group) {
        return starts[group + 1] - starts[group];
    }

    /** The first thing of a group; groups are never empty. */
    int first(int group) {
        return members[starts[group]];
    }

    /** What a list says of the things of a group. */
    double[] pick(double[] values, int group) {
        double[] picked = new double[size(group)];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[members[starts[group] + i]];
        }
        return picked;
    }
}
