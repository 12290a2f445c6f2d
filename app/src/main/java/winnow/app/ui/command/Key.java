package winnow.app.ui.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A key or a combination of keys. Letters and digits are matched by their place on the keyboard, so that they work
 * while another script is on; signs are matched by character, because keyboards differ.
 *
 * @param mod whether Ctrl, on a Mac ⌘, is held
 * @param shift whether Shift is held
 * @param name name of the key as written in the list of commands: {@code "K"}, {@code "Up"}, {@code "?"}
 */
public record Key(boolean mod, boolean shift, String name) {

    private static final Map<String, KeyCode> NAMED = Map.ofEntries(
            Map.entry("Up", KeyCode.UP),
            Map.entry("Down", KeyCode.DOWN),
            Map.entry("Left", KeyCode.LEFT),
            Map.entry("Right", KeyCode.RIGHT),
            Map.entry("Home", KeyCode.HOME),
            Map.entry("End", KeyCode.END),
            Map.entry("PgUp", KeyCode.PAGE_UP),
            Map.entry("PgDn", KeyCode.PAGE_DOWN),
            Map.entry("Space", KeyCode.SPACE),
            Map.entry("Enter", KeyCode.ENTER),
            Map.entry("Esc", KeyCode.ESCAPE),
            Map.entry("Backspace", KeyCode.BACK_SPACE),
            Map.entry(",", KeyCode.COMMA),
            Map.entry("F1", KeyCode.F1),
            Map.entry("F6", KeyCode.F6));

    private static final Map<String, String> LABELS =
            Map.of("Up", "↑", "Down", "↓", "Left", "←", "Right", "→", "Enter", "↵", "Backspace", "⌫", "-", "−");

    /** Reads a key as it is written in the list of commands, for instance {@code "Mod+Shift+L"}. */
    public static Key of(String text) {
        boolean mod = text.startsWith("Mod+");
        String rest = mod ? text.substring(4) : text;
        boolean shift = rest.startsWith("Shift+");
        return new Key(mod, shift, shift ? rest.substring(6) : rest);
    }

    /**
     * The key that was pressed; empty for one that cannot stand for a command, such as Shift alone or a sign, which
     * lies elsewhere on other keyboards.
     */
    public static Optional<Key> pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        Optional<String> name = NAMED.entrySet().stream()
                .filter(each -> each.getValue() == code)
                .map(Map.Entry::getKey)
                .findFirst();
        if (name.isEmpty() && code.isDigitKey()) {
            String digit = code.getName();
            name = Optional.of(digit.substring(digit.length() - 1)); // of the keypad too
        } else if (name.isEmpty() && (code.isLetterKey() || code.isFunctionKey())) {
            name = Optional.of(code.getName());
        }
        return name.filter(each -> !event.isAltDown())
                .map(each -> new Key(event.isShortcutDown(), event.isShiftDown(), each));
    }

    /** As {@link #of} reads it. */
    public String text() {
        return (mod ? "Mod+" : "") + (shift ? "Shift+" : "") + name;
    }

    /** The same key with Shift. */
    public Key withShift() {
        return new Key(mod, true, name);
    }

    /** Whether it is matched by the character it types, not by its place; with Ctrl, keys type nothing. */
    public boolean typed() {
        return !mod && name.length() == 1 && !Character.isLetterOrDigit(name.charAt(0));
    }

    /** Whether it acts while a text field has the focus. */
    public boolean worksWhileWriting() {
        boolean typingUndo = name.equals("Z") || name.equals("Y");
        return (mod && !typingUndo) || name.equals("F1") || name.equals("F6");
    }

    /** Whether a key that was pressed or typed is this one. */
    public boolean matches(KeyEvent event) {
        if (typed()) {
            return event.getEventType() == KeyEvent.KEY_TYPED
                    && event.getCharacter().equals(name);
        }
        return event.getEventType() == KeyEvent.KEY_PRESSED
                && event.isShortcutDown() == mod
                && event.isShiftDown() == shift
                && !event.isAltDown()
                && !pressesButton(event)
                && sameKey(event.getCode());
    }

    /** Space on a button that has the focus presses it, whatever else Space means. */
    private static boolean pressesButton(KeyEvent event) {
        return event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ButtonBase;
    }

    private boolean sameKey(KeyCode code) {
        KeyCode named = NAMED.get(name);
        if (named != null) {
            return code == named;
        }
        String place = name.toUpperCase(Locale.ROOT);
        return code == KeyCode.getKeyCode(place)
                || (name.length() == 1
                        && Character.isDigit(name.charAt(0))
                        && code == KeyCode.valueOf("NUMPAD" + name));
    }

    /** What to write on the key caps, one for each key to hold or press. */
    public List<String> caps() {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        List<String> caps = new ArrayList<>();
        if (mod) {
            caps.add(mac ? "⌘" : "Ctrl");
        }
        if (shift) {
            caps.add("Shift");
        }
        caps.add(LABELS.getOrDefault(name, name));
        return List.copyOf(caps);
    }
}
