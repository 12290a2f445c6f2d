package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import winnow.app.service.ExportService.MediaChoice;
import winnow.store.data.Dataset;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;

/** Pictures and videos on their way into an export. */
class ExportMediaTest extends ExportBench {

    @Test
    void recordsInTheirOwnFormatStayByteForByteWithTheirMediaBesideThem() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        Dataset source = imported(session, data.resolve("train.jsonl"));

        ExportService.Report report = export(Optional.empty(), MediaChoice.COPY);

        assertEquals(SINGLES, Files.readString(out.resolve("train.jsonl")));
        assertEquals("blue", Files.readString(out.resolve("pics/sub/blue.png")));
        assertEquals(new ExportService.MediaReport(MediaChoice.COPY, 3, 0, 0, 13), report.media());
        assertEquals(Map.of(), report.notes());
        assertComesBack(source, report);
        assertSumsHold();
    }

    @Test
    void hardLinksAreTheSourcesThemselves() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));

        ExportService.Report report = export(Optional.of("llava"), MediaChoice.LINK);

        assertEquals(
                List.of(3L, 0L), List.of(report.media().linked(), report.media().copied()));
        assertTrue(Files.isSameFile(data.resolve("pics/red.png"), out.resolve("pics/red.png")));
    }

    @Test
    void pathsThatLeadOutOfTheExportBecomePathsInIt() throws Exception {
        Path red = data.resolve("pics/red.png").toRealPath();
        write("pics/odd:name?.png", "odd");
        Files.writeString(
                data.resolve("train.json"),
                "[" + record("../pics/red.png") + "," + record(red.toString()) + "," + record("./pics/red.png") + ","
                        + record("README.md/../pics/red.png") + "," + record("odd:name?.png") + "]");
        Dataset source = imported(session, data.resolve("train.json"), data.resolve("pics"), data);

        ExportService.Report report = export(Optional.empty(), MediaChoice.COPY);

        List<String> paths = new ArrayList<>();
        JSON.readTree(out.resolve("train.json").toFile())
                .forEach(record -> paths.add(record.path("image").asText()));
        assertTrue(paths.get(0).matches("media/[0-9a-f]{16}/red\\.png"), paths.toString());
        assertEquals(paths.get(0), paths.get(1));
        assertEquals("./pics/red.png", paths.get(2));
        assertEquals("README.md/../pics/red.png", paths.get(3));
        assertTrue(paths.get(4).matches("media/[0-9a-f]{16}/odd_name_\\.png"), paths.toString());
        assertEquals(List.of(3L), List.copyOf(report.notes().values()));
        assertEquals(3, report.media().copied());
        assertContents(source, report);
        assertTrue(Files.readString(out.resolve("train.json")).contains("1.50"));
    }

    @Test
    void mediaOfTheSameNameAreToldApart() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/pics")).resolve("red.png");
        Files.writeString(other, "another red");
        Files.writeString(data.resolve("a.jsonl"), record("pics/red.png") + "\n");
        Files.writeString(folder.resolve("other/b.jsonl"), record("pics/red.png") + " \n");
        imported(session, data.resolve("a.jsonl"));
        imported(session, folder.resolve("other/b.jsonl"));

        export(Optional.of("sharegpt"), MediaChoice.COPY);

        assertEquals("red", Files.readString(out.resolve("pics/red.png")));
        String path = JSON.readTree(out.resolve("b.json").toFile())
                .path(0)
                .path("images")
                .path(0)
                .asText();
        assertEquals("another red", Files.readString(out.resolve(path)));
        JsonNode info = JSON.readTree(out.resolve("dataset_info.json").toFile());
        assertEquals("b.json", info.path("b").path("file_name").asText());
        assertSumsHold();
    }

    @Test
    void aMediumNamedLikeAFileOfTheExportGetsAnotherName() throws Exception {
        write("README.md", "a picture, by its name");
        Files.writeString(data.resolve("train.jsonl"), record("README.md") + "\n");
        Dataset source = imported(session, data.resolve("train.jsonl"));

        ExportService.Report report = export(Optional.empty(), MediaChoice.COPY);

        assertTrue(Files.readString(out.resolve("README.md")).startsWith("---\n"));
        assertContents(source, report);
    }

    @Test
    void whatCannotBeFoundIsCountedAndItsRecordStays() throws Exception {
        String lines = record("gone.png") + "\n" + record("https://example.org/a.png") + "\n";
        Files.writeString(data.resolve("train.jsonl"), lines);
        imported(session, data.resolve("train.jsonl"));

        ExportService.Report report = export(Optional.empty(), MediaChoice.COPY);

        assertEquals(2, report.media().missing());
        assertEquals(lines, Files.readString(out.resolve("train.jsonl")));
        List<String> list = Files.readAllLines(out.resolve("media.jsonl"));
        assertTrue(JSON.readTree(list.get(0)).path("reason").asText().startsWith("gone.png does not exist in "));
        assertTrue(JSON.readTree(list.get(1)).path("reason").asText().contains("is an address"));
    }

    @Test
    void rowsOfATableKeepTheirPathsAndThatIsSaid() throws Exception {
        Path red = data.resolve("pics/red.png").toRealPath();
        String table = "question,answer,image\nWhat?,Red," + red + "\n";
        Files.writeString(data.resolve("t.csv"), table);
        imported(session, data.resolve("t.csv"));

        ExportService.Report report = export(Optional.empty(), MediaChoice.COPY);

        assertEquals(table, Files.readString(out.resolve("t.csv")));
        assertTrue(report.notes().keySet().iterator().next().contains("rows of a table stay as they are"));
    }

    @Test
    void mediaOfRemovedRecordsStayBehindAndGoWithTheNextExport() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        export(Optional.empty(), MediaChoice.COPY);
        Files.writeString(out.resolve("pics/mine.txt"), "mine");
        session.review().decide("kim", 2, Verdict.PRUNE, Optional.of("Wrong"), Optional.empty());
        session.review().decide("kim", 3, Verdict.PRUNE, Optional.empty(), Optional.empty());

        ExportService.Report report = export(Optional.of("llava-json"), MediaChoice.COPY);

        assertEquals(List.of(2L, 2L), List.of(report.kept(), report.pruned()));
        assertEquals(1, report.media().copied());
        assertEquals(
                Set.of(
                        "pics/red.png",
                        "pics/mine.txt",
                        "train.json",
                        "removed.jsonl",
                        "media.jsonl",
                        "manifest.json",
                        "SHA256SUMS",
                        "README.md"),
                files(out));
        assertSumsHold();

        export(Optional.of("llava-json"), MediaChoice.NONE);

        assertFalse(Files.exists(out.resolve("pics/red.png")));
        assertFalse(Files.exists(out.resolve("media.jsonl")));
        assertEquals("mine", Files.readString(out.resolve("pics/mine.txt")));
        assertEquals("red", Files.readString(data.resolve("pics/red.png")));
    }

    @Test
    void aPictureNoExportMadeIsNeverOverwritten() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        Files.createDirectories(out.resolve("pics"));
        Files.writeString(out.resolve("pics/red.png"), "mine");

        IOException e = assertThrows(IOException.class, () -> export(Optional.empty(), MediaChoice.COPY));

        assertTrue(String.valueOf(e.getMessage()).contains("red.png is there already and no export made it"));
        assertEquals(Set.of("pics/red.png"), files(out));
    }

    @Test
    void noMediaAreWrittenThroughALinkOutOfTheFolder() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("pics"), elsewhere);

        assertThrows(IOException.class, () -> export(Optional.empty(), MediaChoice.COPY));

        assertEquals(Set.of(), files(elsewhere));
    }

    @Test
    void theFolderOfTheSourcesIsRefused() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        out = data;

        IOException e = assertThrows(IOException.class, () -> export(Optional.of("sharegpt"), MediaChoice.COPY));

        assertTrue(String.valueOf(e.getMessage()).contains("sources are never overwritten"), e.getMessage());
        assertEquals(Set.of("train.jsonl", "pics/red.png", "pics/sub/blue.png", "clip.mp4"), files(data));
    }

    @Test
    void aForgedListOfMediaDeletesNothing() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        export(Optional.empty(), MediaChoice.COPY);
        Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
        String sha256 = Hashes.of(precious, new CancelToken());
        String forged = "{\"path\":\"../../precious.txt\",\"sha256\":\"" + sha256 + "\"}\n{\"path\":\"" + precious
                + "\",\"sha256\":\"" + sha256 + "\"}\n";
        String manifest = Files.readString(out.resolve("manifest.json"));
        String before = Hashes.of(out.resolve("media.jsonl"), new CancelToken());
        Files.writeString(out.resolve("media.jsonl"), forged);
        Files.writeString(
                out.resolve("manifest.json"),
                manifest.replace(before, Hashes.of(out.resolve("media.jsonl"), new CancelToken())));

        export(Optional.empty(), MediaChoice.NONE);

        assertEquals("mine", Files.readString(precious));
        assertFalse(Files.exists(out.resolve("media.jsonl")));
    }

    @Test
    void aCancelledExportWithMediaLeavesNothing() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));
        CancelToken cancel = new CancelToken();

        assertThrows(
                CancellationException.class,
                () -> session.exports()
                        .run(request(Optional.empty(), MediaChoice.COPY), (done, total) -> cancel.cancel(), cancel));

        assertFalse(Files.exists(folder.resolve("deep")));
    }
}
