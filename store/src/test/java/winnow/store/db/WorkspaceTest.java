package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Container;
import winnow.store.data.Media;
import winnow.store.data.Prompt;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.ScoringRun;
import winnow.store.data.Turn;
import winnow.store.query.Query;

class WorkspaceTest {

    @TempDir
    Path folder;

    @Test
    void samplesComeBackAsTheyWentIn() {
        try (Workspace workspace = Workspace.open(file())) {
            Example.dataset(workspace, "train", 5);

            List<Sample> loaded = workspace.samples().load(List.of(4L, 1L, 99L)).stream()
                    .map(s -> s.sample())
                    .toList();

            assertEquals(List.of(Example.sample(3), Example.sample(0)), loaded);
        }
    }

    @Test
    void promptsAndTheContainerComeBackAndAreExportedAmongTheSamples() {
        try (Workspace workspace = Workspace.open(file())) {
            long id = workspace.datasets().begin("asked", Path.of("/a.csv"), "fake", "sha-a");
            Sample sample = Example.sample(1);
            Prompt first = new Prompt(0, 1, sample.turns().subList(0, 1), List.of(), "zero");
            Prompt last = new Prompt(2, 3, sample.turns().subList(0, 1), sample.media(), "two");
            Container container = new Container(Container.Kind.TABLE, "q,a\r\n");
            workspace.containers().add(id, container);
            workspace.prompts().add(id, List.of(first, last));
            workspace.samples().add(id, List.of(sample));
            workspace.datasets().publish(id, 3, 1, 0);

            assertEquals(List.of(first, last), workspace.prompts().list(id, -1, 10));
            assertEquals(2, workspace.prompts().count(id));
            try (Snapshot snapshot = workspace.snapshot()) {
                Snapshot.Cut cut = new Snapshot.Cut(OptionalLong.empty(), OptionalDouble.empty());
                assertEquals(3, snapshot.records(id));
                assertEquals(Optional.of(container), snapshot.container(id));
                assertEquals(
                        List.of("zero", sample.raw()),
                        snapshot.kept(id, cut, -1, 2).stream()
                                .map(Snapshot.RawRecord::raw)
                                .toList());
                assertEquals(
                        List.of("two"),
                        snapshot.kept(id, cut, 1, 2).stream()
                                .map(Snapshot.RawRecord::raw)
                                .toList());
            }
        }
    }

    @Test
    void aWorkspaceIsThereAgainWhenItIsOpenedAgain() {
        ScoringRun run;
        try (Workspace workspace = Workspace.open(file())) {
            Example.dataset(workspace, "train", 5);
            run = Example.run(workspace);
            Example.score(workspace, run);
        }

        try (Workspace workspace = Workspace.open(file())) {
            assertEquals(run, Example.run(workspace));
            assertEquals(0, workspace.scores().missing(OptionalLong.of(run.id()), OptionalLong.empty()).length);
            assertEquals("train", workspace.datasets().all().get(0).name());
        }
    }

    @Test
    void anImportThatWasKilledLeavesNothing() throws SQLException {
        try (Workspace workspace = Workspace.open(file())) {
            long left = workspace.datasets().begin("half", Path.of("/h.json"), "fake", "sha-h");
            workspace.samples().add(left, List.of(Example.sample(0), Example.sample(1)));
            assertEquals(List.of(), workspace.datasets().all());
            assertArrayEquals(new long[0], workspace.queue().order(OptionalLong.empty(), Query.ALL));
        }
        sqlite("UPDATE dataset SET importer = '" + Long.MAX_VALUE + "@0'"); // a process that is gone

        Workspace.open(file()).close();

        assertEquals(0, count("dataset"));
        assertEquals(0, count("sample"));
        assertEquals(0, count("sample_text"));
    }

    @Test
    void anImportGoingOnElsewhereIsLeftAlone() throws SQLException {
        try (Workspace workspace = Workspace.open(file())) {
            long going = workspace.datasets().begin("going", Path.of("/g.json"), "fake", "sha-g");
            workspace.samples().add(going, List.of(Example.sample(0)));

            Workspace.open(file()).close();

            assertEquals(1, count("sample"));
            assertTrue(workspace.datasets().publish(going, 1, 1, 0));
        }
    }

