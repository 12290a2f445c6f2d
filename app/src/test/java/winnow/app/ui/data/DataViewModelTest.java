package winnow.app.ui.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.PreviewService.Preview;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.app.ui.data.LedgerRow.Kind;
import winnow.app.ui.job.LateJobs;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes;
import winnow.viewer.text.Words;

class DataViewModelTest {

    private static final String GOOD = "{\"question\": \"What is it?\", \"answer\": \"A red car on a road.\"}\n";
    private static final String EMPTY = "{\"question\": \"And this one?\", \"answer\": \"\"}\n";

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private final LateJobs jobs = new LateJobs();
    private final List<String> decided = new ArrayList<>();
    private Session session;
    private DataViewModel model;

    @BeforeEach
    void open() {
        session = Session.open(folder.resolve("new.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
        model = new DataViewModel(session, jobs, new Words(Locale.ENGLISH), this::decide, () -> {});
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    private void decide(List<Long> samples, Verdict verdict, Optional<String> reason, Optional<String> note) {
        String why = reason.orElse("-") + note.map(text -> ", noted").orElse("");
        decided.add(samples + " " + verdict + " " + why);
    }

    private Draft choose(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        model.imports().choose(List.of(file));
        jobs.catchUp();
        return model.imports().drafts().get(model.imports().drafts().size() - 1);
    }

    private void bringIn() {
        model.imports().importFiles();
        jobs.catchUp();
    }

    private List<String> ledger() {
        return model.ledger().rows().stream()
                .map(row -> row.kind() + " " + row.count() + " " + row.text())
                .toList();
    }

    private Preview preview() {
        return model.imports().seenProperty().get().preview().orElseThrow();
    }

    @Test
    void theFirstFileIsLookedAtAndAGuessByNamesIsMarked() throws IOException {
        Draft draft = choose("some.jsonl", GOOD.repeat(3));

        assertTrue(draft.likely());
        assertEquals(3, preview().samples().size());
        assertFalse(draft.as("llava-jsonl").likely());
    }

    @Test
    void twoFieldsSaidOneAfterTheOtherBothCount() throws IOException {
        Draft draft = choose("fragen.jsonl", GOOD.replace("question", "frage").replace("answer", "antwort"));
        assertEquals(0, preview().samples().size());

        model.imports().map(draft.path(), "question", "frage");
        model.imports().map(draft.path(), "answer", "antwort"); // before the first was read
        jobs.catchUp();

        assertEquals(1, preview().samples().size());
        assertEquals(
                Map.of("question", "frage", "answer", "antwort"),
                model.imports().drafts().get(0).fields().names());
    }

    @Test
    void aLateLookAtAFileThatWasTakenOffIsDropped() throws IOException {
        Draft draft = choose("some.jsonl", GOOD);
        model.imports().preview(draft);
        model.imports().drop(draft);
        jobs.catchUp();

        assertEquals(null, model.imports().seenProperty().get());
    }

    @Test
    void recordsWithTheSameReasonAreOneRow() throws IOException {
        choose("some.jsonl", GOOD + "{\"question\": 1\n".repeat(3) + GOOD);
        bringIn();

        assertEquals(1, model.ledger().rows().size(), () -> ledger().toString());
        LedgerRow row = model.ledger().rows().get(0);
        assertEquals(List.of(Kind.REJECTED, 3L), List.of(row.kind(), row.count()));
        assertTrue(row.text().startsWith("some, line 2: "), row.text());
        assertEquals(3, row.examples().size());
    }

    @Test
    void aBrokenFileStandsInTheLedgerUntilItIsTakenAsFarAsItGoes() throws IOException {
        choose("cut.json", "[" + GOOD + ", " + GOOD + ", {\"question\": \"Th");
        bringIn();
        assertEquals(List.of(), model.datasets());
        LedgerRow row = model.ledger().rows().get(0);
        assertEquals(List.of(Kind.BROKEN, 2L), List.of(row.kind(), row.count()));

        model.takePart(row);
        jobs.catchUp();

        assertEquals(2, model.datasets().get(0).imported());
        assertFalse(ledger().toString().contains("BROKEN"), () -> ledger().toString());
    }

    @Test
    void whatACheckFindsIsDecidedOnAsOneGroup() throws IOException {
        choose("some.jsonl", GOOD + EMPTY + EMPTY.replace("this", "that") + GOOD);
        bringIn();
        model.ledger().check();
        jobs.catchUp();
        LedgerRow empty = model.ledger().rows().stream()
                .filter(row -> row.text().equals("The answer is empty."))
                .findFirst()
                .orElseThrow();
        assertEquals(2, empty.count());

        model.ledger().decide(empty, Verdict.PRUNE);
        model.ledger().decide(empty, Verdict.KEEP);

        assertEquals(List.of("[2, 3] PRUNE empty-answer, noted", "[2, 3] KEEP -"), decided);
    }

    @Test
    void aGroupThatIsDecidedSaysSo() throws IOException {
        choose("some.jsonl", GOOD + EMPTY);
        bringIn();
        model.ledger().check();
        jobs.catchUp();
        session.review()
                .decideUndecided("jh", List.of(2L), Verdict.PRUNE, Optional.of("empty-answer"), Optional.empty());

        model.ledger().recount();
        jobs.catchUp();

        LedgerRow row = model.ledger().rows().get(0);
        assertEquals(Optional.of(Verdict.PRUNE), row.decided());
        assertFalse(row.decidable());
    }
}
