package winnow.viewer.text;

import java.util.BitSet;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** One answer, set as in a transcript, some of its characters marked. Long ones come in parts. On the JavaFX thread. */
public final class AnswerText extends VBox {

    private final Words words;

    /** Nothing yet. */
    public AnswerText(Words words) {
        this.words = words;
        getStyleClass().add("paragraphs");
    }

    /** Shows an answer; {@code marked} characters are underlined. */
    public void show(String text, BitSet marked) {
        getChildren().clear();
        if (text.isBlank()) {
            getChildren().add(Paragraphs.nothing(words.tr("The answer is empty.")));
        } else if (marked.isEmpty()) {
            plain(text, 0);
        } else {
            marked(text, marked, 0);
        }
    }

    private void plain(String text, int start) {
        int end = Paragraphs.partEnd(text, start);
        getChildren().addAll(Paragraphs.of(words, text.substring(start, end)));
        more(text, end, () -> plain(text, end));
    }

    private void marked(String text, BitSet marked, int start) {
        int end = Paragraphs.partEnd(text, start);
        int from = start;
        while (from < end) {
            int line = text.indexOf('\n', from);
            int to = line < 0 || line > end ? end : line;
            getChildren().add(line(text, marked, from, to));
            from = to + 1;
        }
        more(text, end, () -> marked(text, marked, end));
    }

    private void more(String text, int end, Runnable show) {
        if (end < text.length()) {
            Button more = new Button(words.tr("Show {0} more characters", text.length() - end));
            more.getStyleClass().addAll("small", "more-button");
            more.setFocusTraversable(false);
            more.setOnAction(event -> {
                getChildren().remove(more);
                show.run();
            });
            getChildren().add(more);
        }
    }

    private static TextFlow line(String text, BitSet marked, int from, int to) {
        TextFlow line = new TextFlow();
        line.getStyleClass().add("paragraph");
        int start = from;
        while (start < to) {
            boolean different = marked.get(start);
            int next = different ? marked.nextClearBit(start) : marked.nextSetBit(start);
            int end = next < 0 ? to : Math.min(next, to);
            Text piece = new Text(text.substring(start, end));
            if (different) {
                piece.getStyleClass().add("different");
            }
            line.getChildren().add(piece);
            start = end;
        }
        if (line.getChildren().isEmpty()) {
            line.getChildren().add(new Text(" ")); // an empty line still takes its height
        }
        return line;
    }
}
