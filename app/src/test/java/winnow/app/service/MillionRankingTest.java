package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.ScoreColumns;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** How long rankings of a million samples take, printed; by hand, with {@code -Dwinnow.million=1000000}. */
@EnabledIfSystemProperty(named = "winnow.million", matches = "\\d+")
class MillionRankingTest {

    @TempDir
    Path folder;

    /** One row of the sample made a million: rewards, lengths, prompts and tasks at random. */
    private static final String FILL = """
            WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            INSERT INTO %s SELECT %s FROM n
            """;

    private void fill(long size) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(FILL.formatted(size, "sample", "i, 1, i, 0, i + 1, 'words', NULL, NULL"));
            statement.executeUpdate(FILL.formatted(size, "score", "1, i, random() / 1e18, 100, 0, NULL"));
            statement.executeUpdate(FILL.formatted(
                    size,
                    "sample_trait",
                    "i, 1 + abs(random()) % 5, abs(random()) % 3000, abs(random()) % 40,"
                            + " abs(random()) % 400000, NULL"));
            statement.executeUpdate("UPDATE dataset SET imported = " + size);
        }
    }

    @Test
    void rankingsOfAMillion() throws Exception {
        long size = Long.getLong("winnow.million", 1_000_000);
        try (Bench bench = Bench.open(folder)) {
            bench.imported("a.jsonl", Bench.lines(1));
            bench.scored();
            RankingService rankings = bench.session().rankings();
            rankings.columns(1, Progress.SILENT, new CancelToken());
            fill(size);
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                ScoreColumns columns = rankings.columns(1, Progress.SILENT, new CancelToken());
                tell("read", start);
                assertEquals(size, columns.size());
                for (String choice : List.of(
                        "raw", "group:source", "group:length", "group:prompt", "adjusted", "agreement:0.1:raw,short")) {
                    long from = System.nanoTime();
                    rankings.rank(columns, RankingChoice.of(choice), new CancelToken());
                    tell(choice, from);
                }
            }
            askForThem(bench, rankings.columns(1, Progress.SILENT, new CancelToken()));
        }
    }

    private static void askForThem(Bench bench, ScoreColumns columns) {
        RankingService rankings = bench.session().rankings();
        for (String choice : List.of("group:source", "adjusted", "agreement:0.1:raw,short")) {
            Ranking ranking = rankings.rank(columns, RankingChoice.of(choice), new CancelToken());
            long from = System.nanoTime();
            rankings.keep(ranking, new CancelToken());
            tell("keeping " + choice, from);
        }
        for (int round = 0; round < 2; round++) {
            for (String query : List.of("z<-2", "z>-9", "z<=p5", "adjusted<0 z<0", "agree>=2", "agree>=1 decided:no")) {
                long from = System.nanoTime();
                long[] found = bench.session().review().order(bench.run(), query);
                tell(query + " finds " + found.length, from);
            }
        }
    }

    private static void tell(String what, long start) {
        System.out.printf("%s %.2f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
