package winnow.app.ui;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;

/** What can be found among the commands there are now. */
final class Palette {

    /** Headings of what is found. */
    enum Section {
        /** Commands of the screen that is shown. */
        HERE,
        /** Ways to the screens. */
        GO_TO,
        /** Everything else. */
        EVERYWHERE
    }

    /**
     * Something that is found.
     *
     * @param section under which heading
     * @param command what it does
     */
    record Entry(Section section, Command command) {}

    private static final String WAY = "rail-";

    private final List<Entry> all = new ArrayList<>();

    /** Lists all commands but those named, each text once. */
    Palette(Commands commands, Set<String> without) {
        Set<String> texts = new HashSet<>();
        for (Section section : Section.values()) {
            for (Command command : commands.all()) {
                boolean listed = command.group() != Group.UNLISTED && !without.contains(command.id());
                if (listed && section(command, commands) == section && texts.add(command.text())) {
                    all.add(new Entry(section, command));
                }
            }
        }
    }

    private static Section section(Command command, Commands commands) {
        if (command.id().startsWith(WAY)) {
            return Section.GO_TO;
        }
        return commands.isOfScreen(command) ? Section.HERE : Section.EVERYWHERE;
    }

    /** How many commands there are. */
    int size() {
        return all.size();
    }

    /**
     * The commands whose text has every word of what was typed, in any case and order. Within a section those that
     * begin with it come first.
     */
    List<Entry> find(String typed) {
        String text = folded(typed).strip();
        List<String> words = Stream.of(text.split("\\s+", -1)).toList();
        List<Entry> found = new ArrayList<>();
        for (Section section : Section.values()) {
            List<Entry> here = all.stream()
                    .filter(entry -> entry.section() == section)
                    .filter(entry ->
                            words.stream().allMatch(folded(entry.command().text())::contains))
                    .toList();
            here.stream().filter(entry -> begins(entry, text)).forEach(found::add);
            here.stream().filter(entry -> !begins(entry, text)).forEach(found::add);
        }
        return found;
    }

    private static boolean begins(Entry entry, String text) {
        return folded(entry.command().text()).startsWith(text);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
