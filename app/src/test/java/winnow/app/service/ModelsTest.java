package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;

class ModelsTest {

    @TempDir
    Path folder;

    private final LengthModel.Provider provider = new LengthModel.Provider();
    private Path snapshot = Path.of("");

    @BeforeEach
    void write() throws IOException {
        snapshot = Files.createDirectories(folder.resolve("snapshot")).toAbsolutePath();
        Files.writeString(snapshot.resolve("config.json"), "{}");
    }

    @Test
    void theShippedModelIsUnpackedOnce() throws Exception {
        Path unpacked = models("/winnow/app/service/shipped").folder(Models.DEFAULT);
        Files.delete(unpacked.resolve("weights.bin"));
        Files.writeString(unpacked.resolve("config.json"), "damaged");

        assertEquals(unpacked, models("/winnow/app/service/shipped").folder(Models.DEFAULT));

        assertEquals("{\"trained\": false}\n", Files.readString(unpacked.resolve("config.json")));
        assertEquals("weights\n", Files.readString(unpacked.resolve("weights.bin")));
        try (Stream<Path> all = Files.list(folder.resolve("home/cache/models"))) {
            assertEquals(List.of(unpacked), all.toList());
        }
    }

    @Test
    void anInstallationWithoutAModelSaysSo() {
        ScoringException e =
                assertThrows(ScoringException.class, () -> models("/nowhere").folder(Models.DEFAULT));

        assertTrue(String.valueOf(e.getMessage()).contains("does not contain its file files.txt"), e.getMessage());
    }

    @Test
    void aListThatLeadsOutOfTheFolderIsRefused() {
        ScoringException e = assertThrows(
                ScoringException.class,
                () -> models("/winnow/app/service/escaping").folder(Models.DEFAULT));

        assertTrue(String.valueOf(e.getMessage()).contains("names \"../evil.txt\""), e.getMessage());
    }

    @Test
    void aSnapshotIsLookedAtAgainOnlyWhenItsFilesChange() throws Exception {
        ModelInfo info = models("/nowhere").inspect(snapshot);
        assertEquals(info, models("/nowhere").inspect(snapshot));
        assertEquals(1, provider.inspected().get());

        Files.writeString(snapshot.resolve("config.json"), "{ }");

        models("/nowhere").inspect(snapshot);
        assertEquals(2, provider.inspected().get());
    }

    @Test
    void aDamagedCacheCostsAnotherLook() throws Exception {
        models("/nowhere").inspect(snapshot);
        Files.writeString(folder.resolve("home/cache/fingerprints.json"), "{\"x\": {}}");

        models("/nowhere").inspect(snapshot);

        assertEquals(2, provider.inspected().get());
    }

    @Test
    void modelsThatWereUsedAreKnownAndThoseThatAreGoneAreNot() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("config.json"), "{}");
        Models models = models("/winnow/app/service/shipped");
        models.load(snapshot, ModelOptions.DEFAULT).close();
        models.load(other, ModelOptions.DEFAULT).close();
        Files.delete(other.resolve("config.json"));

        List<Path> known = models.known().stream().map(ModelInfo::folder).toList();

        assertEquals(List.of(models.folder(Models.DEFAULT), models.folder(Models.DEMO_WORLD), snapshot), known);
    }

    @Test
    void aMissingFolderIsNamed() {
        ScoringException e =
                assertThrows(ScoringException.class, () -> models("/nowhere").inspect(folder.resolve("gone")));

        assertEquals("There is no model folder " + folder.resolve("gone").toAbsolutePath() + ".", e.getMessage());
    }

    private Models models(String shipped) {
        return new Models(new SettingsFile(folder.resolve("home")), new RewardModels(List.of(provider)), shipped);
    }
}
