package winnow.scoring.judge;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a judge wrote. Of several scores or verdicts the last one counts; what is none of them counts as none. */
final class Verdicts {

    /** Who is better. */
    enum Verdict {
        A,
        B,
        TIE
    }

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern SCORE = Pattern.compile(
            "(?:score|rating|점수)\\s*(?:\\([^)\\n]{0,20}\\))?\\s*(?:is|of)?\\s*[:=：]?\\s*"
                    + "(-?\\d{1,9}(?:\\.\\d{1,9})?)(?:\\s*/\\s*(\\d{1,9}))?(?![\\d.]*\\s*[-–]\\s*\\d)",
            FLAGS);
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)(?:\\s*/\\s*(\\d{1,9}))?\\.?");

    private static final String BETTER = "(?:answer|response|assistant|답변)\\s*\\(?([ab])\\)?\\s*"
            + "(?:(?:is|was)\\s+(?:(?:the|a|clearly|slightly|much|overall|significantly)\\s+){0,3}"
            + "(?:better|best|preferred|superior|winner)|(?:가|이)\\s*더\\s*(?:좋|낫|나은|우수|뛰어))";
    private static final String MARKED = "\\[\\[([abc])\\]\\]";
    private static final String JUDGED = "(?:overall\\s+judge?ment|final\\s+verdict|verdict|winner|better\\s+answer)"
            + "\\s*(?:is)?\\s*[:：=]?\\s*(?:answer\\s*|response\\s*)?"
            + "\\(?(?:([ab])(?![a-z])\\)?|((?:it'?s\\s+)?(?:an?\\s+)?tie)\\b)";
    private static final String EVEN = "((?:is|are|be)\\s+(?:about\\s+|roughly\\s+)?equally\\s+good|"
            + "(?:judge?ment|verdict)\\s*[:：]?\\s*(?:they|both)[^.\\n]{0,40}equal|"
            + "it'?s\\s+a\\s+tie|is\\s+a\\s+tie|무승부)";
    private static final Pattern VERDICT = Pattern.compile(BETTER + "|" + MARKED + "|" + JUDGED + "|" + EVEN, FLAGS);

    private Verdicts() {}

    /** The score from 1 to 100 that a reply ends with. */
    static OptionalDouble score(String reply) {
        String plain = plain(reply);
        OptionalDouble found = OptionalDouble.empty();
        Matcher matcher = SCORE.matcher(plain);
        boolean any = false;
        while (matcher.find()) {
            any = true;
            found = number(matcher.group(1), matcher.group(2));
        }
        if (any) {
            return found;
        }
        String last = plain.strip().lines().reduce("", (before, line) -> line.isBlank() ? before : line.strip());
        Matcher number = NUMBER.matcher(last);
        return number.matches() ? number(number.group(1), number.group(2)) : OptionalDouble.empty();
    }

    private static OptionalDouble number(String digits, @Nullable String of) {
        double value = Double.parseDouble(digits);
        boolean hundred = of == null || of.equals("100");
        return hundred && value >= 1 && value <= 100 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The verdict that a reply ends with. */
    static Optional<Verdict> verdict(String reply) {
        Matcher matcher = VERDICT.matcher(plain(reply));
        Optional<Verdict> found = Optional.empty();
        while (matcher.find()) {
            found = Optional.of(Verdict.TIE);
            for (int group = 1; group <= 3; group++) {
                String letter = matcher.group(group);
                if (letter != null && !letter.toLowerCase(Locale.ROOT).equals("c")) {
                    found = Optional.of(Verdict.valueOf(letter.toUpperCase(Locale.ROOT)));
                }
            }
        }
        return found;
    }

    /** Without the marks of Markdown, and with spaces for the kinds of white space. */
    private static String plain(String reply) {
        return reply.replaceAll("[*_`#>\"“”]", "")
                .replaceAll("[\\p{Zs}\\t]+", " ")
                .replace('’', '\'');
    }
}
