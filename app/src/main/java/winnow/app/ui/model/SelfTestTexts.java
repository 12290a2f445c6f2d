package winnow.app.ui.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import winnow.app.service.SelfTestReport;
import winnow.app.service.SelfTestReport.Check;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.viewer.text.Words;

/** What a self-test says, in the user's language. What a model itself said of a mistake stays as it is. */
final class SelfTestTexts {

    private static final Pattern SAMPLES = Pattern.compile("(\\d+) samples");
    private static final Pattern MORE = Pattern.compile("(.*) and (\\d+) more(\\.?)");
    private static final Pattern LIMIT = Pattern.compile("limit ([0-9.]+\\d)(:.*)?");

    private SelfTestTexts() {}

    /** What a check is called. */
    static String title(Words words, Check check) {
        return switch (check) {
            case LOADING -> words.tr("Loading");
            case EXAMPLE -> words.tr("Official example");
            case PICTURE -> words.tr("The picture counts");
            case RIGHT_PICTURE -> words.tr("The right picture counts");
            case ANSWER -> words.tr("The answer counts");
            case BATCH -> words.tr("Alone or in a batch");
            case FINITE -> words.tr("Finite numbers");
            case WEIGHTS -> words.tr("No dead weights");
            case UNEXPECTED -> words.tr("Unexpected tensors");
        };
    }

    /** Names of the checks that failed. */
    static String failures(Words words, SelfTestReport report) {
        return report.rows().stream()
                .filter(row -> row.verdict() == Verdict.FAILED)
                .map(row -> title(words, row.check()))
                .collect(Collectors.joining(", "));
    }

    /** How a check came out, for those who do not see its sign. */
    static String verdict(Words words, Verdict verdict) {
        return switch (verdict) {
            case PASSED -> words.tr("passed");
            case FAILED -> words.tr("failed");
            case NOT_APPLICABLE -> words.tr("not applicable");
            case NOTE -> words.tr("worth knowing");
        };
    }

    /** What it was tried on. */
    static String with(Words words, Row row) {
        Matcher samples = SAMPLES.matcher(row.with());
        if (samples.matches()) {
            return words.tr("{0} samples", Long.parseLong(samples.group(1)));
        }
        return switch (row.check()) {
            case EXAMPLE -> words.tr("README pair on cars1.jpg");
            case PICTURE -> words.tr("black picture");
            case RIGHT_PICTURE -> words.tr("picture of another sample");
            case ANSWER -> words.tr("answer of another sample");
            case WEIGHTS -> words.tr("all tensors");
            default -> row.verdict() == Verdict.NOT_APPLICABLE ? words.tr("model at another place") : row.with();
        };
    }

    /** What its outcome means. */
    static String text(Words words, Row row) {
        boolean passed = row.verdict() == Verdict.PASSED;
        if (row.verdict() == Verdict.FAILED && row.result().isEmpty()) {
            return row.text(); // why the check could not be made at all
        }
        return switch (row.check()) {
            case LOADING -> words.tr("its weights are not on this machine, so there is nothing to test");
            case EXAMPLE -> example(words, row);
            case PICTURE, RIGHT_PICTURE, ANSWER -> change(words, row);
            case BATCH -> batch(words, row);
            case FINITE -> passed ? words.tr("NaN or Inf") : words.tr("without a number: {0}", after(row));
            case WEIGHTS -> weights(words, row);
            case UNEXPECTED -> words.tr("not read by this kind of model: {0}", names(words, after(row)));
        };
    }

    private static String example(Words words, Row row) {
        return switch (row.verdict()) {
            case PASSED -> words.tr("as published");
            case NOT_APPLICABLE -> notAsked(words, row.text());
            default ->
                words.tr("published were 5.7617, −2.8457: these are not the published weights, or not this picture.");
        };
    }

    private static String notAsked(Words words, String text) {
        if (text.contains("README.md")) {
            return words.tr("its texts are in the model's README.md, which is not in the folder");
        }
        return text.contains("cars1.jpg")
                ? words.tr("needs cars1.jpg: test on the command line with --example")
                : words.tr("published for the trained 7B model only");
    }

    private static String change(Words words, Row row) {
        if (row.verdict() == Verdict.PASSED) {
            return words.tr("changes the score");
        }
        if (row.verdict() == Verdict.NOT_APPLICABLE) {
            return words.tr("judges text only");
        }
        return row.check() == Check.ANSWER
                ? words.tr(
                        "changes nothing: the model does not read answers; its weights are damaged, or the wrong ones.")
                : words.tr("changes nothing: the model does not look at pictures; its vision weights are damaged, or"
                        + " the wrong ones.");
    }

    private static String batch(Words words, Row row) {
        Matcher limit = LIMIT.matcher(row.text());
        if (!limit.matches()) {
            return row.text();
        }
        return row.verdict() == Verdict.PASSED
                ? words.tr("limit {0}", limit.group(1))
                : words.tr("limit {0}: a score depends on its neighbours.", limit.group(1));
    }

    private static String weights(Words words, Row row) {
        return switch (row.verdict()) {
            case PASSED -> words.tr("all zero");
            case NOTE -> words.tr("all zero, but only biases: {0}", names(words, after(row)));
            default -> words.tr("all zero: {0}", names(words, after(row)));
        };
    }

    /** What follows the first colon: names, or a sentence. */
    private static String after(Row row) {
        List<String> parts = List.of(row.text().split(": ", 2));
        return parts.get(parts.size() - 1);
    }

    private static String names(Words words, String names) {
        Matcher more = MORE.matcher(names);
        return more.matches() ? words.tr("{0} and {1} more", more.group(1), Long.parseLong(more.group(2))) : names;
    }
}
