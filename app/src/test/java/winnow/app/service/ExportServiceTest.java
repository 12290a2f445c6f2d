package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class ExportServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Bench bench;
    private Path out;

    @BeforeEach
    void open() throws IOException {
        bench = Bench.open(folder);
        out = folder.resolve("deep/er/out");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anExportWithNothingPrunedEqualsTheImport() throws Exception {
        List<String> lines = Bench.lines(450);
        bench.imported("train.jsonl", lines);

        ExportService.Report report = export();

        assertEquals(List.of(450L, 0L), List.of(report.kept(), report.pruned()));
        assertEquals(lines, Files.readAllLines(out.resolve("train.jsonl")));
        assertEquals(List.of(), Files.readAllLines(out.resolve("removed.jsonl")));
        assertEquals(Set.of("train.jsonl", "removed.jsonl", "manifest.json", "SHA256SUMS", "README.md"), names(out));
    }

    @Test
    void whatIsPrunedStandsInItsOwnFileWithAllThatIsKnown() throws Exception {
        bench.imported("train.jsonl", List.of(Bench.line("a"), Bench.line("unreadable"), Bench.line("ccc"), "{bad"));
        bench.scored();
        bench.session()
                .review()
                .decide("kim", 1, Verdict.PRUNE, Optional.of("Wrong \"answer\""), Optional.of("see page 2"));
        bench.session().review().decide("kim", 2, Verdict.PRUNE, Optional.empty(), Optional.empty());

        ExportService.Report report = export();

        assertEquals(List.of(1L, 2L), List.of(report.kept(), report.pruned()));
        List<String> removed = Files.readAllLines(out.resolve("removed.jsonl"));
        JsonNode first = JSON.readTree(removed.get(0));
        assertEquals(0.1, first.get("reward").asDouble());
        assertEquals(List.of("train", "prune", "Wrong \"answer\"", "see page 2", "kim"), texts(first));
        assertEquals(
                List.of(0L, 1L),
                List.of(first.get("record").asLong(), first.get("line").asLong()));
        assertTrue(removed.get(0).endsWith("\"original\":" + Bench.line("a") + "}"), removed.get(0));
        JsonNode second = JSON.readTree(removed.get(1));
        assertTrue(second.get("reward").isNull());
        assertEquals(
                "The picture of this sample is unreadable.",
                second.get("failure").asText());
        JsonNode rejected = JSON.readTree(Files.readString(out.resolve("rejected.jsonl")));
        assertEquals("{bad", rejected.get("text").asText());
        assertEquals(4, rejected.get("line").asLong());
    }

    @Test
    void theManifestTellsTheTruth() throws Exception {
        bench.imported("train.jsonl", Bench.lines(10));
        bench.scored();
        bench.session().review().decide("kim", 9, Verdict.KEEP, Optional.empty(), Optional.empty());
        bench.session().review().decide("lee", 3, Verdict.PRUNE, Optional.of("Blurry"), Optional.empty());

        ExportService.Report report = export();

        JsonNode manifest = JSON.readTree(Files.readString(out.resolve("manifest.json")));
        JsonNode dataset = manifest.get("datasets").get(0);
        assertEquals(
                Hashes.of(folder.resolve("train.jsonl"), new CancelToken()),
                dataset.get("sha256").asText());
        assertEquals(
                List.of(10, 9, 1),
                List.of(
                        dataset.get("records").asInt(),
                        dataset.get("kept").asInt(),
                        dataset.get("pruned").asInt()));
        assertEquals("length", manifest.get("model").get("name").asText());
        assertEquals(9, manifest.get("model").get("settings").get("hd_num").asInt());
        assertEquals("[\"kim\",\"lee\"]", manifest.get("annotators").toString());
        assertEquals(
                "{\"keep\":1,\"none\":8,\"prune\":1,\"unsure\":0}",
                manifest.get("verdicts").toString());
        Map<String, String> hashes = new HashMap<>();
        for (JsonNode file : manifest.get("files")) {
            hashes.put(file.get("path").asText(), file.get("sha256").asText());
        }
        assertEquals(Set.of("train.jsonl", "removed.jsonl", "README.md"), hashes.keySet());
        for (ExportService.Written file : report.files()) {
            assertEquals(file.sha256(), Hashes.of(file.path(), new CancelToken()));
        }
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            assertEquals(file.getValue(), Hashes.of(out.resolve(file.getKey()), new CancelToken()));
        }
        String card = Files.readString(out.resolve("README.md"));
        assertTrue(card.contains("train: 1 pruned, Blurry"), card);
        assertTrue(card.contains("This model was not trained: its scores mean nothing."), card);
    }

    @Test
    void theSumsAreWhatSha256sumChecks() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));

        export();

        for (String line : Files.readAllLines(out.resolve("SHA256SUMS"))) {
            assertEquals(line.substring(0, 64), Hashes.of(out.resolve(line.substring(66)), new CancelToken()));
        }
        assertEquals(4, Files.readAllLines(out.resolve("SHA256SUMS")).size());
    }

    @Test
    void aLimitTakesUndecidedSamplesOnlyAndNeverThoseWithoutReward() throws Exception {
        bench.imported(
                "train.jsonl",
                List.of(Bench.line("a"), Bench.line("bb"), Bench.line("unreadable"), Bench.line("dddddd")));
        bench.scored();
        bench.session().review().decide("kim", 1, Verdict.UNSURE, Optional.empty(), Optional.empty());

        ExportService.Report report = export(OptionalDouble.of(0.5));

        assertEquals(List.of(3L, 1L), List.of(report.kept(), report.pruned()));
        JsonNode removed = JSON.readTree(Files.readString(out.resolve("removed.jsonl")));
        assertEquals(1, removed.get("record").asInt());
        assertTrue(removed.get("verdict").isNull());
    }

    @Test
    void aRecordGoesWithTheFirstOfItsAnswersThatIsPruned() throws Exception {
        String pair = "{\"q\": \"?\", \"a\": [\"one\", \"two\"]}";
        bench.imported("pairs.jsonl", List.of(pair, Bench.line("x")));
        assertEquals(2, export().kept());
        assertEquals(pair, Files.readAllLines(out.resolve("pairs.jsonl")).get(0));

        bench.session().review().decide("kim", 1, Verdict.PRUNE, Optional.empty(), Optional.empty());

        ExportService.Report report = export();
        assertEquals(List.of(1L, 1L), List.of(report.kept(), report.pruned()));
        assertEquals(2, Files.readAllLines(out.resolve("removed.jsonl")).size());
    }

    @Test
    void aLowRewardOfOneAnswerDoesNotTakeAPairAway() throws Exception {
        bench.imported("pairs.jsonl", List.of("{\"q\": \"?\", \"a\": [\"a long answer\", \"b\"]}", Bench.line("x")));
        bench.scored();

        ExportService.Report report = export(OptionalDouble.of(0.5));

        assertEquals(List.of(1L, 1L), List.of(report.kept(), report.pruned()));
        assertTrue(Files.readString(out.resolve("pairs.jsonl")).contains("a long answer"));
    }

    @Test
    void filesOfTheSameNameAreToldApart() throws Exception {
        bench.imported("a/train.jsonl", Bench.lines(3));
        bench.imported("b/Train.jsonl", Bench.lines(5));
        bench.imported("c/manifest.json", Bench.lines(6));

        export();

        assertEquals(3, Files.readAllLines(out.resolve("train.jsonl")).size());
        assertEquals(5, Files.readAllLines(out.resolve("Train-2.jsonl")).size());
        assertEquals(6, Files.readAllLines(out.resolve("manifest-3.json")).size());
    }

    @Test
    void aLaterExportTakesThePlaceOfTheEarlierOne() throws Exception {
        bench.imported("train.jsonl", List.of(Bench.line("a"), "{bad"));
        export();
        Files.writeString(out.resolve("notes.txt"), "mine");
        bench.imported("more.jsonl", Bench.lines(4));

        bench.session()
                .exports()
                .run(
                        new ExportService.Request(
                                out, OptionalLong.of(2), OptionalLong.empty(), OptionalDouble.empty()),
                        Progress.SILENT,
                        new CancelToken());

        assertEquals(
                Set.of("more.jsonl", "removed.jsonl", "manifest.json", "SHA256SUMS", "README.md", "notes.txt"),
                names(out));
    }

    @Test
    void aFileNoExportMadeIsNeverOverwritten() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        Files.createDirectories(out);
        Files.writeString(out.resolve("README.md"), "mine");

        IOException e = assertThrows(IOException.class, this::export);

        assertTrue(
                String.valueOf(e.getMessage()).contains("README.md is there already and no export made it"),
                e.getMessage());
        assertEquals("mine", Files.readString(out.resolve("README.md")));
        assertEquals(Set.of("README.md"), names(out));
    }

    @Test
    void aSourceIsNeverOverwrittenAlsoWhenAManifestNamesIt() throws Exception {
        bench.imported("deep/er/out/train.jsonl", Bench.lines(3));
        Files.writeString(
                out.resolve("manifest.json"),
                "{\"program\":\"Winnow\",\"files\":[{\"path\":\"train.jsonl\",\"sha256\":\"x\"}]}");

        IOException e = assertThrows(IOException.class, this::export);

        assertTrue(String.valueOf(e.getMessage()).contains("sources are never overwritten"), e.getMessage());
        assertEquals(Bench.lines(3), Files.readAllLines(out.resolve("train.jsonl")));
    }

    @Test
    void aForgedManifestDeletesNothingElsewhere() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        export();
        Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
        String hash = Hashes.of(precious, new CancelToken());
        String manifest = Files.readString(out.resolve("manifest.json"));
        Files.writeString(
                out.resolve("manifest.json"),
                manifest.replace(
                        "\"files\" : [ {",
                        "\"files\" : [ {\"path\": \"../../../precious.txt\", \"sha256\": \"" + hash + "\"}, "
                                + "{\"path\": \"" + precious + "\", \"sha256\": \"" + hash + "\"}, "
                                + "{\"path\": \"\\u0000\", \"sha256\": \"\"}, {"));

        assertTrue(Files.readString(out.resolve("manifest.json")).contains("../precious.txt"));

        export();

        assertEquals("mine", Files.readString(precious));
    }

    @Test
    void aCancelledExportLeavesNothing() throws Exception {
        bench.imported("train.jsonl", Bench.lines(900));
        CancelToken cancel = new CancelToken();
        Progress halfway = (done, total) -> {
            if (done >= total / 2) {
                cancel.cancel();
            }
        };

        assertThrows(
                CancellationException.class,
                () -> bench.session().exports().run(request(OptionalDouble.empty()), halfway, cancel));

        assertFalse(Files.exists(folder.resolve("deep")));
    }

    @Test
    void aCancelledExportLeavesTheEarlierOneAsItWas() throws Exception {
        bench.imported("train.jsonl", Bench.lines(900));
        export();
        Map<String, String> before = hashes(out);
        CancelToken cancel = new CancelToken();
        bench.session().review().decide("kim", 1, Verdict.PRUNE, Optional.empty(), Optional.empty());

        assertThrows(
                CancellationException.class,
                () -> bench.session()
                        .exports()
                        .run(request(OptionalDouble.empty()), (done, total) -> cancel.cancel(), cancel));

        assertEquals(before, hashes(out));
    }

    @Test
    void anExportThatCannotBeWrittenLeavesNothing() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));
        Files.writeString(folder.resolve("deep"), "a file where a folder should be");

        assertThrows(IOException.class, this::export);

        assertEquals("a file where a folder should be", Files.readString(folder.resolve("deep")));
    }

    @Test
    void decisionsTakenDuringAnExportWaitForTheNext() throws Exception {
        bench.imported("train.jsonl", Bench.lines(600));
        Progress decideMeanwhile = (done, total) ->
                bench.session().review().decide("kim", 600, Verdict.PRUNE, Optional.empty(), Optional.empty());

        ExportService.Report report =
                bench.session().exports().run(request(OptionalDouble.empty()), decideMeanwhile, new CancelToken());

        assertEquals(List.of(600L, 0L), List.of(report.kept(), report.pruned()));
        assertEquals(1, export().pruned());
    }

    @Test
    void aLimitWithoutScoresIsRefused() throws Exception {
        bench.imported("train.jsonl", Bench.lines(3));

        assertThrows(IllegalArgumentException.class, () -> export(OptionalDouble.of(1)));
    }

    private ExportService.Report export() throws IOException {
        return export(OptionalDouble.empty());
    }

    private ExportService.Report export(OptionalDouble pruneBelow) throws IOException {
        return bench.session().exports().run(request(pruneBelow), Progress.SILENT, new CancelToken());
    }

    private ExportService.Request request(OptionalDouble pruneBelow) {
        return new ExportService.Request(out, OptionalLong.empty(), OptionalLong.empty(), pruneBelow);
    }

    private static List<String> texts(JsonNode removed) {
        List<String> texts = new ArrayList<>();
        for (String field : List.of("dataset", "verdict", "reason", "note", "annotator")) {
            texts.add(removed.get(field).asText());
        }
        return texts;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (String name : names(folder)) {
            hashes.put(name, Hashes.of(folder.resolve(name), new CancelToken()));
        }
        return hashes;
    }
}
