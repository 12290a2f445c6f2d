package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Container;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.query.Query;

/** The index never changes what a search finds. */
class TextIndexTest {

    private static final List<String> TEXTS = List.of(
            "A red car stands in the street.",
            "빨간 자동차가 거리에 서 있다",
            "He said \"stop\\now\" 100% of the time_s",
            "ab",
            "ÄÖÜ straße İstanbul Σίσυφος",
            "😀😀 emoji 😀end",
            "line\nbreak\tand tab",
            "null\u0000inside",
            "A RED CAR");
    private static final List<String> QUERIES = List.of(
            "red",
            "\"RED CAR\"",
            "자동차가",
            "\"거리에 서\"",
            "\"stop\\\\now\"",
            "\"said \\\"stop\"",
            "100%",
            "time_s",
            "ab",
            "straße",
            "ÄÖÜ",
            "äöü",
            "ίσυφος",
            "😀end",
            "\"😀😀 e\"",
            "inside",
            "nothing",
            "-red",
            "answer~car",
            "answer~\"Why is\"",
            "\"Why is\"");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("w.winnow"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void everySearchFindsTheSameWithoutTheIndexWithHalfOfItAndWithAllOfIt() {
        dataset("train", TEXTS);
        List<List<Long>> before = found();

        assertEquals(4, workspace.textIndex().fill(4));
        List<List<Long>> half = found();
        assertEquals(5, workspace.textIndex().fill(100));
        List<List<Long>> all = found();

        assertEquals(List.of(1L, 9L), before.get(0));
        assertEquals(before, half);
        assertEquals(before, all);
    }

    @Test
    void samplesThatCameLaterAreFoundAndAddedByTheNextCall() {
        dataset("train", TEXTS);
        workspace.textIndex().fill(100);
        dataset("more", List.of("one more red car"));

        assertEquals(1, workspace.textIndex().missing());
        assertArrayEquals(new long[] {1, 9, 10}, search("red"));
        assertEquals(1, workspace.textIndex().fill(100));
        assertArrayEquals(new long[] {1, 9, 10}, search("red"));
        assertEquals(0, workspace.textIndex().missing());
        assertEquals(0, workspace.textIndex().fill(100));
    }

    @Test
    void whatAnImportMayTakeBackIsNotIndexed() {
        dataset("train", List.of("red"));
        long open = workspace.datasets().begin("open", Path.of("/data/open.json"), "fake", "sha-open");
        workspace.samples().add(open, samples(List.of("red too")));

        assertEquals(1, workspace.textIndex().fill(100));
        assertEquals(0, workspace.textIndex().fill(100));
        workspace.datasets().discard(open);
        dataset("next", List.of("blue")); // takes the number of the sample that was taken back
        assertEquals(1, workspace.textIndex().fill(100));

        assertArrayEquals(new long[] {1}, search("red"));
        assertArrayEquals(new long[] {2}, search("blue"));
    }

    @Test
    void anIndexThatWasBegunGoesOnAfterTheWorkspaceWasOpenedAgain() {
        dataset("train", TEXTS);
        workspace.textIndex().fill(3);
        workspace.close();
        workspace = Workspace.open(folder.resolve("w.winnow"));

        assertEquals(6, workspace.textIndex().missing());
        assertEquals(6, workspace.textIndex().fill(100));
    }

    @Test
    void aParquetFileOfAnOlderWorkspaceIsCalledOne() throws SQLException {
        dataset("train", List.of("red"));
        dataset("table", List.of("red"));
        workspace.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.winnow"));
                Statement statement = connection.createStatement()) {
            for (String newer : List.of(
                    "ranking",
                    "ranking_value",
                    "measurement",
                    "calibration",
                    "judge_vote",
                    "generated_answer",
                    "generation",
                    "import_warning",
                    "text_index",
                    "text_indexed")) {
                statement.executeUpdate("DROP TABLE " + newer);
            }
            for (String change : List.of(
                    "DROP TRIGGER comparison_has_step",
                    "DROP INDEX comparison_by_step",
                    "ALTER TABLE comparison DROP COLUMN step_id")) {
                statement.executeUpdate(change);
            }
            statement.executeUpdate("INSERT INTO container VALUES (1, 'TABLE', 'PAR1 schema'),"
                    + " (2, 'TABLE', 'PAR1 ,b' || char(10))");
            statement.executeUpdate("PRAGMA user_version = 9");
        }
        workspace = Workspace.open(folder.resolve("w.winnow"));

        assertEquals(
                new Container(Container.Kind.PARQUET, "schema"),
                workspace.containers().find(1).orElseThrow());
        assertEquals(
                new Container(Container.Kind.TABLE, "PAR1 ,b\n"),
                workspace.containers().find(2).orElseThrow());
    }

    private List<List<Long>> found() {
        List<List<Long>> all = new ArrayList<>();
        for (String query : QUERIES) {
            List<Long> ids = new ArrayList<>();
            for (long id : search(query)) {
                ids.add(id);
            }
            all.add(ids);
        }
        return all;
    }

    private long[] search(String query) {
        return workspace.queue().order(OptionalLong.empty(), Query.parse(query));
    }

    private void dataset(String name, List<String> answers) {
        long id = workspace.datasets().begin(name, Path.of("/data/" + name + ".json"), "fake", "sha-" + name);
        workspace.samples().add(id, samples(answers));
        workspace.datasets().publish(id, answers.size(), answers.size(), 0);
    }

    private static List<Sample> samples(List<String> answers) {
        List<Sample> samples = new ArrayList<>();
        for (String answer : answers) {
            samples.add(new Sample(
                    samples.size(),
                    0,
                    samples.size() + 1L,
                    List.of(new Turn(Role.USER, "Why is it so?"), new Turn(Role.ASSISTANT, answer)),
                    List.of(),
                    "{}"));
        }
        return samples;
    }
}
