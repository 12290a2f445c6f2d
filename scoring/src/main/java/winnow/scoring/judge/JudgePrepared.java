package winnow.scoring.judge;

import java.util.List;
import winnow.scoring.Prepared;
import winnow.scoring.chat.ChatPicture;
import winnow.store.data.Turn;

/**
 * A conversation with its pictures read.
 *
 * @param maker the model it was made for
 * @param turns oldest first; ends with the answer to judge
 * @param pictures in order
 */
record JudgePrepared(JudgeModel maker, List<Turn> turns, List<ChatPicture> pictures) implements Prepared {

    private static final int CHARACTERS = 4;

    JudgePrepared {
        turns = List.copyOf(turns);
        pictures = List.copyOf(pictures);
    }

    /** An estimate from its characters, as nobody here knows the judge's tokeniser. */
    @Override
    public int tokens() {
        int characters = turns.stream().mapToInt(t -> t.text().length()).sum();
        return Math.max(1, characters / CHARACTERS);
    }

    @Override
    public boolean truncated() {
        return false;
    }
}
