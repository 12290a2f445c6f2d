package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.PreviewService.Preview;
import winnow.store.data.FieldMap;
import winnow.store.job.Lanes;

class PreviewServiceTest {

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private Session session;

    @BeforeEach
    void open() {
        session = Session.open(folder.resolve("new.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Preview look(Path file, Map<String, String> fields) throws IOException {
        FieldMap said = new FieldMap(fields);
        return session.previews().look(new ImportService.Request(file, List.of(), Optional.empty(), false, said));
    }

    @Test
    void onlyTheFirstRecordsAreRead() throws IOException {
        Path file = write("many.jsonl", "{\"question\": \"How many?\", \"answer\": \"Some.\"}\n".repeat(250));

        Preview preview = look(file, Map.of());

        assertEquals(PreviewService.RECORDS, preview.records());
        assertEquals(PreviewService.RECORDS, preview.samples().size());
        assertTrue(preview.more());
        assertEquals(
                Map.of("question", "question", "answer", "answer"),
                preview.fields().names());
        assertEquals(List.of(), session.datasets()); // nothing was written
    }

    @Test
    void whatIsSaidOfFieldsChangesHowARecordIsUnderstood() throws IOException {
        write("cat.png", "no picture, but a file");
        Path file = write("fragen.jsonl", """
                {"frage": "What is it?", "antwort": "A cat.", "bild": "cat.png"}
                {"frage": "And this?", "antwort": "A dog.", "bild": "dog.png"}
                """);

        Preview guessed = look(file, Map.of());
        Preview said = look(file, Map.of("question", "frage", "answer", "antwort", "image", "bild"));

        assertEquals(
                List.of(0, 2),
                List.of(guessed.samples().size(), guessed.rejects().size()));
        assertEquals(List.of("frage", "antwort", "bild"), guessed.names());
        assertFalse(said.more());
        assertEquals("A cat.", said.samples().get(0).answer());
        assertEquals(List.of(2L, 1L), List.of(said.media(), said.found()));
    }

    @Test
    void aFileOfNoLayoutSaysSoInOneSentence() throws IOException {
        Path file = write("notes.txt", "nothing in here");

        IOException problem = assertThrows(IOException.class, () -> look(file, Map.of()));

        String said = String.valueOf(problem.getMessage());
        assertTrue(said.startsWith(file + " is of no known format."), said);
    }

    @Test
    void aBrokenFileShowsWhatComesBeforeTheDamage() throws IOException {
        Path file = write("cut.json", "[{\"question\": \"One?\", \"answer\": \"Two.\"}, {\"question\": \"Th");

        Preview preview = look(file, Map.of());

        assertEquals(
                List.of(1, 1),
                List.of(preview.samples().size(), preview.rejects().size()));
    }
}
