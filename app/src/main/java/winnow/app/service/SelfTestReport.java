package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What testing a model came to. Kept by the model's fingerprint, so the same bytes elsewhere count as tested.
 *
 * @param model its name
 * @param fingerprint of the snapshot that was tested
 * @param precision it computed in, such as {@code float32}
 * @param rows one a check, in the order they were made
 * @param seconds it took, loading included
 * @param at when it ended
 */
public record SelfTestReport(
        String model, String fingerprint, String precision, List<Row> rows, double seconds, Instant at) {

    /** What is looked at. */
    public enum Check {
        LOADING("Loading"),
        EXAMPLE("Official example"),
        PICTURE("The picture counts"),
        RIGHT_PICTURE("The right picture counts"),
        ANSWER("The answer counts"),
        BATCH("Alone or in a batch"),
        FINITE("Finite numbers"),
        WEIGHTS("No dead weights"),
        UNEXPECTED("Unexpected tensors");

        private final String title;

        Check(String title) {
            this.title = title;
        }

        /** What people call it. */
        public String title() {
            return title;
        }
    }

    /** How a check came out. Only {@link #FAILED} means that scores are not to be trusted. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** This kind of model has nothing to check, or what is needed for it was not given. */
        NOT_APPLICABLE,
        /** Worth knowing, but no reason for distrust. */
        NOTE;

        /** The name people and files use, such as {@code not applicable}. */
        public String id() {
            return this == NOT_APPLICABLE ? "not applicable" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param check what was looked at
     * @param with what it was tried on, in a few words
     * @param result the number it gave, as text; may be empty
     * @param verdict how it came out
     * @param text what that means, in a few words or, where it failed, in a sentence
     */
    public record Row(Check check, String with, String result, Verdict verdict, String text) {
        public Row {
            requireNonNull(check, "check");
            requireNonNull(with, "with");
            requireNonNull(result, "result");
            requireNonNull(verdict, "verdict");
            requireNonNull(text, "text");
        }
    }

    public SelfTestReport {
        requireNonNull(model, "model");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(precision, "precision");
        requireNonNull(at, "at");
        rows = List.copyOf(rows);
    }

    /** How many checks came out so. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** Whether no check failed, and at least one passed. */
    public boolean isPassed() {
        return count(Verdict.FAILED) == 0 && count(Verdict.PASSED) > 0;
    }

    /** Whether a check failed, so that nothing should be scored with this model. */
    public boolean isFailed() {
        return count(Verdict.FAILED) > 0;
    }

    /** Names of the checks that failed, such as {@code The picture counts, Finite numbers}. */
    public String failures() {
        return String.join(
                ", ",
                rows.stream()
                        .filter(row -> row.verdict() == Verdict.FAILED)
                        .map(row -> row.check().title())
                        .toList());
    }
}
