package winnow.store.format;

import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * One conversation of a record.
 *
 * @param turns what is said, oldest first
 * @param media what is shown, in the order the text refers to it
 */
record Talk(List<Turn> turns, List<Media> media) {

    Talk {
        turns = List.copyOf(turns);
        media = List.copyOf(media);
    }

    /** Whether it ends with an answer. */
    boolean answered() {
        return !turns.isEmpty() && turns.get(turns.size() - 1).role() == Role.ASSISTANT;
    }
}
