package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

class ModelCatalogTest {

    @TempDir
    private Path folder = Path.of("");

    private SettingsFile settings = new SettingsFile(Path.of(""));
    private Models models = new Models(settings);
    private ModelCatalog catalog = new ModelCatalog(models, settings, new HubCache(Path.of("")));

    @BeforeEach
    void prepare() throws IOException {
        folder = folder.toRealPath();
        settings = new SettingsFile(folder.resolve("home"));
        models = new Models(
                settings, new RewardModels(List.of(new PictureModel.Provider())), "/winnow/app/service/shipped");
        catalog = new ModelCatalog(
                models,
                settings,
                HubCache.of(Map.of("HF_HOME", folder.resolve("hf").toString())));
    }

    private Path snapshot(String path, String faults) throws IOException {
        Path snapshot = Files.createDirectories(folder.resolve(path));
        Files.writeString(snapshot.resolve("config.json"), "{ \"" + faults + "\" }");
        return snapshot;
    }

    private KnownModel only(Path of) {
        List<KnownModel> found =
                catalog.list().stream().filter(m -> m.folder().equals(of)).toList();
        assertEquals(1, found.size(), catalog.list().toString());
        return found.get(0);
    }

    private void test(Path snapshot) throws Exception {
        new SelfTest(models)
                .run(
                        new SelfTest.Request(snapshot, ModelOptions.DEFAULT),
                        row -> {},
                        Progress.SILENT,
                        new CancelToken());
    }

    @Test
    void theShippedModelIsFirstAndCannotBeRemoved() throws Exception {
        KnownModel shipped = catalog.list().get(0);

        assertEquals(KnownModel.Origin.SHIPPED, shipped.origin());
        assertThrows(ScoringException.class, () -> catalog.remove(shipped.folder(), false));
    }

    @Test
    void listingReadsNoWeightsAndAddingDoes() throws Exception {
        Path snapshot = snapshot("a", "good");
        settings.update(now -> now.usingModel(snapshot));

        assertEquals("", only(snapshot).info().orElseThrow().fingerprint());
        catalog.add(snapshot, bytes -> {});

        assertEquals(64, only(snapshot).info().orElseThrow().fingerprint().length());
    }

    @Test
    void theStateFollowsTheSelfTest() throws Exception {
        Path good = snapshot("good", "good");
        Path blind = snapshot("blind", "blind");
        Path random = snapshot("random", "random");
        catalog.add(folder, bytes -> {});
        assertEquals(KnownModel.State.NOT_CHECKED, only(good).state());

        test(good);
        test(blind);
        test(random);

        assertEquals(KnownModel.State.CHECKED, only(good).state());
        assertEquals(KnownModel.State.FAILED, only(blind).state());
        assertEquals(KnownModel.State.RANDOM, only(random).state());
    }

    @Test
    void aModelWhoseFilesChangeIsNoLongerChecked() throws Exception {
        Path good = snapshot("good", "good");
        test(good);

        Files.writeString(good.resolve("config.json"), "{ \"other\" }");

        assertEquals(KnownModel.State.NOT_CHECKED, only(good).state());
    }

    @Test
    void theSameBytesElsewhereCountAsChecked() throws Exception {
        test(snapshot("good", "good"));
        Path copy = snapshot("copy", "good");

        catalog.add(copy, bytes -> {});

        assertEquals(KnownModel.State.CHECKED, only(copy).state());
    }

    @Test
    void allSnapshotsBelowAFolderAreAddedAndIncompleteOnesSaidToBe() throws Exception {
        Path one = snapshot("models/x/one", "good");
        Path two = snapshot("models/two", "text");
        Path broken = snapshot("models/broken", "incomplete");

        ModelCatalog.Added added = catalog.add(folder.resolve("models"), bytes -> {});

        assertEquals(
                List.of(two, one),
                added.added().stream().map(KnownModel::folder).toList());
        assertEquals(
                List.of(broken),
                added.skipped().stream().map(KnownModel::folder).toList());
    }

    @Test
    void aFolderWithoutAModelIsASentence() throws Exception {
        ScoringException e = assertThrows(
                ScoringException.class,
                () -> catalog.add(Files.createDirectories(folder.resolve("empty")), bytes -> {}));

        assertTrue(String.valueOf(e.getMessage()).startsWith("There is no reward model in"), e.getMessage());
    }

    @Test
    void theHubCacheIsFoundWithLinksAndWithCopies() throws Exception {
        String commit = FakeHub.COMMIT;
        Path linked = Files.createDirectories(folder.resolve("hf/hub/models--org--linked/snapshots/" + commit));
        Path blobs = Files.createDirectories(folder.resolve("hf/hub/models--org--linked/blobs"));
        Files.writeString(blobs.resolve("abc"), "{ \"good\" }");
        Files.createSymbolicLink(linked.resolve("config.json"), Path.of("../../blobs/abc"));
        Path copied = snapshot("hf/hub/models--org--copied--x/snapshots/" + commit, "good");
        Path broken = snapshot("hf/hub/models--broken/snapshots/" + commit, "incomplete");

        assertEquals("org/linked", only(linked).name());
        assertEquals("org/linked@" + commit, only(linked).source());
        assertEquals("org/copied--x", only(copied).name());
        assertEquals(KnownModel.State.INCOMPLETE, only(broken).state());
        assertTrue(only(broken).problem().contains("model-00002.safetensors is missing"));
        assertEquals(linked, catalog.folder("org/linked"));
    }

    @Test
    void whatWasRemovedStaysOffTheListAndOnTheDisk() throws Exception {
        Path mine = snapshot("mine", "good");
        Path cached = snapshot("hf/hub/models--org--x/snapshots/" + FakeHub.COMMIT, "good");
        catalog.add(mine, bytes -> {});

        catalog.remove(mine, false);
        catalog.remove(cached, false);

        assertEquals(2, catalog.list().size());
        assertTrue(Files.exists(mine.resolve("config.json")) && Files.exists(cached.resolve("config.json")));
        catalog.add(cached, bytes -> {});
        assertEquals(KnownModel.Origin.HUB_CACHE, only(cached).origin());
    }

    @Test
    void nothingIsDeletedThatWinnowDidNotDownload() throws Exception {
        Path mine = snapshot("mine", "good");
        catalog.add(mine, bytes -> {});

        assertThrows(ScoringException.class, () -> catalog.remove(mine, true));

        assertTrue(Files.exists(mine.resolve("config.json")));
        assertEquals(3, catalog.list().size());
    }

    @Test
    void aDownloadIsListedWithItsSourceAndCanBeDeleted() throws Exception {
        Path downloaded = snapshot("down", "good");
        Path other = Files.writeString(downloaded.resolve("notes.txt"), "mine");
        models.records()
                .keep(new ModelRecords.Download(
                        downloaded, "org/x@1", downloaded, List.of(downloaded.resolve("config.json"))));
        assertEquals("org/x@1", only(downloaded).source());

        ModelCatalog.Removed removed = catalog.remove(downloaded, true);

        assertEquals(List.of(downloaded.resolve("config.json")), removed.deleted());
        assertTrue(Files.exists(other));
        assertEquals(2, catalog.list().size());
    }

    @Test
    void damagedRecordsArePutAside() throws Exception {
        test(snapshot("good", "good"));
        Files.writeString(folder.resolve("home/models.json"), "{\"checks\": {\"a\": {}}}");

        assertEquals(Optional.empty(), models.records().report("a"));

        assertTrue(Files.exists(folder.resolve("home/models.json.damaged")));
        assertFalse(Files.exists(folder.resolve("home/models.json")));
    }
}
