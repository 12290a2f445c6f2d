package winnow.app.ui.compare;

import winnow.scoring.rank.Estimate;
import winnow.viewer.text.Words;

/**
 * How figures of agreement are written.
 *
 * @param words the user's language
 */
record AgreementTexts(Words words) {

    private static final String UNKNOWN = "\u2013";

    /** A share in percent with one decimal; a dash where it is not known. */
    String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : words.tr("{0} %", oneDecimal(100 * share));
    }

    /** The interval of a share, in percent. */
    String percents(Estimate share) {
        return hasNone(share)
                ? words.tr("no interval")
                : oneDecimal(100 * share.low()) + " – " + oneDecimal(100 * share.high());
    }

    /** A coefficient with two decimals; a dash where it is not known. */
    String number(double value) {
        return words.score(value);
    }

    /** The interval of a coefficient. */
    String numbers(Estimate estimate) {
        return hasNone(estimate)
                ? words.tr("no interval")
                : words.score(estimate.low()) + " – " + words.score(estimate.high());
    }

    /** Seconds with one decimal. */
    String seconds(double seconds) {
        return Double.isNaN(seconds) ? UNKNOWN : words.tr("{0} s", oneDecimal(seconds));
    }

    private String oneDecimal(double value) {
        return String.format(words.locale(), "%.1f", value);
    }

    private static boolean hasNone(Estimate estimate) {
        return Double.isNaN(estimate.value()) || Double.isNaN(estimate.low());
    }
}
