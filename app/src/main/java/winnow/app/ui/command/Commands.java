package winnow.app.ui.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The commands there are now, in the order they are listed. Lives on the JavaFX thread. */
public final class Commands {

    private static final String STAY = "-stay";

    private final List<Command> frame = new ArrayList<>();
    private final List<Command> screen = new ArrayList<>();
    private final Map<String, List<Command>> known = new LinkedHashMap<>();
    private final Set<KeyCode> held = new HashSet<>();
    private Map<String, String> own;
    private Optional<Consumer<Optional<Key>>> asked = Optional.empty();
    private boolean swallowTyped;

    /** None yet; all will have the keys they come with. */
    public Commands() {
        this(Map.of());
    }

    /** None yet; those named by their id will have another first key than the one they come with. */
    public Commands(Map<String, String> own) {
        this.own = Map.copyOf(own);
    }

    /** Adds commands that are there on every screen. */
    public void addToFrame(List<Command> commands) {
        frame.addAll(bound(commands));
        know("", commands);
    }

    /** Replaces the commands of the screen that is shown. */
    public void setScreen(List<Command> commands) {
        screen.clear();
        screen.addAll(bound(commands));
    }

    /** Notes which commands a screen has, whether it is shown or not; no name for those that are there everywhere. */
    public void know(String name, List<Command> commands) {
        known.computeIfAbsent(name, k -> new ArrayList<>()).addAll(bound(commands));
    }

    /** The commands of all screens by their names, those that are there everywhere under no name. */
    Map<String, List<Command>> known() {
        return known;
    }

    // ---- keys

    /** Commands with the keys the user gave them. */
    public List<Command> bound(List<Command> commands) {
        commands.forEach(this::bind);
        return commands;
    }

    /** Gives all commands the keys named by their ids; the others get back those they come with. */
    public void rebind(Map<String, String> keys) {
        own = Map.copyOf(keys);
        known.values().forEach(this::bound);
        bound(screen);
    }

    /** What decides and stays has the key of what decides, with Shift. */
    private void bind(Command command) {
        boolean stays = command.id().endsWith(STAY);
        String id = stays ? command.id().substring(0, command.id().length() - STAY.length()) : command.id();
        Optional<Key> key = Optional.ofNullable(own.get(id)).map(Key::of);
        command.bound().give(stays ? key.map(Key::withShift) : key);
    }

    /** Hands the next key that is pressed to {@code receiver} and does nothing else; Escape is handed as none. */
    public void ask(Consumer<Optional<Key>> receiver) {
        asked = Optional.of(receiver);
    }

    /** Whether the next key is asked for. */
    public boolean asking() {
        return asked.isPresent();
    }

    /** Asks for no key any more. */
    public void forgetAsked() {
        asked = Optional.empty();
    }

    private void answer(KeyEvent event) {
        Optional<Key> key = event.getCode() == KeyCode.ESCAPE ? Optional.empty() : Key.pressed(event);
        if (key.isPresent() || !event.getCode().isModifierKey()) {
            Consumer<Optional<Key>> receiver = asked.orElseThrow();
            asked = Optional.empty();
            receiver.accept(key);
        }
    }

    /** Whether letters are text while this has the focus; null for nothing. */
    public static boolean writtenInto(@Nullable Node focus) {
        if (focus instanceof TextInputControl text) {
            return text.isEditable();
        }
        if (focus instanceof ComboBoxBase<?> combo) {
            return combo.isEditable();
        }
        return focus instanceof Spinner<?> spinner && spinner.isEditable();
    }

    /** All of them, those of the screen first. */
    public List<Command> all() {
        List<Command> all = new ArrayList<>(screen);
        all.addAll(frame);
        return List.copyOf(all);
    }

    /** Whether a command belongs to the screen that is shown, and is not there everywhere. */
    public boolean isOfScreen(Command command) {
        return screen.contains(command);
    }

    /** Those of one group that are meant to be listed. */
    public List<Command> of(Command.Group group) {
        return all().stream().filter(command -> command.group() == group).toList();
    }

    /** The command with this id. */
    public Optional<Command> find(String id) {
        return all().stream().filter(command -> command.id().equals(id)).findFirst();
    }

    /**
     * Does what a key stands for.
     *
     * @param writing whether a text field has the focus, where single letters are text
     * @return whether the key stood for something
     */
    public boolean handle(KeyEvent event, boolean writing) {
        if (event.getEventType() == KeyEvent.KEY_RELEASED) {
            held.remove(event.getCode());
            return false;
        }
        if (asking()) {
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                answer(event);
                swallowTyped = true;
            }
            return true;
        }
        if (event.getEventType() == KeyEvent.KEY_TYPED && swallowTyped) {
            swallowTyped = false; // or the key that opened a text field would be its first letter
            return true;
        }
        swallowTyped = false;
        boolean again = event.getEventType() == KeyEvent.KEY_PRESSED && !held.add(event.getCode());
        for (Command command : all()) {
            for (Key key : command.keys()) {
                if (key.matches(event) && (!writing || key.worksWhileWriting())) {
                    if (command.possible().get() && (!again || command.repeats())) {
                        command.action().run();
                    }
                    swallowTyped = event.getEventType() == KeyEvent.KEY_PRESSED;
                    return true;
                }
            }
        }
        return false;
    }

    /** Forgets which keys are held: for when the window loses the focus and their release is not seen. */
    public void releaseAll() {
        held.clear();
    }
}
