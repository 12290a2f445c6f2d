package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

import winnow.scoring.ScoringException;
import winnow.scoring.weights.SnapshotConfig;

/**
 * Rotary positions and how they are stretched for long inputs (SPEC 9, 14).
 *
 * @param kind the rule
 * @param theta base of the angles
 * @param longest length up to which dynamic scaling changes nothing, in tokens
 * @param factor of the rule; unused without one
 * @param low frequency factor of Llama 3; unused by other rules
 * @param high frequency factor of Llama 3, above {@code low}; unused by other rules
 * @param original length Llama 3 was first trained with, in tokens; unused by other rules
 */
public record Positions(Kind kind, double theta, int longest, double factor, double low, double high, int original) {

    /** The rules there are. */
    public enum Kind {
        NONE,
        LINEAR,
        DYNAMIC,
        LLAMA3
    }

    public Positions {
        requireNonNull(kind, "kind");
    }

    /**
     * Reads {@code rope_theta}, {@code max_position_embeddings} and {@code rope_scaling} of a configuration.
     *
     * @throws ScoringException if the rule is not known, or its numbers are impossible
     */
    public static Positions from(SnapshotConfig config) throws ScoringException {
        int longest = config.size("max_position_embeddings", 2048, Integer.MAX_VALUE);
        double theta = config.number("rope_theta", 10000);
        SnapshotConfig given = config.object("rope_scaling");
        Kind kind = given.json().isEmpty() ? Kind.NONE : kind(given.text("rope_type", given.text("type", "")));
        if (kind != Kind.LLAMA3) {
            return new Positions(kind, theta, longest, given.number("factor", 1), 1, 1, longest);
        }
        double low = given.number("low_freq_factor", 1);
        double high = given.number("high_freq_factor", 4);
        if (high <= low) {
            throw new ScoringException("config.json: rope_scaling has low_freq_factor " + low + " and high_freq_factor "
                    + high + ", but the second must be the larger one.");
        }
        int original = given.size("original_max_position_embeddings", Integer.MAX_VALUE);
        return new Positions(kind, theta, longest, given.number("factor", 8), low, high, original);
    }

    private static Kind kind(String name) throws ScoringException {
        return switch (name) {
            case "default" -> Kind.NONE;
            case "linear" -> Kind.LINEAR;
            case "dynamic" -> Kind.DYNAMIC;
            case "llama3" -> Kind.LLAMA3;
            default ->
                throw new ScoringException("config.json: rope_scaling type \"" + name
                        + "\" is not known, only default, linear, dynamic and llama3.");
        };
    }

    /** What positions are divided by. */
    double divisor() {
        return kind == Kind.LINEAR ? factor : 1;
    }

    /** The base of the angles for an input of that length, with heads of that width (the stateless rule of SPEC 9). */
    double base(int length, int headSize) {
        if (kind != Kind.DYNAMIC || length <= longest) {
            return theta;
        }
        double stretch = factor * length / longest - (factor - 1);
        return theta * Math.pow(stretch, headSize / (headSize - 2.0));
    }

    /** The factor of the rule of Llama 3; 0 for other rules. */
    double llamaFactor() {
        return kind == Kind.LLAMA3 ? factor : 0;
    }
}
