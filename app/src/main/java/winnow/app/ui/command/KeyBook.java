package winnow.app.ui.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import winnow.app.ui.command.Command.Group;

/** Every command a user may give another key, and which keys are taken. On the JavaFX thread. */
public final class KeyBook {

    /** Keys for a hand that leaves the mouse to the other one, by command. */
    public static final Map<String, String> LEFT_HAND =
            Map.of("keep", "A", "keep-finding", "A", "unsure", "D", "similar-toggle", "U", "differences", "U");

    private static final Set<String> FIXED = Set.of("main-keys", "next-ranking", "tab-agreement", "pane-before");

    /**
     * A command, which may be there on several screens.
     *
     * @param id of the command
     * @param text what it does
     * @param screens where it is there, in the user's language; none for everywhere
     * @param keys it has now, the one shown first
     */
    public record Entry(String id, String text, Set<String> screens, List<Key> keys) {

        private boolean meets(Entry other) {
            return screens.isEmpty()
                    || other.screens.isEmpty()
                    || screens.stream().anyMatch(other.screens::contains);
        }
    }

    private final Commands commands;

    /** What these commands and those of all screens have. */
    public KeyBook(Commands commands) {
        this.commands = commands;
    }

    /** What can be given another key, screen by screen. */
    public List<Entry> entries() {
        return all().values().stream().filter(entry -> isFree(entry.id())).toList();
    }

    /** The command that has a key already where another one would get it. */
    public Optional<Entry> taken(String id, Key key) {
        Map<String, Entry> all = all();
        Entry mine = all.get(id);
        return mine == null
                ? Optional.empty()
                : all.values().stream()
                        .filter(each -> !each.id().equals(id))
                        .filter(each -> each.meets(mine) && each.keys().contains(key))
                        .findFirst();
    }

    /** Digits belong to reasons and dimensions, which have an order of their own. */
    private static boolean isFree(String id) {
        return !id.startsWith("reason-") && !id.startsWith("why-") && !FIXED.contains(id);
    }

    private Map<String, Entry> all() {
        Map<String, Entry> all = new LinkedHashMap<>();
        commands.known().forEach((screen, of) -> {
            for (Command command : of) {
                if (command.group() != Group.UNLISTED && !command.keys().isEmpty()) {
                    all.merge(command.id(), entry(screen, command), KeyBook::both);
                }
            }
        });
        return all;
    }

    private static Entry entry(String screen, Command command) {
        Set<String> screens = screen.isEmpty() ? Set.of() : Set.of(screen);
        return new Entry(command.id(), command.text(), screens, command.keys());
    }

    private static Entry both(Entry first, Entry second) {
        Set<String> screens = new TreeSet<>();
        if (!first.screens().isEmpty() && !second.screens().isEmpty()) {
            screens.addAll(first.screens());
            screens.addAll(second.screens());
        }
        List<Key> keys = new ArrayList<>(first.keys());
        second.keys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
        return new Entry(first.id(), first.text(), screens, keys);
    }
}
