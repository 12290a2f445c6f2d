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
 * @param keys that do it, the one shown first
 * @param possible whether it can be done now
 * @param repeats whether a key that is held does it again and again; never so for decisions
 * @param action does it; on the JavaFX thread
 */
public record Command(
        String id,
        String text,
        Group group,
        List<Key> keys,
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

    public Command {
        keys = List.copyOf(keys);
    }

    /** A command that is always possible and that a held key does once. */
    public static Command of(String id, String text, Group group, String key, Runnable action) {
        return new Command(id, text, group, List.of(Key.of(key)), ALWAYS, false, action);
    }

    /** The same, with a second key. */
    public Command or(String key) {
        List<Key> more = new java.util.ArrayList<>(keys);
        more.add(Key.of(key));
        return new Command(id, text, group, more, possible, repeats, action);
    }

    /** The same, possible only while {@code condition} holds. */
    public Command when(ObservableBooleanValue condition) {
        return new Command(id, text, group, keys, condition, repeats, action);
    }

    /** The same, done again and again while its key is held. */
    public Command repeating() {
        return new Command(id, text, group, keys, possible, true, action);
    }
}
