package winnow.app.ui.compare;

import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.PairOrder;
import winnow.viewer.text.Words;

/**
 * What votes, dimensions and queues are called.
 *
 * @param words the user's language
 */
public record VoteTexts(Words words) {

    /** What a vote says. */
    public String choice(Choice choice) {
        return switch (choice) {
            case A_MUCH -> words.tr("A much better");
            case A -> words.tr("A better");
            case TIE -> words.tr("Tie");
            case B -> words.tr("B better");
            case B_MUCH -> words.tr("B much better");
            case BOTH_BAD -> words.tr("Both bad");
            case SKIP -> words.tr("skipped");
            case FLAG -> words.tr("flagged");
            case NONE -> words.tr("no vote");
        };
    }

    /** In what an answer is better. */
    String dimension(Dimension dimension) {
        return switch (dimension) {
            case FAITHFUL -> words.tr("Faithful to the picture");
            case CORRECT -> words.tr("Correct");
            case HELPFUL -> words.tr("Helpful");
            case SAFE -> words.tr("Safe");
            case STYLE -> words.tr("Style");
        };
    }

    /** A queue, in a few words. */
    String queue(PairOrder order) {
        return switch (order) {
            case MIXED -> words.tr("Mixed");
            case DISAGREEMENT -> words.tr("Model and label disagree");
            case NEAR_ZERO -> words.tr("Margin near zero");
            case LENGTH -> words.tr("Very different lengths");
            case RANDOM -> words.tr("Random control");
            case UNDECIDED -> words.tr("Not voted on by others");
            case SECOND_ANNOTATOR -> words.tr("Second annotator needed");
            case CONFLICT -> words.tr("Conflicts of annotators");
        };
    }

    /** What stands in a queue, in a sentence. */
    String meaning(PairOrder order) {
        return switch (order) {
            case MIXED -> words.tr("Disagreement 60 %, near zero 20 %, random 20 %.");
            case DISAGREEMENT -> words.tr("The model prefers the answer the file calls worse; widest margin first.");
            case NEAR_ZERO -> words.tr("The model hardly sees a difference; narrowest margin first.");
            case LENGTH -> words.tr("One answer is twice as long as the other, or more.");
            case RANDOM -> words.tr("All pairs in random order: a control without a model.");
            case UNDECIDED -> words.tr("In the order of the file.");
            case SECOND_ANNOTATOR -> words.tr("One other annotator voted on these.");
            case CONFLICT -> words.tr("Annotators chose different sides. Your vote settles it.");
        };
    }
}
