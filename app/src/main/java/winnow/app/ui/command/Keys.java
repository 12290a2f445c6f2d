package winnow.app.ui.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The keys of a command: those it comes with, and the one a user gave it. On the JavaFX thread. */
public final class Keys {

    private final List<Key> usual;
    private final ReadOnlyObjectWrapper<List<Key>> now;

    /** Keys a command comes with, the one shown first. */
    public Keys(List<Key> usual) {
        this.usual = List.copyOf(usual);
        this.now = new ReadOnlyObjectWrapper<>(this.usual);
    }

    /** Those it comes with. */
    public List<Key> usual() {
        return usual;
    }

    /** Those it has now, the one shown first. */
    public ReadOnlyObjectProperty<List<Key>> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Puts a key in the place of the first usual one; an empty one brings that back. */
    void give(Optional<Key> own) {
        List<Key> keys = new ArrayList<>(usual);
        own.ifPresent(key -> {
            if (!keys.isEmpty()) {
                keys.remove(0);
            }
            keys.remove(key);
            keys.add(0, key);
        });
        now.set(List.copyOf(keys));
    }

    /** The same with one more. */
    Keys and(Key more) {
        List<Key> keys = new ArrayList<>(usual);
        keys.add(more);
        return new Keys(keys);
    }
}
