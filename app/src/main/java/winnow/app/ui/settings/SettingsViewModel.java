package winnow.app.ui.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import winnow.app.service.Preferences;
import winnow.app.service.Settings;
import winnow.app.ui.command.Commands;
import winnow.app.ui.command.Key;
import winnow.app.ui.command.KeyBook;
import winnow.app.ui.command.KeyBook.Entry;
import winnow.app.ui.review.Reason;
import winnow.viewer.text.Words;

/** What is set, and what may be. Knows no control; lives on the JavaFX thread. */
public final class SettingsViewModel {

    private final Words words;
    private final Consumer<UnaryOperator<Settings>> change;
    private final Commands commands;
    private final KeyBook book;
    private final ReadOnlyObjectWrapper<Settings> now;
    private final ReadOnlyStringWrapper asked = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /**
     * Settings to change.
     *
     * @param now as they are
     * @param commands whose keys can be changed
     * @param change keeps a change and does what follows from it
     */
    public SettingsViewModel(Settings now, Words words, Commands commands, Consumer<UnaryOperator<Settings>> change) {
        this.now = new ReadOnlyObjectWrapper<>(now);
        this.commands = commands;
        this.book = new KeyBook(commands);
        this.words = words;
        this.change = change;
    }

    /** The settings as they are. */
    public ReadOnlyObjectProperty<Settings> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Why the last change was not taken, in one sentence; empty when it was. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Sets the look: {@code system}, {@code light} or {@code dark}. */
    public void theme(String theme) {
        set(settings -> settings.withTheme(theme));
    }

    /** Sets the language: {@code en} or {@code ko}. */
    public void language(String language) {
        set(settings -> settings.withLanguage(language));
    }

    /** Sets whether rows are low and text is small. */
    public void compact(boolean compact) {
        prefer(preferences -> preferences.withCompact(compact));
    }

    /** Sets how many threads a model computes with; 0 leaves it to the library. */
    public void threads(int threads) {
        prefer(preferences -> preferences.withThreads(threads));
    }

    /** Sets how much room features of pictures may take, in megabytes. */
    public void cacheMb(int megabytes) {
        prefer(preferences -> preferences.withCacheMb(megabytes));
    }

    /** Sets the name that decisions are signed with. */
    public void annotator(String name) {
        String plain = name.strip();
        if (plain.isEmpty()) {
            problem.set(words.tr("Decisions are signed with a name: it cannot be empty."));
        } else {
            set(settings -> settings.withAnnotator(plain));
        }
    }

    /** The reasons to prune as they are read by the user, the first has the digit 1. */
    public List<String> reasons() {
        return Reason.of(now.get().preferences().reasons()).stream()
                .map(reason -> words.tr(reason.button()))
                .toList();
    }

    /**
     * Sets the reason of a digit. An empty one leaves the list, and those after it move up; beyond the last it is
     * added.
     */
    public void reason(int digit, String text) {
        List<String> stored = stored();
        String reason = stored(text.strip());
        int at = Math.min(digit - 1, stored.size());
        boolean old = at < stored.size();
        int other = stored.indexOf(reason);
        if (reason.isEmpty() && stored.size() == 1 && old) {
            problem.set(words.tr("One reason has to stay."));
        } else if (other >= 0 && other != at) {
            problem.set(words.tr("\"{0}\" is there already, as {1}.", text.strip(), other + 1));
        } else {
            if (old) {
                stored.remove(at);
            }
            if (!reason.isEmpty()) {
                stored.add(at, reason);
            }
            setReasons(stored);
        }
    }

    /** Moves the reason of a digit one up; the first stays. */
    public void moveUp(int digit) {
        List<String> stored = stored();
        if (digit > 1 && digit <= stored.size()) {
            Collections.swap(stored, digit - 2, digit - 1);
            setReasons(stored);
        }
    }

    /** Sets the reasons that come with Winnow. */
    public void usualReasons() {
        setReasons(List.of());
    }

    // ---- keys

    /** Every command that can be given another key. */
    public List<Entry> keys() {
        return book.entries();
    }

    /** Id of the command whose key is asked for; empty for none. */
    public ReadOnlyStringProperty askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /** Takes the next key that is pressed for a command. */
    public void askFor(String id) {
        problem.set("");
        asked.set(id);
        commands.ask(key -> {
            asked.set("");
            key.ifPresent(pressed -> give(id, pressed));
        });
    }

    private void give(String id, Key key) {
        Optional<Entry> taken = book.taken(id, key);
        if (taken.isPresent()) {
            problem.set(words.tr(
                    "{0} is the key of \"{1}\" already. Give that another one first.",
                    String.join(" ", key.caps()), taken.get().text()));
            return;
        }
        Map<String, String> keys = new HashMap<>(now.get().preferences().keys());
        keys.put(id, key.text());
        setKeys(keys);
    }

    /** Gives every command the key it comes with. */
    public void usualKeys() {
        setKeys(Map.of());
    }

    /** Gives commands keys for the left hand, the others those they come with. */
    public void leftHand() {
        setKeys(KeyBook.LEFT_HAND);
    }

    private void setKeys(Map<String, String> keys) {
        commands.rebind(keys);
        prefer(preferences -> preferences.withKeys(keys));
    }

    private List<String> stored() {
        List<String> stored = new ArrayList<>();
        Reason.of(now.get().preferences().reasons()).forEach(reason -> stored.add(reason.stored()));
        return stored;
    }

    /** One that comes with Winnow is stored in English, whatever the language of the window. */
    private String stored(String text) {
        Optional<Reason> usual = Reason.ALL.stream()
                .filter(reason -> text.equals(words.tr(reason.button())) || text.equals(words.tr(reason.stored())))
                .findFirst();
        return usual.map(Reason::stored).orElse(text);
    }

    private void setReasons(List<String> stored) {
        List<String> usual = Reason.ALL.stream().map(Reason::stored).toList();
        prefer(preferences -> preferences.withReasons(stored.equals(usual) ? List.of() : stored));
    }

    private void prefer(UnaryOperator<Preferences> other) {
        set(settings -> settings.with(other.apply(settings.preferences())));
    }

    private void set(UnaryOperator<Settings> other) {
        problem.set("");
        Settings changed = other.apply(now.get());
        if (!changed.equals(now.get())) {
            now.set(changed);
            change.accept(other);
        }
    }
}
