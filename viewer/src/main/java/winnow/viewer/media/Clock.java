package winnow.viewer.media;

import java.util.Locale;
import winnow.viewer.text.Words;

/** Writes times of a video. */
final class Clock {

    private static final double TENTHS = 10;
    private static final int SECONDS = 60;

    private Clock() {}

    /** Seconds with one decimal, in the way of the user's language: {@code 16.3}. */
    static String tenths(Words words, double seconds) {
        return String.format(words.locale(), "%.1f", seconds);
    }

    /** Minutes and seconds with one decimal: {@code 0:16.3}. */
    static String minutes(double seconds) {
        long tenths = Math.round(seconds * TENTHS);
        long minutes = tenths / (long) (SECONDS * TENTHS);
        double rest = (tenths - minutes * SECONDS * TENTHS) / TENTHS;
        return String.format(Locale.ROOT, "%d:%04.1f", minutes, rest);
    }
}
