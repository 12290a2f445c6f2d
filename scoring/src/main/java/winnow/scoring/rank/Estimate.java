package winnow.scoring.rank;

/**
 * A number with an interval of 95 %.
 *
 * @param value NaN where it is not defined
 * @param low end of the interval; NaN where there is none
 * @param high end of the interval; NaN where there is none
 */
public record Estimate(double value, double low, double high) {

    /** 97.5 % of the normal distribution lie below. */
    static final double NORMAL = 1.959963984540054;

    /** An estimate that is normal about the truth. */
    static Estimate normal(double value, double standardError) {
        return new Estimate(value, value - NORMAL * standardError, value + NORMAL * standardError);
    }
}
