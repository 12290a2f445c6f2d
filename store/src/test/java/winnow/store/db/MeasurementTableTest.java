package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Measurement;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Reports of planted faults are kept, found again, and united. */
class MeasurementTableTest {

    private static final MeasurementTable.Planted SOME = new MeasurementTable.Planted(40, 14, 7);

    private final Path folder;
    private final Workspace workspace;

    MeasurementTableTest(@TempDir Path folder) {
        this.folder = folder;
        this.workspace = Workspace.open(folder.resolve("w.winnow"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void theNewestComesFirstAndEachHasItsReport() {
        long dataset = Example.dataset(workspace, "train", 40);

        Measurement first = workspace.measurements().add(dataset, "a", SOME, "{\"of\": 1}");
        Measurement second = workspace.measurements().add(dataset, "b", SOME, "{\"of\": 2}");

        assertEquals(List.of(second, first), workspace.measurements().all());
        assertEquals(Optional.of(first), workspace.measurements().find(first.id()));
        assertEquals(Optional.of("{\"of\": 1}"), workspace.measurements().report(first.id()));
        assertEquals(Optional.empty(), workspace.measurements().report(new UUID(1, 2)));
    }

    @Test
    void whatIsNoReportIsRefused() {
        long dataset = Example.dataset(workspace, "train", 4);

        assertThrows(StoreException.class, () -> workspace.measurements().add(dataset, "a", SOME, "no JSON"));
        assertThrows(StoreException.class, () -> workspace.measurements().add(99, "a", SOME, "{}"));
        assertThrows(
                IllegalArgumentException.class,
                () -> workspace.measurements().add(dataset, "a", new MeasurementTable.Planted(3, 4, 1), "{}"));
        assertEquals(List.of(), workspace.measurements().all());
    }

    @Test
    void unitedWorkspacesHaveTheReportsOfBothOnce() {
        Example.dataset(workspace, "other", 3);
        long dataset = Example.dataset(workspace, "train", 40);
        Measurement ours = workspace.measurements().add(dataset, "a", SOME, "{}");
        Path theirs = folder.resolve("theirs.winnow");
        Measurement other;
        try (Workspace their = Workspace.open(theirs)) {
            other = their.measurements().add(Example.dataset(their, "train", 40), "b", SOME, "{}");
        }
        try (Workspace united = Workspace.open(folder.resolve("out.winnow"))) {
            united.unite(
                    List.of(copy(workspace.file()), copy(theirs), copy(theirs)), Progress.SILENT, new CancelToken());

            List<Measurement> all = united.measurements().all();
            assertEquals(
                    List.of(other.id(), ours.id()),
                    all.stream().map(Measurement::id).toList());
            for (Measurement each : all) {
                assertEquals(
                        "train",
                        united.datasets().find(each.datasetId()).orElseThrow().name());
            }
        }
    }

    private Path copy(Path source) {
        Path copy = folder.resolve(UUID.randomUUID() + ".winnow");
        Workspace.copy(source, copy);
        return copy;
    }
}
