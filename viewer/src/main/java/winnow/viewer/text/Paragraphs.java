package winnow.viewer.text;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Sets a text as paragraphs, one for each line of it. Each runs in the direction of its first strong letter. The places
 * where a dataset refers to its media, {@code <image>} and {@code <video>}, become small marks.
 */
final class Paragraphs {

    /** Characters set at once; a screen shows about a tenth of it. */
    static final int PART = 12_000;
    /** A line without end is set in pieces, as the time to break lines grows with the length of a paragraph. */
    private static final int LONGEST = 2_000;

    private static final Pattern OUTER_BREAKS = Pattern.compile("^\\R+|\\R+$");
    private static final Pattern MEDIA = Pattern.compile("<(image|video)>");

    private Paragraphs() {}

    /** Where the part that begins at {@code start} ends: at the end of a line or word if there is one near. */
    static int partEnd(String text, int start) {
        return cut(text, start, PART);
    }

    static List<Region> of(Words words, String part) {
        List<Region> paragraphs = new ArrayList<>();
        for (String line : OUTER_BREAKS.matcher(part).replaceAll("").split("\\R", -1)) {
            for (int from = 0; from == 0 || from < line.length(); from = cut(line, from, LONGEST)) {
                paragraphs.add(paragraph(words, line.substring(from, cut(line, from, LONGEST))));
                if (line.isEmpty()) {
                    break;
                }
            }
        }
        return paragraphs;
    }

    static Region nothing(String text) {
        TextFlow paragraph = new TextFlow(new Text(text));
        paragraph.getStyleClass().addAll("paragraph", "empty-answer");
        return paragraph;
    }

    private static TextFlow paragraph(Words words, String line) {
        TextFlow paragraph = new TextFlow();
        paragraph.getStyleClass().add("paragraph");
        Matcher media = MEDIA.matcher(line);
        int from = 0;
        while (media.find()) {
            add(paragraph, line.substring(from, media.start()));
            paragraph.getChildren().add(mediaMark(words, media.group(1)));
            from = media.end();
        }
        // An empty line still takes its height.
        add(paragraph, line.isEmpty() ? " " : line.substring(from));
        boolean leftToRight = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        paragraph.setNodeOrientation(leftToRight ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.RIGHT_TO_LEFT);
        return paragraph;
    }

    private static void add(TextFlow paragraph, String text) {
        if (!text.isEmpty()) {
            paragraph.getChildren().add(new Text(text));
        }
    }

    private static Node mediaMark(Words words, String kind) {
        boolean video = kind.equals("video");
        Label mark = new Label(
                video ? words.tr("Video") : words.tr("Picture"), new FontIcon(video ? "fth-film" : "fth-image"));
        mark.getStyleClass().add("media-token");
        return mark;
    }

    /** At most {@code most} characters on, at a line end, else a space, else between two characters. */
    private static int cut(String text, int start, int most) {
        if (text.length() - start <= most) {
            return text.length();
        }
        int limit = start + most;
        int nearest = start + most / 2;
        int line = text.lastIndexOf('\n', limit - 1);
        if (line > nearest) {
            return line + 1;
        }
        int space = text.lastIndexOf(' ', limit - 1);
        if (space > nearest) {
            return space + 1;
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }
}
