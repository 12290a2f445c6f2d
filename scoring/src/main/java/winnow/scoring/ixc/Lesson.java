package winnow.scoring.ixc;

import java.util.List;
import winnow.store.media.Pixels;

/**
 * A picture or a clip of which everything is known, and answers about it: what a model learns from in pretraining.
 *
 * @param frames one of a picture, more of a clip
 * @param facts what cells show
 * @param answers good and bad ones
 */
public record Lesson(List<Pixels> frames, List<Fact> facts, List<Said> answers) {

    /** Of {@link Said#wrongFrom}: nothing of the answer is wrong. */
    public static final int NOWHERE = Integer.MAX_VALUE;

    /** Of {@link Said#wrongFrom}: which part of the answer is wrong is not said. */
    public static final int UNSAID = -1;

    /**
     * What a cell shows: one word of a group.
     *
     * @param group of words that exclude each other
     * @param cell row by row, first those of the whole, then of each tile
     * @param word that is true
     */
    public record Fact(String group, int cell, String word) {}

    /**
     * An answer.
     *
     * @param question number of the question among those of the lesson; its good answer is compared with its bad ones
     * @param asked the question in words
     * @param answer in words
     * @param good whether it is right and whole
     * @param read whether the model learns to say it
     * @param wrongFrom first character from which on it is wrong; {@link #NOWHERE} or {@link #UNSAID}
     */
    public record Said(int question, String asked, String answer, boolean good, boolean read, int wrongFrom) {}

    public Lesson {
        frames = List.copyOf(frames);
        facts = List.copyOf(facts);
        answers = List.copyOf(answers);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("A lesson needs a picture");
        }
    }
}
