package winnow.store.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.Media;
import winnow.store.data.Verdict;
import winnow.store.query.Criterion.Relation;

/** Reads the query language: words with blanks between them, each {@code key:value}, {@code reward<x} or a text. */
final class Parser {

    private static final String KNOWN =
            "reward<X, reward<pN, z<X, adjusted<X, agree>=K, decided:, verdict:, source:, media:, failed:, scored:, "
                    + "record:, sample:, tokens:, length:, annotator:, reason:, tag:, answer~\"text\", note~\"text\","
                    + " and words in quotes";
    private static final Pattern KEYED = Pattern.compile("(?s)([A-Za-z]+)(<=|>=|<|>|=|:|~)(.*)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern RANGE = Pattern.compile("(?<only>\\d+)|(?<from>\\d*)\\.\\.(?<to>\\d*)");

    private final String text;
    private int at;

    Parser(String text) {
        this.text = text;
    }

    Query query() {
        List<Term> terms = new ArrayList<>();
        skipBlanks();
        while (at < text.length()) {
            terms.add(term());
            skipBlanks();
        }
        return new Query(terms);
    }

    private Term term() {
        int start = at;
        boolean negated = text.charAt(at) == '-';
        if (negated) {
            at++;
        }
        int word = at;
        if (at < text.length() && text.charAt(at) == '"') {
            return new Term(negated, new Criterion.Text(quoted(start)));
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '"') {
            at++;
        }
        String plain = text.substring(word, at);
        if (plain.isEmpty()) {
            throw bad(text.substring(start, at), "a word must follow the minus");
        }
        Matcher keyed = KEYED.matcher(plain);
        if (!keyed.matches()) {
            if (at < text.length() && text.charAt(at) == '"') {
                throw bad(text.substring(start), "there must be a blank before the quotes");
            }
            return new Term(negated, word(plain));
        }
        String value = keyed.group(3);
        if (value.isEmpty() && at < text.length() && text.charAt(at) == '"') {
            value = quoted(start);
        }
        return new Term(negated, keyed(keyed.group(1), keyed.group(2), value, text.substring(start, at)));
    }

    private static Criterion word(String plain) {
        if (plain.contains(":")) {
            throw bad(plain, "known are " + KNOWN + "; put it in quotes to look for the text");
        }
        return new Criterion.Text(plain);
    }

    private String quoted(int start) {
        StringBuilder result = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                result.append(text.charAt(++at));
            } else if (c == '"') {
                at++;
                if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                    throw bad(text.substring(start), "there must be a blank after the quotes");
                }
                if (result.isEmpty()) {
                    throw bad(text.substring(start, at), "there is nothing between the quotes");
                }
                return result.toString();
            } else {
                result.append(c);
            }
        }
        throw bad(text.substring(start), "the quotes are not closed");
    }

    private static Criterion keyed(String name, String sign, String value, String whole) {
        String key = name.toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            throw bad(whole, "a value must follow");
        }
        Optional<Criterion> compared = sign.equals("~") ? Optional.empty() : compared(key, sign, value, whole);
        if (compared.isPresent()) {
            return compared.get();
        }
        if (key.equals("answer") && sign.equals("~")) {
            return new Criterion.Answer(value);
        }
        if (key.equals("note") && sign.equals("~")) {
            return new Criterion.Note(value);
        }
        if (!sign.equals(":")) {
            throw bad(whole, "known are " + KNOWN + "; put it in quotes to look for the text");
        }
        return switch (key) {
            case "decided" -> new Criterion.Decided(yes(value, whole));
            case "failed" -> new Criterion.Failed(yes(value, whole));
            case "scored" -> new Criterion.Scored(yes(value, whole));
            case "verdict" -> new Criterion.VerdictIs(verdict(value, whole));
            case "source", "dataset" -> new Criterion.Source(value);
            case "media" -> new Criterion.MediaIs(media(value, whole));
            case "record" -> new Criterion.RecordNumber(span(value, whole));
            case "sample" -> new Criterion.SampleNumber(span(value, whole));
            case "tokens" -> new Criterion.Tokens(span(value, whole));
            case "length" -> new Criterion.Length(span(value, whole));
            case "annotator" -> new Criterion.Annotator(value);
            case "reason" -> new Criterion.Reason(value);
            case "tag" -> new Criterion.Tag(value);
            default -> throw bad(whole, "known are " + KNOWN + "; put it in quotes to look for the text");
        };
    }

    /** What is compared with a number; empty for all other keys. */
    private static Optional<Criterion> compared(String key, String sign, String value, String whole) {
        if (key.equals("reward") || key.equals("score")) {
            return Optional.of(reward(relation(sign, whole), value, whole));
        }
        for (Criterion.Measure measure : Criterion.Measure.values()) {
            if (measure.key().equals(key)) {
                return Optional.of(measured(measure, relation(sign, whole), value, whole));
            }
        }
        return Optional.empty();
    }

    private static Relation relation(String sign, String whole) {
        for (Relation relation : Relation.values()) {
            if (relation.sign().equals(sign)) {
                return relation;
            }
        }
        throw bad(whole, "it is compared with <, <=, >, >= or =");
    }

    private static Criterion reward(Relation relation, String value, String whole) {
        return isPercentile(value)
                ? new Criterion.Percentile(relation, percent(value, whole))
                : new Criterion.Reward(relation, number(value, whole));
    }

    private static Criterion measured(Criterion.Measure measure, Relation relation, String value, String whole) {
        if (!isPercentile(value)) {
            return new Criterion.Measured(measure, relation, number(value, whole));
        }
        if (measure == Criterion.Measure.AGREE) {
            throw bad(whole, "it is compared with a number of voters, as in agree>=2");
        }
        return new Criterion.MeasuredPercentile(measure, relation, percent(value, whole));
    }

    private static boolean isPercentile(String value) {
        return value.startsWith("p") || value.startsWith("P");
    }

    private static double percent(String value, String whole) {
        double percent = number(value.substring(1), whole);
        if (!(percent >= 0 && percent <= 100)) {
            throw bad(whole, "a percentile is p0 to p100");
        }
        return percent;
    }

    private static double number(String value, String whole) {
        if (!NUMBER.matcher(value).matches()) {
            throw bad(whole, "a number must follow, or p and a number for a percentile");
        }
        double number = Double.parseDouble(value);
        if (!Double.isFinite(number)) {
            throw bad(whole, "the number is too large");
        }
        return number;
    }

    private static boolean yes(String value, String whole) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw bad(whole, "yes or no must follow");
        };
    }

    private static Verdict verdict(String value, String whole) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "keep" -> Verdict.KEEP;
            case "prune" -> Verdict.PRUNE;
            case "unsure" -> Verdict.UNSURE;
            case "none" -> Verdict.NONE;
            default -> throw bad(whole, "keep, prune, unsure or none must follow");
        };
    }

    private static Optional<Media.Kind> media(String value, String whole) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "image" -> Optional.of(Media.Kind.IMAGE);
            case "video" -> Optional.of(Media.Kind.VIDEO);
            case "none" -> Optional.empty();
            default -> throw bad(whole, "image, video or none must follow");
        };
    }

    private static Span span(String value, String whole) {
        Matcher range = RANGE.matcher(value);
        if (!range.matches() || value.equals("..")) {
            throw bad(whole, "a number must follow, or a range as in 3..7");
        }
        try {
            if (range.group("only") != null) {
                long only = Long.parseLong(value);
                return new Span(only, only);
            }
            String from = range.group("from");
            String to = range.group("to");
            return new Span(
                    from.isEmpty() ? 0 : Long.parseLong(from), to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to));
        } catch (IllegalArgumentException e) {
            throw bad(whole, "a range goes from a smaller to a greater number, both below 9223372036854775807");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static IllegalArgumentException bad(String part, String why) {
        return new IllegalArgumentException("Not understood: " + part + " (" + why + ")");
    }
}
