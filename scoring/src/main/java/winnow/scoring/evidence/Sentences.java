package winnow.scoring.evidence;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts an answer into sentences, whatever its language: at the ends of lines and where the JDK's rules see the end of a
 * sentence. What has no letter or digit of its own, such as the number of a list, belongs to the next one; a block of
 * code between fences is one sentence.
 */
final class Sentences {

    private static final String FENCE = "```";

    /**
     * A stretch of text.
     *
     * @param from its first character
     * @param to one past its last character; no blank stands at either end
     */
    record Span(int from, int to) {}

    private Sentences() {}

    /** The sentences of a text in order, at most {@code most}: neighbours are joined where there are more. */
    static List<Span> of(String text, int most) {
        List<Span> sentences = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfLine(text, at);
            if (text.substring(at, end).strip().startsWith(FENCE)) {
                end = endOfCode(text, end);
                add(text, at, end, sentences);
            } else {
                line(text, at, end, sentences);
            }
            at = end;
        }
        return joined(sentences, most);
    }

    /** One past the end of a line, its break included. */
    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** One past the line that closes a block of code; the end of the text where none does. */
    private static int endOfCode(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = endOfLine(text, at);
            if (text.substring(at, end).strip().equals(FENCE)) {
                return end;
            }
            at = end;
        }
        return text.length();
    }

    private static void line(String text, int from, int to, List<Span> sentences) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.substring(from, to));
        int start = from;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            boolean last = from + end == to;
            if (last || says(text.substring(start, from + end))) {
                add(text, start, from + end, sentences);
                start = from + end;
            }
        }
    }

    /** Whether a piece is more than the number or mark of a list. */
    private static boolean says(String piece) {
        String bare = piece.strip();
        return bare.codePoints().anyMatch(Character::isLetterOrDigit)
                && !bare.matches("[-*#>\\s]*(?:\\d{1,3}|\\p{Alpha})[.)]");
    }

    private static void add(String text, int from, int to, List<Span> sentences) {
        int first = from;
        int end = to;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        while (end > first && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (first < end) {
            sentences.add(new Span(first, end));
        }
    }

    private static List<Span> joined(List<Span> sentences, int most) {
        int each = (sentences.size() + most - 1) / most;
        if (each <= 1) {
            return sentences;
        }
        List<Span> joined = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i += each) {
            int last = Math.min(i + each, sentences.size()) - 1;
            joined.add(new Span(sentences.get(i).from(), sentences.get(last).to()));
        }
        return joined;
    }
}
