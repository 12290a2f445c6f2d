package winnow.app.ui.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The commands there are now, in the order they are listed. Lives on the JavaFX thread. */
public final class Commands {

    private final List<Command> frame = new ArrayList<>();
    private final List<Command> screen = new ArrayList<>();
    private final Set<KeyCode> held = new HashSet<>();
    private boolean swallowTyped;

    /** Adds commands that are there on every screen. */
    public void addToFrame(List<Command> commands) {
        frame.addAll(commands);
    }

    /** Replaces the commands of the screen that is shown. */
    public void setScreen(List<Command> commands) {
        screen.clear();
        screen.addAll(commands);
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
