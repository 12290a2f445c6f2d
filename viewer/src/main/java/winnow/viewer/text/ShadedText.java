package winnow.viewer.text;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

/**
 * A text some stretches of which raise a score and others lower it: falls are shaded and underlined, rises are shaded
 * and underlined with dots, so that no colour is needed to tell them apart. Each tells its number when pointed at, and
 * to a screen reader. On the JavaFX thread.
 */
public final class ShadedText extends VBox {

    private static final int LEVELS = 3;
    private static final int MOST_CHARACTERS = 6000;

    /**
     * A stretch of the text.
     *
     * @param from its first character
     * @param to one past its last character
     * @param change of the score by it, below 0 where it falls
     * @param told what is said of it
     */
    public record Stretch(int from, int to, double change, String told) {

        public Stretch {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("Characters " + from + " to " + to);
            }
        }
    }

    /** Nothing yet. */
    public ShadedText() {
        getStyleClass().addAll("paragraphs", "shaded-text");
    }

    /**
     * Shows another text; of very long ones the first {@value #MOST_CHARACTERS} characters.
     *
     * @param stretches in order, none in another
     */
    public void show(String text, List<Stretch> stretches) {
        getChildren().clear();
        double most = stretches.stream()
                .mapToDouble(each -> Math.abs(each.change()))
                .max()
                .orElse(0);
        int end = Math.min(text.length(), MOST_CHARACTERS);
        int at = 0;
        TextFlow line = line();
        List<TextFlow> lines = new ArrayList<>(List.of(line));
        for (Stretch stretch : stretches) {
            if (stretch.from() < at || stretch.to() > end) {
                continue;
            }
            line = plain(text.substring(at, stretch.from()), line, lines);
            shaded(text, stretch, most, line);
            at = stretch.to();
        }
        plain(text.substring(Math.min(at, end), end), line, lines);
        getChildren().setAll(lines);
    }

    private static TextFlow plain(String text, TextFlow line, List<TextFlow> lines) {
        TextFlow now = line;
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                now = line();
                lines.add(now);
            }
            if (!parts[i].isEmpty()) {
                now.getChildren().add(new javafx.scene.text.Text(parts[i]));
            }
        }
        return now;
    }

    /** A label, as a text node has no background. A stretch of several words is cut, so that lines can break in it. */
    private static void shaded(String text, Stretch stretch, double most, TextFlow line) {
        int level = level(stretch.change(), most);
        String said = text.substring(stretch.from(), stretch.to()).replace('\n', ' ');
        boolean first = true;
        for (String word : said.split("(?<= )", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            Label label = new Label(word);
            label.getStyleClass().add("shade");
            if (level != 0) {
                label.getStyleClass().add((level < 0 ? "falls-" : "rises-") + Math.abs(level));
            }
            label.setTooltip(new Tooltip(stretch.told()));
            label.setAccessibleText(first ? word.strip() + ": " + stretch.told() : word.strip());
            label.setMinWidth(USE_PREF_SIZE);
            line.getChildren().add(label);
            first = false;
        }
    }

    /** From -3 for the largest fall to 3 for the largest rise; 0 for what hardly changes anything. */
    static int level(double change, double most) {
        if (!(most > 0) || !Double.isFinite(change)) {
            return 0;
        }
        int level = (int) Math.round(Math.abs(change) / most * LEVELS);
        return change < 0 ? -level : level;
    }

    private static TextFlow line() {
        TextFlow line = new TextFlow();
        line.getStyleClass().add("paragraph");
        return line;
    }
}
