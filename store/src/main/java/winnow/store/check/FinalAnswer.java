package winnow.store.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer comes to in the end: the last box of LaTeX, what follows the last "the answer is" or "####", or else
 * all of it.
 *
 * @param text its words
 * @param announced whether it was announced as the result, so that a single number in it is the result
 */
record FinalAnswer(String text, boolean announced) {

    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?i)(?:final answer|correct (?:answer|option|choice)|the answer|answer|정답|답)\\s*(?:is|은|는|:|=|：)+\\s*"
                    + "|####\\s*");
    private static final Pattern SENTENCE_END = Pattern.compile("\\n|[.!?](?:\\s|$)|because", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTER =
            Pattern.compile("^\\W{0,4}(?:option |choice )?\\(?([A-Ja-j])(?:[).:,\\s*]|$)");
    private static final Pattern LONE_LETTER = Pattern.compile("\\(([A-J])\\)");
    private static final Pattern NUMBER =
            Pattern.compile("[-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:\\s*/\\s*\\d+)?|[-−]?\\.\\d+");
    private static final Pattern FRACTION = Pattern.compile("\\\\[dt]?frac\\{([^{}]+)}\\{([^{}]+)}");
    private static final Pattern MARKUP =
            Pattern.compile("\\\\(?:left|right|[,;:! ])|\\\\(?:text|mathrm|mathbf)\\{|\\$|\\*\\*");
    private static final BigDecimal EQUAL = new BigDecimal("1e-6"); // of the larger

    /** Finds it. */
    static FinalAnswer of(String answer) {
        Optional<String> box = box(answer);
        if (box.isPresent()) {
            return new FinalAnswer(box.get(), true);
        }
        Matcher matcher = ANNOUNCED.matcher(answer);
        int from = -1;
        while (matcher.find()) {
            from = matcher.end() < answer.length() ? matcher.end() : from;
        }
        if (from < 0) {
            return new FinalAnswer(answer.strip(), false);
        }
        String rest = answer.substring(from).strip();
        Matcher end = SENTENCE_END.matcher(rest);
        String sentence = end.find() && end.start() > 0 ? rest.substring(0, end.start()) : rest;
        return new FinalAnswer(sentence.strip(), true);
    }

    /** The letter of an option, from 0 for A. */
    OptionalInt letter() {
        OptionalInt first = letter(text);
        if (first.isPresent()) {
            return first;
        }
        Matcher lone = LONE_LETTER.matcher(text);
        if (!lone.find()) {
            return OptionalInt.empty();
        }
        int letter = lone.group(1).charAt(0) - 'A';
        while (lone.find()) {
            if (lone.group(1).charAt(0) - 'A' != letter) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(letter);
    }

    /** The letter a text begins with as an option does: B, (B), B., option B; "A dog" is none. */
    static OptionalInt letter(String text) {
        Matcher matcher = LETTER.matcher(text);
        if (!matcher.find()) {
            return OptionalInt.empty();
        }
        boolean word = matcher.end() < text.length()
                && Character.isWhitespace(text.charAt(matcher.end() - 1))
                && Character.isLetter(text.charAt(matcher.end()));
        return word
                ? OptionalInt.empty()
                : OptionalInt.of(Character.toUpperCase(matcher.group(1).charAt(0)) - 'A');
    }

    /** Whether a text says an option, as words of their own. */
    static boolean mentions(String text, String option) {
        String words = " " + normal(text) + " ";
        String sought = normal(option);
        return !sought.isEmpty() && words.contains(" " + sought + " ");
    }

    /** Whether two results are the same: equal numbers, the same simple LaTeX, or the same words. */
    static boolean same(String right, String given) {
        Optional<BigDecimal> number = number(right, true);
        if (number.isPresent()) {
            return number(given, true)
                    .or(() -> lastNumber(given))
                    .filter(other -> equal(number.get(), other))
                    .isPresent();
        }
        String plain = plain(right);
        return (!plain.isEmpty() && plain.equals(plain(given)))
                || (!normal(right).isEmpty() && normal(right).equals(normal(given)));
    }

    private static boolean equal(BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return one.subtract(other).abs().compareTo(larger.multiply(EQUAL)) <= 0;
    }

    /** The number a text is, with a unit or a sign of money at most. */
    private static Optional<BigDecimal> number(String text, boolean whole) {
        String plain = FRACTION.matcher(plain(text)).replaceAll("$1/$2");
        Matcher matcher = NUMBER.matcher(plain);
        if (!matcher.find() || (whole && matcher.start() > 1)) {
            return Optional.empty();
        }
        String rest = plain.substring(matcher.end());
        boolean alone =
                rest.length() <= 1 || rest.matches("(?:[%°]|\\\\%|\\^?\\{?\\\\?circ}?|degrees?|[a-zA-Z]{1,3}|\\.0*)");
        return alone ? parse(matcher.group()) : Optional.empty();
    }

    /** The last number of a text. */
    private static Optional<BigDecimal> lastNumber(String text) {
        Matcher matcher = NUMBER.matcher(text);
        Optional<BigDecimal> last = Optional.empty();
        while (matcher.find()) {
            last = parse(matcher.group());
        }
        return last;
    }

    private static Optional<BigDecimal> parse(String number) {
        String[] parts = number.replace(",", "").replace('−', '-').split("/", 2);
        BigDecimal top = new BigDecimal(parts[0].strip());
        if (parts.length == 1) {
            return Optional.of(top);
        }
        BigDecimal below = new BigDecimal(parts[1].strip());
        return below.signum() == 0 ? Optional.empty() : Optional.of(top.divide(below, MathContext.DECIMAL64));
    }

    /** The inside of the last box of LaTeX. */
    private static Optional<String> box(String text) {
        int start = text.lastIndexOf("\\boxed{");
        if (start < 0) {
            return Optional.empty();
        }
        int from = start + "\\boxed{".length();
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return Optional.of(text.substring(from, i).strip());
            }
        }
        return Optional.empty();
    }

    /** LaTeX without what changes its look only. */
    private static String plain(String text) {
        return MARKUP.matcher(text.strip())
                .replaceAll("")
                .replace("\\dfrac", "\\frac")
                .replace("\\tfrac", "\\frac")
                .replaceAll("\\s+", "")
                .replaceAll("\\.$", "");
    }

    /** Words in lower case, without articles and the marks of sentences; those of mathematics stay. */
    private static String normal(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return lower.replaceAll("[.,!?;:\"'`()\\[\\]“”‘’…。、！？]+", " ")
                .replaceAll("\\b(?:a|an|the)\\b", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
