package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.app.service.SelfTestReport.Check;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.scoring.Conversation;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class SelfTestTest {

    private static final Instant NOW = Instant.parse("2026-11-19T14:02:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final List<Row> told = new ArrayList<>();

    private Models models(String kind) {
        return new Models(
                new SettingsFile(folder.resolve("home")),
                new RewardModels(List.of(new PictureModel.Provider(kind))),
                "/nowhere");
    }

    private Path snapshot(String faults) throws IOException {
        Path snapshot = Files.createDirectories(folder.resolve("model"));
        Files.writeString(snapshot.resolve("config.json"), "{ \"" + faults + "\" }");
        return snapshot;
    }

    private SelfTestReport test(String faults) throws Exception {
        return test(faults, models("pictures"), new CancelToken());
    }

    private SelfTestReport test(String faults, Models models, CancelToken cancel) throws Exception {
        return new SelfTest(models, Clock.fixed(NOW, ZoneOffset.UTC))
                .run(new SelfTest.Request(snapshot(faults), ModelOptions.DEFAULT), told::add, Progress.SILENT, cancel);
    }

    private static Row row(SelfTestReport report, Check check) {
        return report.rows().stream()
                .filter(row -> row.check() == check)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGoodModelPassesEverythingAndIsRemembered() throws Exception {
        SelfTestReport report = test("good");

        assertTrue(report.isPassed(), report.rows().toString());
        assertEquals(6, report.count(Verdict.PASSED));
        assertEquals(Verdict.NOT_APPLICABLE, row(report, Check.EXAMPLE).verdict());
        assertEquals("32 samples", row(report, Check.FINITE).with());
        assertEquals(report.rows(), told);
        assertEquals(Optional.of(report), models("pictures").records().report(report.fingerprint()));
        assertEquals(NOW, report.at());
    }

    @ParameterizedTest
    @CsvSource({
        "blind, 'The picture counts, The right picture counts', does not look at pictures",
        "deaf, The answer counts, does not read answers",
        "neighbours, Alone or in a batch, depends on its neighbours",
        "nan, Finite numbers, without a number: The model gives NaN",
        "dead, No dead weights, all zero: a.weight.",
        "unloadable, Loading, tensor score.weight is missing"
    })
    void eachFaultIsFoundByTheCheckThatIsForIt(String fault, String failures, String said) throws Exception {
        SelfTestReport report = test(fault);

        assertTrue(report.isFailed());
        assertEquals(failures, report.failures());
        assertTrue(
                report.rows().stream()
                        .filter(row -> row.verdict() == Verdict.FAILED)
                        .allMatch(row -> row.text().contains(said)),
                report.rows().toString());
    }

    @Test
    void zeroBiasesAreWorthANoteOnly() throws Exception {
        SelfTestReport report = test("bias");

        assertTrue(report.isPassed());
        assertEquals(Verdict.NOTE, row(report, Check.WEIGHTS).verdict());
    }

    @Test
    void tensorsNobodyReadsAreWorthANoteOnly() throws Exception {
        SelfTestReport report = test("surplus");

        assertTrue(report.isPassed());
        assertEquals(
                "not read by this kind of model: a, b, c and 1 more",
                row(report, Check.UNEXPECTED).text());
    }

    @Test
    void aModelOfTextHasNoPicturesToCheck() throws Exception {
        SelfTestReport report = test("text");

        assertTrue(report.isPassed());
        assertEquals(Verdict.NOT_APPLICABLE, row(report, Check.PICTURE).verdict());
        assertEquals(Verdict.NOT_APPLICABLE, row(report, Check.RIGHT_PICTURE).verdict());
    }

    @Test
    void aModelAtAnotherPlaceHasNothingToTestHere() throws Exception {
        SelfTestReport report = test("good", models("judge"), new CancelToken());

        assertEquals(1, report.count(Verdict.NOT_APPLICABLE));
        assertFalse(report.isPassed() || report.isFailed());
    }

    @Test
    void cancellingKeepsNoReportAndNoPictures() throws Exception {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        long before = temporaryFolders();

        assertThrows(CancellationException.class, () -> test("good", models("pictures"), cancel));

        assertFalse(Files.exists(folder.resolve("home/models.json")));
        assertEquals(before, temporaryFolders());
    }

    private static long temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("winnow-self-test"))
                    .count();
        }
    }

    @Test
    void anIncompleteSnapshotIsNoFailedTest() {
        ScoringException e = assertThrows(ScoringException.class, () -> test("incomplete"));

        assertTrue(String.valueOf(e.getMessage()).contains("model-00002.safetensors is missing"), e.getMessage());
    }

    @Test
    void theOfficialPairIsReadFromTheReadmeOfTheModel() throws Exception {
        Files.writeString(snapshot("good").resolve("README.md"), """
                # Model
                ```python
                chat_1 = [
                    {"role": "user", "content": 'What is "this"?'},
                    {"role": "assistant", "content": "It's a car.\\nA \\"red\\" one."}
                ]
                chat_2 = [
                    {"role": "user", "content": 'What is "this"?'},
                    {"role": "assistant", "content": "No idea."}
                ]
                image = ['./examples/cars1.jpg']
                ```
                """);

        Path picture = Path.of("cars1.jpg");
        List<Conversation> pair = OfficialExample.read(folder.resolve("model"), Optional.empty(), picture)
                .orElseThrow();

        assertEquals(
                List.of(
                        Conversation.of("What is \"this\"?", "It's a car.\nA \"red\" one.", picture),
                        Conversation.of("What is \"this\"?", "No idea.", picture)),
                pair);
    }

    @Test
    void theOfficialPairCanBeGivenAsAFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("pair.json"),
                "{\"conversations\": [[{\"role\": \"user\", \"content\": \"Q\"}, {\"role\": \"assistant\", \"content\":"
                        + " \"A\"}], [{\"role\": \"user\", \"content\": \"Q\"}, {\"role\": \"assistant\", \"content\":"
                        + " \"B\"}]]}");

        List<Conversation> pair = OfficialExample.read(folder, Optional.of(file), Path.of("c.jpg"))
                .orElseThrow();

        assertEquals(Conversation.of("Q", "B", Path.of("c.jpg")), pair.get(1));
    }
}
