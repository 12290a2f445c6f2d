package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as their longest cell; numbers stand to the right, control characters are spaces. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** Starts with a heading. */
    Table(String... heading) {
        rows.add(List.of(heading));
    }

    /** Adds a row with as many cells as the heading. */
    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(plain(cell.toString()));
        }
        rows.add(row);
    }

    /** One line a row, the heading first; nothing without rows. */
    List<String> lines() {
        if (rows.size() == 1) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                boolean last = column == row.size() - 1;
                String gap = " ".repeat(Math.max(0, width(column) - cell.length()));
                line.append(isNumeric(column) ? gap + cell : last ? cell : cell + gap);
                line.append(last ? "" : "  ");
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The text on one line, without anything a terminal could act on. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]+", " ").strip();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream().skip(1).allMatch(row -> row.get(column).matches("-?[0-9.,]*"));
    }
}
