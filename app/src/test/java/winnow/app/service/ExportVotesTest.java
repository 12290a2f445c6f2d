package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.app.service.ExportService.MediaChoice;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Dataset;
import winnow.store.data.KeptCalibration;
import winnow.store.data.Outcome;
import winnow.store.data.PairOrder;
import winnow.store.data.ScoringRun;
import winnow.store.db.RunTable;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Votes, margin and probability as columns beside the pairs: the first pair is voted on and scored, the second not. */
class ExportVotesTest extends ExportBench {

    private Dataset voted() throws IOException {
        Files.writeString(data.resolve("pairs.jsonl"), PAIRS);
        Dataset source = imported(session, data.resolve("pairs.jsonl"));
        vote("kim", source, 0, 1, Choice.A_MUCH, true);
        vote("lee", source, 1, 0, Choice.A, true);
        vote("park", source, 1, 0, Choice.TIE, false);
        vote("sy", source, 0, 1, Choice.BOTH_BAD, true);
        vote("yun", source, 0, 1, Choice.SKIP, true);
        try (Workspace again = Workspace.open(session.file())) {
            ScoringRun run =
                    again.runs().start(new RunTable.Key("m", Path.of("/m"), "fake", "f".repeat(64), true, "{}"));
            again.scores().add(run.id(), List.of(new Outcome.Score(1, 1, 9, false), new Outcome.Score(2, 3, 9, false)));
            again.calibrations()
                    .add(
                            "by hand",
                            run.id(),
                            new KeptCalibration.Curve(
                                    KeptCalibration.Method.TEMPERATURE,
                                    "{\"fitted_on\": 98, \"inverse_temperature\": " + Math.log(3) / 2 + "}",
                                    "{}"),
                            new KeptCalibration.Votes(Optional.empty(), 98, "a hash"),
                            "kim");
        }
        return source;
    }

    private void vote(String who, Dataset dataset, int a, int b, Choice choice, boolean blind) {
        session.comparing()
                .vote(
                        new CompareService.Sitting(who, PairOrder.RANDOM, OptionalLong.empty(), 1),
                        new Pair(dataset.id(), 0, a, b),
                        new Vote(choice, Set.of(), Optional.empty(), blind));
    }

    private ExportService.Report exportVotes(String format) throws IOException {
        ExportService.Request request = new ExportService.Request(
                out,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.of(format),
                MediaChoice.LINK,
                true);
        return session.exports().run(request, Progress.SILENT, new CancelToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trl", "ixc-reward", "llamafactory-dpo", "ms-swift"})
    void pairsTellTheirVotesAndComeBackAsTheyWere(String format) throws IOException {
        Dataset source = voted();

        ExportService.Report report = exportVotes(format);

        List<JsonNode> records = records(report.files().get(0).path());
        assertEquals(
                JSON.readTree("[{\"annotator\":\"kim\",\"choice\":\"first_much\",\"blind\":true},"
                        + "{\"annotator\":\"lee\",\"choice\":\"second\",\"blind\":true},"
                        + "{\"annotator\":\"park\",\"choice\":\"tie\",\"blind\":false},"
                        + "{\"annotator\":\"sy\",\"choice\":\"both_bad\",\"blind\":true}]"),
                records.get(0).path("votes"));
        assertEquals(-2, records.get(0).path("margin").asDouble(), 1e-12);
        assertEquals(0.25, records.get(0).path("probability").asDouble(), 1e-9);
        assertEquals(0, records.get(1).path("votes").size());
        assertTrue(records.get(1).get("margin").isNull());
        assertTrue(records.get(1).get("probability").isNull());
        assertComesBack(source, report);
        comesBackWithItsColumns(report.files().get(0).path());
    }

    /** Imported and exported as it came, the file is the same byte for byte. */
    private void comesBackWithItsColumns(Path file) throws IOException {
        try (Session again = session("columns.winnow")) {
            imported(again, file);
            Path out = folder.resolve("again");
            ExportService.Report report = again.exports()
                    .run(
                            new ExportService.Request(
                                    out, OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty()),
                            Progress.SILENT,
                            new CancelToken());
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(report.files().get(0).path()));
        }
    }

    private static List<JsonNode> records(Path file) throws IOException {
        String text = Files.readString(file);
        List<JsonNode> records = new ArrayList<>();
        if (text.startsWith("[")) {
            JSON.readTree(text).forEach(records::add);
        } else {
            for (String line : text.lines().toList()) {
                records.add(JSON.readTree(line));
            }
        }
        return records;
    }

    @Test
    void rowsOfAnswersTellThemFromTheirOwnSide() throws IOException {
        voted();

        List<String> rows = Files.readAllLines(exportVotes("csv").files().get(0).path());

        assertTrue(rows.get(0).endsWith(",votes_for,votes_against,votes_tied,votes_both_bad,margin,probability"));
        assertTrue(rows.get(1).contains(",1.0,1.0,1.0,1.0,-2.0,0.25"), rows.get(1));
        assertTrue(rows.get(2).contains(",1.0,1.0,1.0,1.0,2.0,0.75"), rows.get(2));
        assertTrue(rows.get(3).endsWith(",0.0,0.0,0.0,0.0,,"), rows.get(3));
    }

    @Test
    void parquetHasThemAsNumbers() throws IOException {
        voted();

        ExportService.Report report = exportVotes("parquet");

        try (Session again = session("parquet.winnow")) {
            assertEquals(4, imported(again, report.files().get(0).path()).imported());
            JsonNode row = JSON.readTree(again.review()
                    .detail(OptionalLong.empty(), 1)
                    .sample()
                    .sample()
                    .raw());
            assertEquals(1, row.path("votes_for").asDouble(), row.toString());
            assertEquals(-2, row.path("margin").asDouble(), row.toString());
            assertEquals(0.25, row.path("probability").asDouble(), 1e-9);
        }
    }

    /** A pair that is made says of itself what an export says of it, seen from the chosen answer. */
    @Test
    void pairsThatAreBuiltTellThemToo() throws Exception {
        voted();
        Path file = folder.resolve("built.jsonl");

        build("trl", file);

        JsonNode pair = records(file).get(0);
        assertEquals("second_much", pair.at("/votes/0/choice").textValue(), pair.toString());
        assertEquals(4, pair.path("votes").size());
        assertEquals(2, pair.path("margin").asDouble(), 1e-12);
        assertEquals(0.75, pair.path("probability").asDouble(), 1e-9);
        String sentence = String.valueOf(
                assertThrows(IOException.class, () -> build("sharegpt", file)).getMessage());
        assertTrue(sentence.startsWith("Votes have a place in these layouts only"), sentence);
    }

    private void build(String layout, Path file) throws Exception {
        PairRules rules = new PairRules(PairRules.Basis.REWARD, OptionalDouble.empty(), 1, PairRules.LengthRule.NONE);
        session.pairs()
                .build(
                        new PairsService.Request(
                                rules, layout, file, OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), true),
                        Progress.SILENT,
                        new CancelToken());
    }

    @Test
    void otherLayoutsHaveNoPlaceForThem() throws IOException {
        voted();

        String sentence = String.valueOf(assertThrows(IllegalArgumentException.class, () -> exportVotes("sharegpt"))
                .getMessage());

        assertEquals(
                "Votes have a place in these layouts only: csv, ixc-reward, llamafactory-dpo, ms-swift, parquet, trl."
                        + " Name one of them as the format.",
                sentence);
        assertFalse(Files.exists(out));
        ExportService.Report plain = export(Optional.of("trl"), MediaChoice.NONE);
        assertFalse(Files.readString(plain.files().get(0).path()).contains("probability"));
    }
}
