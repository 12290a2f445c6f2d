package winnow.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.Settings;
import winnow.app.service.SettingsFile;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Commands;
import winnow.app.ui.command.Key;
import winnow.viewer.text.Words;

class SettingsViewModelTest {

    @TempDir
    Path folder;

    private final List<Settings> kept = new ArrayList<>();
    private final Commands commands = new Commands();
    private SettingsViewModel model;

    @BeforeEach
    void open() {
        model = model(Locale.ENGLISH);
    }

    @Test
    void whatIsChosenIsKeptOnce() {
        model.theme("dark");
        model.theme("dark");
        model.compact(true);
        model.threads(2);
        model.cacheMb(512);

        assertEquals(4, kept.size());
        Settings now = model.nowProperty().get();
        assertEquals("dark", now.theme());
        assertEquals(
                List.of(true, 2, 512),
                List.of(
                        now.preferences().compact(),
                        now.preferences().threads(),
                        now.preferences().cacheMb()));
    }

    @Test
    void anEmptyNameIsRefusedInOneSentence() {
        model.annotator("  ");

        assertEquals(
                "Decisions are signed with a name: it cannot be empty.",
                model.problemProperty().get());
        assertEquals(List.of(), kept);
    }

    @Test
    void aNameIsKeptWithoutTheSpacesAroundIt() {
        model.annotator(" kim ");

        assertEquals("kim", model.nowProperty().get().annotator());
    }

    @Test
    void aReasonTakesThePlaceOfAnother() {
        model.reason(2, "Too short");

        assertEquals(
                List.of("Hallucination", "Too short", "Mismatch"),
                model.reasons().subList(0, 3));
        assertEquals(9, stored().size());
        assertEquals("Does not match the picture or video", stored().get(2));
    }

    @Test
    void anEmptyReasonLeavesTheListAndTheNextTakesItsDigit() {
        model.reason(1, "");

        assertEquals(List.of("Empty", "Mismatch"), model.reasons().subList(0, 2));
        assertEquals(8, model.reasons().size());
    }

    @Test
    void aReasonThatIsThereIsRefused() {
        model.reason(9, "Empty");

        assertEquals(
                "\"Empty\" is there already, as 2.", model.problemProperty().get());
        assertEquals(List.of(), kept);
    }

    @Test
    void theLastReasonStays() {
        for (int i = 0; i < 9; i++) {
            model.reason(1, "");
        }

        assertEquals(List.of("Broken file"), model.reasons());
        assertEquals("One reason has to stay.", model.problemProperty().get());
    }

    @Test
    void aReasonMovesUpAndTheUsualOnesComeBack() {
        model.moveUp(2);
        assertEquals(List.of("Empty", "Hallucination"), model.reasons().subList(0, 2));

        model.moveUp(2);

        assertEquals(List.of(), stored()); // those that come with Winnow again
        model.moveUp(1);
        model.moveUp(10);
        assertEquals("Hallucination", model.reasons().get(0));
    }

    @Test
    void aUsualReasonIsStoredInEnglishWhateverTheLanguage() {
        model = model(Locale.KOREAN);
        assertEquals("환각", model.reasons().get(0));

        model.reason(9, "");
        model.reason(1, "너무 짧음");
        model.reason(9, "환각");

        assertEquals("너무 짧음", stored().get(0));
        assertEquals("Hallucination", stored().get(8));
    }

    @Test
    void aKeyIsTakenForACommandUnlessAnotherOneHasItThere() {
        commands.addToFrame(List.of(command("jobs-pane", "Mod+J")));
        commands.know("Review", List.of(command("keep", "K"), command("unsure", "U")));
        commands.know("Export", List.of(command("take-back", "A")));

        press("keep", KeyCode.U);
        assertEquals(
                "U is the key of \"unsure\" already. Give that another one first.",
                model.problemProperty().get());
        assertEquals(List.of(), kept);
        press("keep", KeyCode.A); // which is free on the screens that have this command

        assertEquals("", model.problemProperty().get());
        assertEquals(
                Map.of("keep", "A"), model.nowProperty().get().preferences().keys());
        assertEquals(List.of("A"), keys("keep"));
        model.usualKeys();
        assertEquals(List.of("K"), keys("keep"));
        model.leftHand();
        assertEquals(
                List.of("A", "D"), List.of(keys("keep").get(0), keys("unsure").get(0)));
    }

    @Test
    void escapeLeavesAKeyAsItIs() {
        commands.know("Review", List.of(command("keep", "K")));

        press("keep", KeyCode.ESCAPE);

        assertEquals("", model.askedProperty().get());
        assertEquals(List.of("K"), keys("keep"));
    }

    private static Command command(String id, String key) {
        return Command.of(id, id, Command.Group.EVERYWHERE, key, () -> {});
    }

    private List<String> keys(String id) {
        return model.keys().stream()
                .filter(entry -> entry.id().equals(id))
                .flatMap(entry -> entry.keys().stream())
                .map(Key::text)
                .toList();
    }

    private void press(String id, KeyCode code) {
        model.askFor(id);
        commands.handle(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false), false);
    }

    private List<String> stored() {
        return model.nowProperty().get().preferences().reasons();
    }

    private SettingsViewModel model(Locale locale) {
        Settings now = new SettingsFile(folder).read();
        return new SettingsViewModel(now, new Words(locale), commands, change -> kept.add(change.apply(now)));
    }
}
