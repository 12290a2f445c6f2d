package winnow.app.ui.job;

import winnow.viewer.text.Words;

/** Says how long something takes, in the coarsest words that still help. */
final class Durations {

    private final Words words;

    Durations(Words words) {
        this.words = words;
    }

    /** For what lies ahead: {@code 8 s}, {@code 14 min}, {@code 3 h 20 min}. */
    String of(long seconds) {
        if (seconds < 60) {
            return words.tr("{0} s", seconds);
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 60 ? words.tr("{0} min", minutes) : words.tr("{0} h {1} min", minutes / 60, minutes % 60);
    }

    /** For what is over: {@code 0.4 s}, {@code 0:02}, {@code 12:48}, {@code 1:02:48}. */
    String over(double seconds) {
        if (seconds < 0.95) {
            return words.tr("{0} s", String.format(words.locale(), "%.1f", Math.max(0.1, seconds)));
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format("%d:%02d", whole / 60, whole % 60)
                : String.format("%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
    }
}
