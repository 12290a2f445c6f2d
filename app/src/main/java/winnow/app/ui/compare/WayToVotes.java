package winnow.app.ui.compare;

import javafx.scene.control.Button;
import winnow.app.ui.part.EmptyState;
import winnow.viewer.text.Words;

/**
 * What a tab shows that has nothing to show before there are votes: a sentence, and the way to the votes.
 *
 * @param words the user's language
 * @param button id of the button that leads there
 * @param toVotes shows the votes
 */
record WayToVotes(Words words, String button, Runnable toVotes) {

    /** A state with its way on. */
    EmptyState state(String id, String icon, String title, String sentence) {
        Button vote = new Button(words.tr("Go on voting"));
        vote.setId(button);
        vote.setAccessibleText(vote.getText());
        vote.getStyleClass().add("accent");
        vote.setOnAction(event -> toVotes.run());
        EmptyState state = new EmptyState(icon, title, sentence, vote);
        state.setId(id);
        return state;
    }
}
