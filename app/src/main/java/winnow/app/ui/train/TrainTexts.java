package winnow.app.ui.train;

import java.util.Locale;
import java.util.stream.DoubleStream;
import winnow.scoring.train.TrainingLog;
import winnow.viewer.text.Words;

/** What the train screen says of trainings. */
final class TrainTexts {

    /** Within this the reward does not follow the length. */
    static final double GOAL = 0.1;

    private static final int LAST = 20;

    private TrainTexts() {}

    /** What learns. */
    static String part(Words words, String key) {
        if (key.startsWith("last:")) {
            return words.tr("score head and the last {0} layers", key.substring("last:".length()));
        }
        return switch (key) {
            case "plora" -> words.tr("score head and PLoRA");
            case "lora" -> words.tr("score head and LoRA");
            case "all" -> words.tr("all of the language model");
            default -> words.tr("score head");
        };
    }

    /** A figure, short. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && size < 0.001 ? "%.1e" : "%.3f", value)
                .replace('-', '\u2212');
    }

    /** How far the reward follows the length: of the last check, else over the last steps; NaN before there is any. */
    static double lengthCorrelation(TrainingLog log) {
        double checked = log.last("eval_length_correlation");
        if (!Double.isNaN(checked)) {
            return checked;
        }
        double[] all = log.curve("length_correlation").stream()
                .mapToDouble(point -> point[1])
                .toArray();
        return DoubleStream.of(all)
                .skip(Math.max(0, all.length - LAST))
                .average()
                .orElse(Double.NaN);
    }

    /** Seconds for people. */
    static String time(Words words, double seconds) {
        long minutes = Math.round(seconds / 60);
        if (minutes < 1) {
            return words.tr("less than a minute left");
        }
        return minutes < 60
                ? words.tr("{0} min left", minutes)
                : words.tr("{0} h {1} min left", minutes / 60, minutes % 60);
    }
}
