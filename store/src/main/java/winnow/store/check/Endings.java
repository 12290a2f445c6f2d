package winnow.store.check;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells answers that break off, and answers that repeat themselves. Doubtful ones are let pass. */
public final class Endings {

    private static final Pattern FENCE = Pattern.compile("(?m)^\\s{0,3}```");
    private static final Pattern DANGLING =
            Pattern.compile("(\\S+\\s+){7,}(the|an|and|or|because|whose|its|their|of the|such as)$");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"'”’)]?\\s+(?=\\p{Lu})");
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{M}\\p{N}]+");
    private static final int LONG_ANSWER = 200;
    private static final int GRAM = 4;

    private Endings() {}

    /** Whether the answer stops before its end. */
    public static boolean isTruncated(String answer) {
        String text = answer.stripTrailing();
        if (FENCE.matcher(text).results().count() % 2 == 1) {
            return true;
        }
        if (text.isEmpty() || text.contains("```")) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        String tail = text.substring(text.lastIndexOf('\n') + 1);
        if (!Character.isLetterOrDigit(last) && ",，、([{（【".indexOf(last) < 0) {
            return false;
        }
        return (last != ')' && !Character.isLetterOrDigit(last) && text.length() > 40)
                || DANGLING.matcher(tail).matches()
                || hasOpenBracket(tail)
                || stopsInTheMiddle(text, tail);
    }

    /** A bracket that was opened in the last line, followed by some words and never closed. */
    private static boolean hasOpenBracket(String tail) {
        int depth = 0;
        for (int i = 0; i < tail.length(); i++) {
            char c = tail.charAt(i);
            if (c == '(' || c == '（') {
                depth++;
            } else if ((c == ')' || c == '）') && depth > 0) {
                depth--;
            }
        }
        return depth > 0 && tail.length() > 40;
    }

    /** A long text of whole sentences whose last one has many words and no end. */
    private static boolean stopsInTheMiddle(String text, String tail) {
        if (text.length() < LONG_ANSWER || !Character.isLowerCase(text.charAt(text.length() - 1))) {
            return false;
        }
        Matcher end = SENTENCE_END.matcher(tail);
        int sentences = 0;
        int from = 0;
        while (end.find()) {
            sentences++;
            from = end.end();
        }
        String rest = tail.substring(from);
        return sentences >= 2
                && rest.indexOf(':') < 0
                && WORD.matcher(rest).results().count() >= 6;
    }

    /**
     * The share of runs of four words that stood in the text before, 0 to 1; signs of Chinese and Japanese count as
     * words. 0 for fewer than 40 words.
     */
    public static double repetition(String text) {
        String[] words = WORD.matcher(text).results().map(r -> r.group()).toArray(String[]::new);
        int grams = words.length - GRAM + 1;
        if (words.length < 40) {
            return 0;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < grams; i++) {
            seen.merge(String.join(" ", words[i], words[i + 1], words[i + 2], words[i + 3]), 1, Integer::sum);
        }
        return 1.0 - (double) seen.size() / grams;
    }
}
