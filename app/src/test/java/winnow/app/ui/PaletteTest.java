package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Commands;

class PaletteTest {

    private final Commands commands = new Commands();

    private static Command command(String id, String text, Group group) {
        return Command.of(id, text, group, "Mod+P", () -> {});
    }

    private Palette palette() {
        commands.addToFrame(List.of(
                command("palette", "Commands", Group.EVERYWHERE),
                command("theme", "Light or dark", Group.EVERYWHERE),
                command("rail-review", "검토", Group.EVERYWHERE),
                command("rail-data", "Data", Group.EVERYWHERE)));
        commands.setScreen(List.of(
                command("keep", "Keep", Group.DECIDE),
                command("prune", "Prune", Group.DECIDE),
                command("keep-stay", "Keep", Group.UNLISTED),
                command("undo", "Undo the prune", Group.UNDO)));
        return new Palette(commands, Set.of("palette"));
    }

    private static List<String> ids(List<Palette.Entry> found) {
        return found.stream().map(entry -> entry.command().id()).toList();
    }

    @Test
    void everythingIsListedOnceTheScreenFirstThenTheWaysToScreens() {
        Palette palette = palette();

        assertEquals(List.of("keep", "prune", "undo", "rail-review", "rail-data", "theme"), ids(palette.find("  ")));
        assertEquals(6, palette.size());
        assertEquals(
                List.of(Palette.Section.HERE, Palette.Section.GO_TO, Palette.Section.EVERYWHERE),
                palette.find("").stream().map(Palette.Entry::section).distinct().toList());
    }

    @Test
    void wordsAreFoundInAnyCaseAndOrderWhatBeginsWithThemFirst() {
        Palette palette = palette();

        assertEquals(List.of("prune", "undo"), ids(palette.find("PRU")));
        assertEquals(List.of("undo"), ids(palette.find("prune und")));
        assertEquals(List.of("rail-review"), ids(palette.find("검")));
        assertEquals(List.of(), ids(palette.find("nothing like it")));
    }
}
