package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/** Media folders that are added later, and samples that are tried again once their pictures are there. */
class SessionTest {

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private Session session;
    private Dataset dataset;
    private Path model;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("data.jsonl");
        Files.writeString(file, """
                {"image": "p.png", "conversations": [{"from": "human", "value": "<image>\\nWhat?"}, \
                {"from": "gpt", "value": "A picture"}]}
                {"conversations": [{"from": "human", "value": "What?"}, {"from": "gpt", "value": "Text"}]}
                """, StandardCharsets.UTF_8);
        model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("answer-model.txt"), "trained", StandardCharsets.UTF_8);
        session = Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
        dataset = session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    @Test
    void anAddedFolderIsLookedThroughAfterTheOthers() throws IOException {
        Path more = Files.createDirectories(folder.resolve("more"));

        Dataset now = session.addMediaFolder(dataset.id(), more);

        assertEquals(List.of(folder, more), now.mediaRoots());
        assertEquals(List.of(folder, more), session.media(dataset.id()).folders());
    }

    @Test
    void aFolderThatIsThereAlreadyIsNotAddedTwice() throws IOException {
        assertEquals(
                dataset.mediaRoots(),
                session.addMediaFolder(dataset.id(), folder).mediaRoots());
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        IOException problem =
                assertThrows(IOException.class, () -> session.addMediaFolder(dataset.id(), folder.resolve("nowhere")));

        assertEquals("The media folder " + folder.resolve("nowhere") + " does not exist.", problem.getMessage());
    }

    @Test
    void failedSamplesAreScoredAgainWithTheModelAndOptionsOfTheirRun() throws Exception {
        ModelOptions options = new ModelOptions("auto", ModelOptions.DEFAULT.threads(), 7, 4096);
        ScoringService.Report first = score(options);
        Files.writeString(folder.resolve("p.png"), "here");

        ScoringService.Report again =
                session.scoring().tryAgain(first.run().id(), 8, Progress.SILENT, new CancelToken());

        assertEquals(1, first.failed());
        assertEquals(first.run().id(), again.run().id());
        assertEquals(1, again.scored());
        assertEquals(List.of(), session.scoring().failures(first.run().id(), 10));
    }

    @Test
    void failuresAreKeptWhenTheModelIsGone() throws Exception {
        ScoringService.Report first = score(ModelOptions.DEFAULT);
        Files.writeString(model.resolve("answer-model.txt"), "random", StandardCharsets.UTF_8);

        ScoringException problem = assertThrows(
                ScoringException.class,
                () -> session.scoring().tryAgain(first.run().id(), 8, Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(problem.getMessage()).startsWith("The model model is not where it was"));
        assertEquals(1, session.scoring().failures(first.run().id(), 10).size());
    }

    private ScoringService.Report score(ModelOptions options) throws ScoringException {
        return session.scoring()
                .run(
                        new ScoringService.Request(model, options, OptionalLong.empty(), 8),
                        Progress.SILENT,
                        new CancelToken());
    }
}
