package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.app.service.ExportService.MediaChoice;
import winnow.store.data.Dataset;
import winnow.store.data.Verdict;

/** Exports in the layouts of other tools. */
class ExportLayoutsTest extends ExportBench {

    @ParameterizedTest
    @ValueSource(strings = {"llava-json", "llava", "sharegpt", "messages", "ms-swift"})
    void singleAnswersComeBackAsTheyWere(String format) throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        Dataset source = imported(session, data.resolve("train.jsonl"));

        ExportService.Report report = export(Optional.of(format), MediaChoice.COPY);

        assertEquals(List.of(4L, 0L), List.of(report.kept(), report.pruned()));
        assertEquals(Map.of(), report.leftOut());
        assertComesBack(source, report);
        assertSumsHold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trl", "ixc-reward", "llamafactory-dpo", "ms-swift"})
    void pairsComeBackAsTheyWere(String format) throws Exception {
        Files.writeString(data.resolve("pairs.jsonl"), PAIRS);
        Dataset source = imported(session, data.resolve("pairs.jsonl"));

        ExportService.Report report = export(Optional.of(format), MediaChoice.LINK);

        assertEquals(
                List.of(2L, 1L),
                List.of(report.kept(), report.media().linked() + report.media().copied()));
        assertComesBack(source, report);
        assertSumsHold();
    }

    @Test
    void whatALayoutCannotHoldStandsInAFileOfItsOwn() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        Files.writeString(data.resolve("pairs.jsonl"), PAIRS);
        imported(session, data.resolve("train.jsonl"));
        imported(session, data.resolve("pairs.jsonl"));

        ExportService.Report report = export(Optional.of("trl"), MediaChoice.NONE);

        assertEquals(6, report.kept());
        assertEquals(Map.of("It has one answer, and a pair has two.", 4L), report.leftOut());
        List<String> left = Files.readAllLines(out.resolve("left_out.jsonl"));
        assertEquals(4, left.size());
        assertEquals("a", JSON.readTree(left.get(0)).path("original").path("id").asText());
        assertEquals("train", JSON.readTree(left.get(0)).path("dataset").asText());
        JsonNode manifest = JSON.readTree(out.resolve("manifest.json").toFile());
        assertEquals(0, manifest.path("datasets").path(0).path("written").asInt());
        assertEquals(2, manifest.path("datasets").path(1).path("written").asInt());
        assertEquals("trl", manifest.path("format").asText());
        assertTrue(Files.readString(out.resolve("README.md"))
                .contains("- train: 4 records: It has one answer, and a pair has two."));
    }

    @Test
    void aLayoutThatHoldsNothingIsRefused() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));

        IOException e = assertThrows(IOException.class, () -> export(Optional.of("trl"), MediaChoice.NONE));

        assertEquals(
                "trl can hold none of the 4 records that stay, for instance this way: It has one answer, and a pair has"
                        + " two. Nothing was exported; choose another format.",
                e.getMessage());
        assertFalse(Files.exists(folder.resolve("deep")));
    }

    @Test
    void aFormatThatCannotBeWrittenIsNamedWithThoseThatCan() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));

        IllegalArgumentException other =
                assertThrows(IllegalArgumentException.class, () -> export(Optional.of("hh-rlhf"), MediaChoice.NONE));
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> export(Optional.of("foo"), MediaChoice.NONE));

        String any = "Any data can be written as csv, ixc-reward, llamafactory-dpo, llava, llava-json, llava-jsonl,"
                + " messages, ms-swift, parquet, sharegpt, trl; without a format it stays as it came.";
        assertEquals("train came as llava-jsonl and cannot be written as hh-rlhf. " + any, other.getMessage());
        assertEquals("There is no format \"foo\" to export in. " + any, unknown.getMessage());
    }

    @Test
    void scoresAreARowAnAnswerRemovedOnesAmongThem() throws Exception {
        Files.writeString(data.resolve("pairs.jsonl"), PAIRS);
        imported(session, data.resolve("pairs.jsonl"));
        session.review().decide("kim", 2, Verdict.PRUNE, Optional.of("Hallucination"), Optional.empty());

        ExportService.Report report = export(Optional.of("csv"), MediaChoice.NONE);

        assertEquals(List.of(1L, 1L), List.of(report.kept(), report.pruned()));
        List<String> rows = Files.readAllLines(out.resolve("pairs.csv"));
        assertEquals(5, rows.size());
        assertTrue(rows.get(2).startsWith("pairs,0,1,1,2,no,,,,prune,Hallucination,,kim,"), rows.get(2));
        assertTrue(rows.get(4).startsWith("pairs,1,1,2,4,yes,,,,,,,,,,Really?,no"), rows.get(4));
    }

    @Test
    void theCardIsOneHubsRead() throws Exception {
        Files.writeString(data.resolve("train.jsonl"), SINGLES);
        imported(session, data.resolve("train.jsonl"));

        export(Optional.of("sharegpt"), MediaChoice.NONE);

        assertTrue(
                Files.readString(out.resolve("README.md")).startsWith("""
                        ---
                        pretty_name: "train, cleaned with Winnow"
                        size_categories:
                        - n<1K
                        task_categories:
                        - image-text-to-text
                        - video-text-to-text
                        tags:
                        - winnow
                        - data-cleaning
                        configs:
                        - config_name: "default"
                          data_files:
                          - split: train
                            path: "train.json"
                        ---

                        # What is left, and why
                        """), Files.readString(out.resolve("README.md")));
        assertEquals("1K<n<10K", ExportCard.size(1_000));
        assertEquals("100K<n<1M", ExportCard.size(999_999));
        assertEquals("1M<n<10M", ExportCard.size(1_000_000));
    }
}
