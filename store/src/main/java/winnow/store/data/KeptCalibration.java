package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How the margin of two rewards becomes a probability, as it was fitted on votes. Only ever added, never edited.
 *
 * @param id random
 * @param name what people call it
 * @param runId whose rewards
 * @param curve the fit
 * @param votes what it was fitted on
 * @param annotator who had it fitted
 * @param fittedAt when, UTC, microseconds
 */
public record KeptCalibration(
        UUID id, String name, long runId, Curve curve, Votes votes, String annotator, Instant fittedAt) {

    /** How margins become probabilities. */
    public enum Method {
        TEMPERATURE,
        ISOTONIC
    }

    /**
     * A fit.
     *
     * @param method which kind
     * @param parameters of it, as JSON
     * @param figures what it was worth on votes held out, as JSON
     */
    public record Curve(Method method, String parameters, String figures) {
        public Curve {
            requireNonNull(method, "method");
            requireNonNull(parameters, "parameters");
            requireNonNull(figures, "figures");
        }
    }

    /**
     * The votes of a fit.
     *
     * @param voter whose; empty for those of all
     * @param count how many
     * @param sha256 of them, 64 hexadecimal digits: the same for the same votes
     */
    public record Votes(Optional<String> voter, long count, String sha256) {
        public Votes {
            requireNonNull(voter, "voter");
            requireNonNull(sha256, "sha256");
            if (count < 1) {
                throw new IllegalArgumentException("A calibration is of one vote or more, was " + count);
            }
        }
    }

    public KeptCalibration {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(curve, "curve");
        requireNonNull(votes, "votes");
        requireNonNull(annotator, "annotator");
        requireNonNull(fittedAt, "fittedAt");
    }
}
