package winnow.store.format;

import java.util.List;
import java.util.Optional;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/** What layouts ask of a record: reasons why one does not fit, in the user's words. */
final class Fit {

    private Fit() {}

    /** A layout of answered conversations, one a record. */
    static Optional<String> answered(WholeRecord record) {
        return record.answered() ? Optional.empty() : Optional.of("It asks and is not answered.");
    }

    /** A layout of conversations, of which a record holds one or a better and a worse one. */
    static Optional<String> oneOrTwo(WholeRecord record) {
        return record.candidates().size() == 1 ? Optional.empty() : pair(record);
    }

    /** A layout of a better and a worse answer about the same pictures and videos. */
    static Optional<String> pair(WholeRecord record) {
        List<Candidate> candidates = record.candidates();
        if (!record.answered()) {
            return answered(record);
        }
        if (candidates.size() != 2) {
            return Optional.of(
                    candidates.size() == 1
                            ? "It has one answer, and a pair has two."
                            : "It is a group of " + candidates.size() + " answers, and a pair has two.");
        }
        if (candidates.get(0).number() != 0) {
            return Optional.of("Neither of its two answers is said to be the better one.");
        }
        return candidates.get(0).media().equals(candidates.get(1).media())
                ? Optional.empty()
                : Optional.of("Its two answers are about different pictures or videos, and the layout has one list.");
    }

    /** Turns both conversations of a pair begin with, the last of neither among them. */
    static int common(List<Turn> better, List<Turn> worse) {
        int most = Math.min(better.size(), worse.size()) - 1;
        int common = 0;
        while (common < most && better.get(common).equals(worse.get(common))) {
            common++;
        }
        return common;
    }

    /** Whether both conversations of a pair go on with an answer after the turns they have in common. */
    static boolean answerAt(int common, List<Turn> better, List<Turn> worse) {
        return better.get(common).role() == Role.ASSISTANT && worse.get(common).role() == Role.ASSISTANT;
    }
}
