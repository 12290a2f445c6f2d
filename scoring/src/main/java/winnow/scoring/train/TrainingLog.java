package winnow.scoring.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of a training as they stand in its folder, finished or not.
 *
 * @param columns their names
 * @param rows one a step, NaN where a figure is not there
 */
public record TrainingLog(List<String> columns, List<double[]> rows) {

    private static final TrainingLog EMPTY = new TrainingLog(List.of(), List.of());

    public TrainingLog {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads it; empty where nothing was trained yet. A line that is just being written is left out.
     *
     * @param folder of the training
     * @throws IOException if it cannot be read
     */
    public static TrainingLog read(Path folder) throws IOException {
        Path file = folder.resolve(TrainingFolder.FIGURES);
        if (!Files.isRegularFile(file)) {
            return EMPTY;
        }
        String text = Files.readString(file);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty()) {
            return EMPTY;
        }
        return new TrainingLog(
                cells(lines.get(0)),
                lines.stream().skip(1).map(TrainingLog::numbers).toList());
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }

    private static double[] numbers(String line) {
        return cells(line).stream().mapToDouble(TrainingLog::number).toArray();
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN; // nothing stands there, or the name of a stage
        }
    }

    /** The last step; 0 before the first. */
    public long steps() {
        return rows.isEmpty() ? 0 : (long) rows.get(rows.size() - 1)[0];
    }

    /** A figure of every step at which it is there, as pairs of step and figure. */
    public List<double[]> curve(String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            return List.of();
        }
        return rows.stream()
                .filter(row -> at < row.length && !Double.isNaN(row[at]))
                .map(row -> new double[] {row[0], row[at]})
                .toList();
    }

    /** The latest of a figure; NaN where there is none. */
    public double last(String column) {
        List<double[]> curve = curve(column);
        return curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1)[1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingLog log
                && log.columns.equals(columns)
                && Arrays.deepEquals(log.rows.toArray(), rows.toArray());
    }

    @Override
    public int hashCode() {
        return columns.hashCode() * 31 + Arrays.deepHashCode(rows.toArray());
    }

    @Override
    public String toString() {
        return columns + ", " + rows.size() + " steps";
    }
}
