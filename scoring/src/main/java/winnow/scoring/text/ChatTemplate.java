package winnow.scoring.text;

import java.util.List;
import winnow.store.data.Turn;

/** The words with which a family of models marks who speaks. Written here by hand: programs in files are never run. */
@FunctionalInterface
public interface ChatTemplate {

    /** The finished prompt of a conversation, oldest turn first. */
    ChatPrompt render(List<Turn> turns);
}
