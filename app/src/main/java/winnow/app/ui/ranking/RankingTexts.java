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

    private static final int PERCENT = 100;

    /** A short name, for a button. */
    public String name(ChosenRanking.Kind kind) {
        return switch (kind) {
            case RAW -> words.tr("Raw reward");
            case GROUP -> words.tr("In group");
            case ADJUSTED -> words.tr("Length-adjusted");
            case AGREED -> words.tr("Agreement");
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

    /** The name with the groups, where there are some. */
    public String name(RankingChoice choice) {
        String name = name(ChosenRanking.kind(choice));
        return choice instanceof RankingChoice.InGroup group ? name + " · " + name(group.grouping()) : name;
    }

    /** What the values of a ranking are, in one or two words. */
    public String value(RankingChoice choice) {
        return switch (ChosenRanking.kind(choice)) {
            case RAW -> words.tr("reward");
            case GROUP -> words.tr("z in group");
            case ADJUSTED -> words.tr("adjusted reward");
            case AGREED -> words.tr("votes against it");
        };
    }

    /** What samples are ordered by along a cut, lowest worst, in a few words. */
    public String scale(RankingChoice choice) {
        return choice instanceof RankingChoice.Agreed ? words.tr("votes for it") : value(choice);
    }

    /** A value of a ranking. */
    public String number(RankingChoice choice, double value) {
        return choice instanceof RankingChoice.Agreed agreed
                ? words.tr(
                        "{0} of {1}",
                        words.number(Math.round(value)),
                        words.number(agreed.voters().size()))
                : words.score(value);
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
        if (choice instanceof RankingChoice.Agreed agreed) {
            return words.tr(
                    "How many of {0} rankings (raw, in group, length-adjusted) have it in their lowest {1} %.",
                    agreed.voters().size(), Math.round(agreed.share() * PERCENT));
        }
        return choice instanceof RankingChoice.Adjusted
                ? words.tr("The reward without what length and markdown of the answer alone explain.")
                : words.tr("The reward as the model gave it. Most of it is about the prompt.");
    }
}
