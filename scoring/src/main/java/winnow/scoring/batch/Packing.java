package winnow.scoring.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of a tree in one matrix: first those of pictures, then those of text, each in order of the stretches. A
 * symbol below zero is a row of a picture, any other a token.
 */
public final class Packing {

    private final PrefixTree tree;
    private final List<long[]> own = new ArrayList<>();
    private final List<long[]> paths = new ArrayList<>();
    private final long[] symbols;
    private final long[] positions;
    private final int pictures;
    private final int[] asked;

    private Packing(PrefixTree tree) {
        this.tree = tree;
        int rows = 0;
        int pictureRows = 0;
        for (Stretch stretch : tree.stretches()) {
            rows += stretch.length();
            long[] input = tree.input(stretch.input());
            for (int i = stretch.first(); i < stretch.end(); i++) {
                pictureRows += input[i] < 0 ? 1 : 0;
            }
        }
        pictures = pictureRows;
        symbols = new long[rows];
        positions = new long[rows];
        int picture = 0;
        int text = pictures;
        for (Stretch stretch : tree.stretches()) {
            long[] input = tree.input(stretch.input());
            long[] mine = new long[stretch.length()];
            for (int i = 0; i < mine.length; i++) {
                long symbol = input[stretch.first() + i];
                int row = symbol < 0 ? picture++ : text++;
                symbols[row] = symbol;
                positions[row] = (long) stretch.first() + i;
                mine[i] = row;
            }
            own.add(mine);
            paths.add(stretch.parent() < 0 ? mine : joined(paths.get(stretch.parent()), mine));
        }
        asked = IntStream.range(0, tree.inputs())
                .map(tree::end)
                .distinct()
                .boxed()
                .sorted((a, b) -> Long.compare(last(a), last(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Packs a tree. */
    public static Packing of(PrefixTree tree) {
        return new Packing(tree);
    }

    private static long[] joined(long[] before, long[] behind) {
        long[] all = Arrays.copyOf(before, before.length + behind.length);
        System.arraycopy(behind, 0, all, before.length, behind.length);
        return all;
    }

    private long last(int stretch) {
        long[] rows = own.get(stretch);
        return rows[rows.length - 1];
    }

    /** Number of rows. */
    public int rows() {
        return symbols.length;
    }

    /** Number of rows of pictures, which stand first. */
    public int pictures() {
        return pictures;
    }

    /** The symbol of every row. */
    public long[] symbols() {
        return symbols.clone();
    }

    /** The position of every row in its input, from 0. */
    public long[] positions() {
        return positions.clone();
    }

    /** For each stretch the rows it has itself, in order. */
    public List<long[]> own() {
        return List.copyOf(own);
    }

    /** For each stretch all rows from the beginning of its inputs to its end, in order. */
    public List<long[]> paths() {
        return List.copyOf(paths);
    }

    /** The last rows of the inputs, each once, in ascending order. */
    public long[] lastRows() {
        return Arrays.stream(asked).mapToLong(this::last).toArray();
    }

    /** For each of {@link #lastRows} the rows of its input up to itself. */
    public List<long[]> lastPaths() {
        return Arrays.stream(asked).mapToObj(paths::get).toList();
    }

    /** How many of {@link #lastRows} are rows of pictures. */
    public int lastPictures() {
        return (int) Arrays.stream(lastRows()).filter(row -> row < pictures).count();
    }

    /** All rows of an input, in order. */
    public long[] path(int input) {
        return paths.get(tree.end(input)).clone();
    }

    /** One number for each of {@link #lastRows}, given to the inputs that end there, in order of the inputs. */
    public double[] toInputs(float[] found) {
        float[] byStretch = new float[own.size()];
        for (int i = 0; i < asked.length; i++) {
            byStretch[asked[i]] = found[i];
        }
        double[] all = new double[tree.inputs()];
        for (int i = 0; i < all.length; i++) {
            all[i] = byStretch[tree.end(i)];
        }
        return all;
    }

    /** Pairs of a row and one it looks at, in all stretches: what attention has to compute for all rows. */
    public long lookedAt() {
        long pairs = 0;
        for (int i = 0; i < own.size(); i++) {
            long mine = own.get(i).length;
            long before = paths.get(i).length - mine;
            pairs += mine * before + mine * (mine + 1) / 2;
        }
        return pairs;
    }

    /** The same for {@link #lastRows} alone. */
    public long lastLookedAt() {
        return lastPaths().stream().mapToLong(path -> path.length).sum();
    }
}
