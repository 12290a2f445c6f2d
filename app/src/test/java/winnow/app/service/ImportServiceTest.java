package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class ImportServiceTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aFileBecomesADatasetAndItsBadRecordsAreKeptWithTheReason() throws IOException {
        List<String> lines = new ArrayList<>(Bench.lines(1_200));
        lines.set(7, "{broken");

        Dataset dataset = bench.imported("train.jsonl", lines);

        assertEquals("train", dataset.name());
        assertEquals(List.of(1_200L, 1_199L, 1L), List.of(dataset.records(), dataset.imported(), dataset.rejected()));
        assertEquals(Hashes.of(folder.resolve("train.jsonl"), new CancelToken()), dataset.sha256());
        assertEquals(List.of(folder.toAbsolutePath().normalize()), dataset.mediaRoots());
        assertEquals(
                OptionalLong.of(8),
                bench.session().imports().rejects(dataset.id(), 10).get(0).line());
        assertEquals(1_199, bench.session().review().order(OptionalLong.empty(), "").length);
    }

    @Test
    void progressEndsAtTheSizeOfTheFile() throws IOException {
        Path file = bench.file("train.jsonl", Bench.lines(1_200));
        List<Long> reported = new ArrayList<>();

        bench.imports(file, (done, total) -> reported.add(done), new CancelToken());

        assertEquals(Files.size(file), reported.get(reported.size() - 1));
        assertEquals(reported.stream().sorted().toList(), reported);
    }

    @Test
    void theSameContentIsNotImportedTwice() throws IOException {
        Dataset first = bench.imported("train.jsonl", Bench.lines(3));

        Dataset second = bench.imported("copy.jsonl", Bench.lines(3));

        assertEquals(first, second);
        assertEquals(List.of(first), bench.session().datasets());
    }

    @Test
    void mediaFoldersNamedLaterCountForADatasetThatIsThereAlready() throws IOException {
        Dataset first = bench.imported("train.jsonl", Bench.lines(3));
        Path pictures = Files.createDirectories(folder.resolve("pictures"));

        Dataset again = bench.session()
                .imports()
                .run(
                        new ImportService.Request(first.source(), List.of(pictures), Optional.empty()),
                        Progress.SILENT,
                        new CancelToken());

        assertEquals(first.id(), again.id());
        assertEquals(
                List.of(pictures.toAbsolutePath().normalize()),
                bench.session().media(first.id()).folders());
    }

    @Test
    void aCancelledImportLeavesNothingAndCanBeStartedAgain() throws IOException {
        Path file = bench.file("train.jsonl", Bench.lines(1_600));
        CancelToken cancel = new CancelToken();

        assertThrows(CancellationException.class, () -> bench.imports(file, (done, total) -> cancel.cancel(), cancel));

        assertEquals(List.of(), bench.session().datasets());
        assertEquals(0, bench.session().review().order(OptionalLong.empty(), "").length);
        assertEquals(
                1_600, bench.imports(file, Progress.SILENT, new CancelToken()).imported());
    }

    @Test
    void aFileOfRejectsOnlyIsADatasetWithoutSamples() throws IOException {
        Dataset dataset = bench.imported("bad.jsonl", List.of("{bad", "{worse"));

        assertEquals(List.of(2L, 0L, 2L), List.of(dataset.records(), dataset.imported(), dataset.rejected()));
    }

    @Test
    void anUnknownFormatNamesTheKnownOnes() throws IOException {
        Path file = bench.file("table.csv", List.of("a,b"));

        IOException e = assertThrows(IOException.class, () -> bench.imports(file, Progress.SILENT, new CancelToken()));

        assertTrue(
                String.valueOf(e.getMessage()).endsWith("Known are lines; name one if it is one of these."),
                e.getMessage());
    }

    @Test
    void aFormatThatDoesNotExistNamesTheKnownOnes() throws IOException {
        Path file = bench.file("train.jsonl", Bench.lines(1));
        ImportService.Request request = new ImportService.Request(file, List.of(), Optional.of("parquet"));

        IOException e = assertThrows(
                IOException.class, () -> bench.session().imports().run(request, Progress.SILENT, new CancelToken()));

        assertEquals("There is no format \"parquet\". Known are lines.", e.getMessage());
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = bench.file("empty.jsonl", List.of());
        ImportService.Request request = new ImportService.Request(file, List.of(), Optional.of("lines"));

        IOException e = assertThrows(
                IOException.class, () -> bench.session().imports().run(request, Progress.SILENT, new CancelToken()));

        assertTrue(String.valueOf(e.getMessage()).endsWith("holds no record."), e.getMessage());
        assertEquals(List.of(), bench.session().datasets());
    }
}