    @Test
    void aNewerWorkspaceIsRefused() throws SQLException {
        Workspace.open(file()).close();
        sqlite("PRAGMA user_version = 99");

        StoreException e = assertThrows(StoreException.class, () -> Workspace.open(file()));

        assertTrue(String.valueOf(e.getMessage()).contains("newer Winnow (schema 99"), e.getMessage());
    }

    @Test
    void anSqliteFileOfAnotherProgramIsRefusedAndLeftAsItIs() throws SQLException, IOException {
        sqlite("CREATE TABLE theirs (x)");
        byte[] before = Files.readAllBytes(file());

        StoreException e = assertThrows(StoreException.class, () -> Workspace.open(file()));

        assertTrue(String.valueOf(e.getMessage()).contains("SQLite file of another program"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
        assertEquals(Set.of("w.winnow"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.db", "truncated.db"})
    void aHostileFileIsRefusedAndLeftAsItIs(String name) throws IOException {
        try (InputStream in = WorkspaceTest.class.getResourceAsStream("hostile/" + name)) {
            Files.copy(java.util.Objects.requireNonNull(in), file());
        }
        byte[] before = Files.readAllBytes(file());

        StoreException e = assertThrows(StoreException.class, () -> Workspace.open(file()));

        assertTrue(
                String.valueOf(e.getMessage()).matches("w\\.winnow is (not a Winnow workspace|damaged).*"),
                e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void aWorkspaceWithOverwrittenPagesIsCalledDamaged() throws IOException {
        try (Workspace workspace = Workspace.open(file())) {
            Example.dataset(workspace, "train", 2_000);
        }
        byte[] bytes = Files.readAllBytes(file());
        java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x5A);
        Files.write(file(), bytes);

        StoreException e = assertThrows(StoreException.class, () -> Workspace.open(file()));

        assertTrue(String.valueOf(e.getMessage()).contains("is damaged"), e.getMessage());
    }

    @Test
    void aFileLockedByAnotherProgramIsNamed() throws SQLException {
        Workspace.open(file()).close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");

            StoreException e = assertThrows(StoreException.class, () -> Workspace.open(file()));

            assertEquals("Another program is writing to w.winnow. Close it and try again.", e.getMessage());
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        StoreException e = assertThrows(
                StoreException.class,
                () -> Workspace.open(folder.resolve("not here").resolve("w.winnow")));

        assertTrue(String.valueOf(e.getMessage()).contains("does not exist"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks.winnow", "100%.winnow", "why?.winnow", "#1.winnow", "검토.winnow"})
    void anyFileNameWillDo(String name) {
        Workspace.open(folder.resolve(name)).close();

        assertTrue(Files.isRegularFile(folder.resolve(name)));
    }

    @Test
    void theNewChoiceOfMediaFoldersCounts() {
        try (Workspace workspace = Workspace.open(file())) {
            long dataset = Example.dataset(workspace, "train", 1);
            workspace.mediaRoots().choose(dataset, List.of(Path.of("/a")));
            workspace.mediaRoots().choose(dataset, List.of(Path.of("/b"), Path.of("/c")));

            assertEquals(
                    List.of(Path.of("/b"), Path.of("/c")),
                    workspace.datasets().find(dataset).orElseThrow().mediaRoots());
        }
    }

    @Test
    void everyCharacterOfATextComesBack() throws JsonProcessingException {
        StringBuilder all = new StringBuilder("start ");
        for (char each = 0; each < 0x3000; each++) {
            all.append(each);
        }
        String text = all.append("\"\\ 한글 😀 \"end\\").toString();
        Body body = new Body(
                List.of(new Turn(Role.USER, ""), new Turn(Role.ASSISTANT, text)),
                List.of(new Media(Media.Kind.IMAGE, "a\"b.png"), new Media(Media.Kind.VIDEO, "c.mp4")));

        assertEquals(body, Body.parse(body.toJson()));
        assertEquals("{\"turns\":[],\"media\":[]}", new Body(List.of(), List.of()).toJson());
    }

    @Test
    void aPreviewIsOneLineAndNeverEndsInHalfACharacter() {
        assertEquals("a b c", SampleTable.preview(" a\r\n\tb\u0000c\n"));
        assertEquals("x".repeat(119), SampleTable.preview("x".repeat(119) + "😀"));
    }

    private Path file() {
        return folder.resolve("w.winnow");
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private void sqlite(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }
}
