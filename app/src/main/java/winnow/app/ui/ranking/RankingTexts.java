package winnow.app.ui.ranking;

import winnow.app.service.Grouping;
import winnow.app.service.RankingChoice;
import winnow.viewer.text.Words;

/**
 * What rankings are called, and what they mean.
 *
 * @param words the user's language
 */
public record RankingTexts(Words words) {

    /** A short name, for a button. */
    public String name(ChosenRanking.Kind kind) {
        return switch (kind) {
            case RAW -> words.tr("Raw reward");
            case GROUP -> words.tr("In group");
            case ADJUSTED -> words.tr("Length-adjusted");
        };
    }

    /** What samples are grouped by. */
    public String name(Grouping grouping) {
        return switch (grouping) {
            case SOURCE -> words.tr("source");
            case TASK -> words.tr("task");
            case LENGTH -> words.tr("answer length");
            case PROMPT -> words.tr("prompt");
        };
    }

    /** What the values of a ranking are, in one or two words. */
    public String value(RankingChoice choice) {
        return choice instanceof RankingChoice.InGroup ? words.tr("z in group") : words.tr("reward");
    }

    /** What a ranking means, in one line. */
    public String meaning(RankingChoice choice) {
        if (choice instanceof RankingChoice.InGroup group) {
            return switch (group.grouping()) {
                case SOURCE -> words.tr("How far the reward lies from what is usual in its source.");
                case TASK -> words.tr("How far the reward lies from what is usual for its kind of task.");
                case LENGTH -> words.tr("How far the reward lies from what is usual for answers of its length.");
                case PROMPT -> words.tr("How far the reward lies from that of other answers to the same prompt.");
            };
        }
        return choice instanceof RankingChoice.Adjusted
                ? words.tr("The reward without what length and markdown of the answer alone explain.")
                : words.tr("The reward as the model gave it. Most of it is about the prompt.");
    }
}
