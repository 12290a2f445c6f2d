package winnow.store.data;

import java.util.Arrays;

/**
 * The scored samples of a run as columns, in order of the workspace: forty bytes a sample, so a million is fine. Never
 * changes.
 */
public final class ScoreColumns {

    /** Where a sample has no task. */
    public static final int NO_TASK = 0;

    private final long run;
    private final long changes;
    private final int size;
    private final long[] ids;
    private final double[] rewards;
    private final int[] datasets;
    private final int[] chars;
    private final int[] marks;
    private final long[] prompts;
    private final int[] tasks;

    private ScoreColumns(Builder from) {
        this.run = from.run;
        this.changes = from.changes;
        this.size = from.size;
        this.ids = Arrays.copyOf(from.ids, size);
        this.rewards = Arrays.copyOf(from.rewards, size);
        this.datasets = Arrays.copyOf(from.datasets, size);
        this.chars = Arrays.copyOf(from.chars, size);
        this.marks = Arrays.copyOf(from.marks, size);
        this.prompts = Arrays.copyOf(from.prompts, size);
        this.tasks = Arrays.copyOf(from.tasks, size);
    }

    /** Takes samples one by one, in order of the workspace. */
    public static final class Builder {
        private final long run;
        private final long changes;
        private int size;
        private long[] ids = new long[1024];
        private double[] rewards = new double[1024];
        private int[] datasets = new int[1024];
        private int[] chars = new int[1024];
        private int[] marks = new int[1024];
        private long[] prompts = new long[1024];
        private int[] tasks = new int[1024];

        /** Of no run. */
        public Builder() {
            this(-1, 0);
        }

        /**
         * Of a run.
         *
         * @param changes how often its scores have changed so far
         */
        public Builder(long run, long changes) {
            this.run = run;
            this.changes = changes;
        }

        /** Adds a sample; its traits are to follow. Numbers grow from one to the next. */
        public Builder sample(long id, long datasetId, double reward) {
            if (size > 0 && id <= ids[size - 1]) {
                throw new IllegalArgumentException("Sample " + id + " follows sample " + ids[size - 1]);
            }
            if (size == ids.length) {
                grow();
            }
            ids[size] = id;
            datasets[size] = Math.toIntExact(datasetId);
            rewards[size] = reward;
            size++;
            return this;
        }

        /** What the sample added last is like; see {@link Traits}. */
        public Builder traits(int answerChars, int markupMarks, long promptKey, int task) {
            chars[size - 1] = answerChars;
            marks[size - 1] = markupMarks;
            prompts[size - 1] = promptKey;
            tasks[size - 1] = task;
            return this;
        }

        /** How many were added. */
        public int size() {
            return size;
        }

        /** The columns. */
        public ScoreColumns build() {
            return new ScoreColumns(this);
        }

        private void grow() {
            int length = size * 2;
            ids = Arrays.copyOf(ids, length);
            rewards = Arrays.copyOf(rewards, length);
            datasets = Arrays.copyOf(datasets, length);
            chars = Arrays.copyOf(chars, length);
            marks = Arrays.copyOf(marks, length);
            prompts = Arrays.copyOf(prompts, length);
            tasks = Arrays.copyOf(tasks, length);
        }
    }

    /** Number of the run; negative for none. */
    public long run() {
        return run;
    }

    /** How often the scores of the run had changed when this was read: the same number means the same scores. */
    public long changes() {
        return changes;
    }

    /** How many samples have a reward. */
    public int size() {
        return size;
    }

    /** Number of the sample at a place. */
    public long id(int place) {
        return ids[place];
    }

    /** Where a sample stands in the columns; negative when it has no reward. */
    public int place(long sampleId) {
        return Arrays.binarySearch(ids, sampleId);
    }

    /** Rewards of all, a copy. */
    public double[] rewards() {
        return rewards.clone();
    }

    /** The reward at a place. */
    public double reward(int place) {
        return rewards[place];
    }

    /** The dataset at a place. */
    public int dataset(int place) {
        return datasets[place];
    }

    /** Characters of the answer at a place. */
    public int chars(int place) {
        return chars[place];
    }

    /** Marks of markdown in the answer at a place. */
    public int marks(int place) {
        return marks[place];
    }

    /** Key of the prompt at a place; equal for equal prompts. */
    public long prompt(int place) {
        return prompts[place];
    }

    /** Number of the task at a place, {@link #NO_TASK} where there is none. */
    public int task(int place) {
        return tasks[place];
    }
}
