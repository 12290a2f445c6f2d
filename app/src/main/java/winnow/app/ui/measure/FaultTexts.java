package winnow.app.ui.measure;

import java.util.Locale;
import winnow.app.service.PlantService;
import winnow.scoring.train.Planting.Fault;
import winnow.viewer.text.Words;

/** What the measure screen calls faults, rankings and figures. */
final class FaultTexts {

    private FaultTexts() {}

    /** A kind of fault. */
    static String fault(Words words, Fault fault) {
        return switch (fault) {
            case SWAPPED_PICTURE -> words.tr("Picture swapped");
            case EMPTY -> words.tr("Empty answer");
            case TRUNCATED -> words.tr("Truncated");
            case OFF_TOPIC -> words.tr("Off topic");
            case WRONG_LANGUAGE -> words.tr("Wrong language");
            case GARBLED -> words.tr("Garbled");
            case DUPLICATE -> words.tr("Answer twice");
        };
    }

    /** A kind of fault as reports call it. */
    static String fault(Words words, String word) {
        return fault(words, Fault.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    /** A ranking. */
    static String ranking(Words words, String name) {
        return switch (name) {
            case PlantService.MODEL -> words.tr("Model");
            case "rules" -> words.tr("Rules");
            case "length" -> words.tr("Answer length");
            case "random" -> words.tr("Random");
            default -> name;
        };
    }

    /** A share with three decimals. */
    static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}
