package winnow.app.ui.command;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Something a user can do.
 *
 * @param id unique; also the id of its button, so that it can be found
 * @param text what it does, in the user's language, one line
 * @param group under which heading it is listed
 * @param bound keys that do it; a user may give it others
 * @param possible whether it can be done now
 * @param repeats whether a key that is held does it again and again; never so for decisions
 * @param action does it; on the JavaFX thread
 */
public record Command(
        String id,
        String text,
        Group group,
        Keys bound,
        ObservableBooleanValue possible,
        boolean repeats,
        Runnable action) {

    /** Headings of the list. */
    public enum Group {
        DECIDE,
        UNDO,
        MOVE,
        PICTURE,
        SEE,
        WRITE,
        EVERYWHERE,
        /** Works, but is not listed: the same as another command, with Shift. */
        UNLISTED
    }

    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    /** A command with the keys it comes with, the one shown first. */
    public Command(
            String id,
            String text,
            Group group,
            List<Key> keys,
            ObservableBooleanValue possible,
            boolean repeats,
            Runnable action) {
        this(id, text, group, new Keys(keys), possible, repeats, action);
    }

    /** Keys that do it now, the one shown first. */
    public List<Key> keys() {
        return bound.nowProperty().get();
    }

    /** A command that is always possible and that a held key does once. */
    public static Command of(String id, String text, Group group, String key, Runnable action) {
        return new Command(id, text, group, List.of(Key.of(key)), ALWAYS, false, action);
    }

    /** The same, with a second key. */
    public Command or(String key) {
        return new Command(id, text, group, bound.and(Key.of(key)), possible, repeats, action);
    }

    /** The same, possible only while {@code condition} holds. */
    public Command when(ObservableBooleanValue condition) {
        return new Command(id, text, group, bound, condition, repeats, action);
    }

    /** The same, done again and again while its key is held. */
    public Command repeating() {
        return new Command(id, text, group, bound, possible, true, action);
    }
}
