package winnow.scoring.internlm2;

/**
 * How rotary positions are stretched for long inputs (SPEC 9).
 *
 * @param kind the rule
 * @param factor of the rule, above 0; unused without one
 */
public record RopeScaling(Kind kind, double factor) {

    /** The rules there are. */
    public enum Kind {
        NONE,
        LINEAR,
        DYNAMIC
    }

    /** No stretching. */
    public static final RopeScaling NONE = new RopeScaling(Kind.NONE, 1);

    /** What positions are divided by. */
    public double divisor() {
        return kind == Kind.LINEAR ? factor : 1;
    }

    /**
     * The base of the angles for an input (SPEC 9, the stateless rule).
     *
     * @param theta base of the configuration
     * @param length tokens of the input
     * @param longest length up to which nothing changes
     * @param headSize width of a head
     */
    public double base(double theta, int length, int longest, int headSize) {
        if (kind != Kind.DYNAMIC || length <= longest) {
            return theta;
        }
        double stretch = factor * length / longest - (factor - 1);
        return theta * Math.pow(stretch, headSize / (headSize - 2.0));
    }
}
