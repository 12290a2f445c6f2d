package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

@Timeout(60)
class ModelPullTest {

    private static final String WEIGHTS = "model-00001-of-00001.safetensors";

    @TempDir
    private Path folder = Path.of("");

    private final Lanes lanes = new Lanes();
    private final byte[] weights = new byte[700_000];
    private final byte[] config = "{\"a\": 1}\n".getBytes(StandardCharsets.UTF_8);
    private final Map<String, String> environment = new HashMap<>();
    private final CancelToken cancel = new CancelToken();
    private FakeHub hub = new FakeHub();

    ModelPullTest() throws IOException {}

    @BeforeEach
    void fill() {
        new Random(3).nextBytes(weights);
        hub.file("config.json", config).file(WEIGHTS, weights).file("tokenizer.model", new byte[] {1, 2, 3});
        hub.file("modeling.py", new byte[9])
                .file("pytorch_model.bin", new byte[9])
                .file("examples/cars1.jpg", new byte[9]);
        environment.put("HF_ENDPOINT", hub.address());
    }

    @AfterEach
    void stop() {
        hub.close();
        lanes.close();
    }

    private ModelRecords records() {
        return new ModelRecords(folder.resolve("home/models.json"));
    }

    private Path repo() {
        return folder.resolve("hub/models--org--model");
    }

    private ModelPull.Report pull(String repo, Optional<Path> out) throws IOException {
        HubCache cache = new HubCache(folder.resolve("hub"));
        return new ModelPull(records(), cache, lanes, environment, (seconds, token) -> token.check())
                .run(ModelPull.Request.of(repo, out), Progress.SILENT, cancel);
    }

    private ModelPull.Report pull() throws IOException {
        return pull("org/model", Optional.empty());
    }

    private String refused() {
        return String.valueOf(assertThrows(IOException.class, this::pull).getMessage());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aModelGoesIntoTheCacheInTheLayoutOthersRead() throws IOException {
        ModelPull.Report report = pull();

        Path snapshot = repo().resolve("snapshots").resolve(FakeHub.COMMIT);
        assertEquals(snapshot.toAbsolutePath(), report.folder());
        assertEquals(List.of("config.json", WEIGHTS, "tokenizer.model"), names(snapshot));
        assertEquals(
                Path.of("../../blobs", FakeHub.sha256(weights)), Files.readSymbolicLink(snapshot.resolve(WEIGHTS)));
        assertArrayEquals(weights, Files.readAllBytes(snapshot.resolve(WEIGHTS)));
        assertEquals(FakeHub.COMMIT, Files.readString(repo().resolve("refs/main")));
        assertEquals(
                List.of(FakeHub.COMMIT),
                new HubCache(folder.resolve("hub"))
                        .snapshots().stream().map(HubCache.Snapshot::commit).toList());
        assertEquals(report.bytes(), report.received());
    }

    @Test
    void aFolderOfOnesOwnGetsTheFilesThemselves() throws IOException {
        pull("org/model@v1", Optional.of(folder.resolve("out")));

        assertEquals(List.of("config.json", WEIGHTS, "tokenizer.model"), names(folder.resolve("out")));
        assertFalse(Files.isSymbolicLink(folder.resolve("out").resolve(WEIGHTS)));
        assertFalse(Files.exists(folder.resolve("hub")));
    }

    @Test
    void aFileOfTheUserIsNeverOverwritten() throws IOException {
        Path mine =
                Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("config.json"), "mine");

        IOException e = assertThrows(IOException.class, () -> pull("org/model", Optional.of(folder.resolve("out"))));

        assertTrue(String.valueOf(e.getMessage()).contains("is there already with other content"), e.getMessage());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void whatIsThereIsNotDownloadedAgain() throws IOException {
        pull();
        int before = hub.requests().size();

        ModelPull.Report again = pull();

        assertEquals(0, again.received());
        assertEquals(before + 2, hub.requests().size(), "only the list was asked for");
    }

    @Test
    void aConnectionThatBreaksGoesOnWhereItWas() throws IOException {
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 400_000);
            exchange.getResponseBody().flush(); // and closes in the middle
        });

        pull();

        assertArrayEquals(weights, Files.readAllBytes(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
        assertTrue(
                hub.requests().stream()
                        .anyMatch(line -> line.contains(WEIGHTS + " bytes=") && !line.contains("bytes=0-")),
                hub.requests().toString());
    }

    @Test
    void aPartOfAnEarlierDownloadIsUsed() throws IOException {
        Path part = repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete");
        Files.createDirectories(repo().resolve("blobs"));
        Files.write(part, Arrays.copyOf(weights, 300_000));

        ModelPull.Report report = pull();

        assertEquals(report.bytes() - 300_000, report.received());
        assertTrue(hub.requests().stream().anyMatch(line -> line.contains("bytes=300000-")));
        assertFalse(Files.exists(part));
    }

    @Test
    void aWrongPartOfAnEarlierDownloadCostsASecondOne() throws IOException {
        Files.createDirectories(repo().resolve("blobs"));
        Files.write(repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete"), new byte[300_000]);

        pull();

        assertArrayEquals(weights, Files.readAllBytes(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
    }

    @Test
    void aServerThatIgnoresTheRangeIsReadFromTheStart() throws IOException {
        Files.createDirectories(repo().resolve("blobs"));
        Files.write(
                repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete"),
                Arrays.copyOf(weights, 300_000));
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        });

        pull();

        assertArrayEquals(weights, Files.readAllBytes(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
    }

    @Test
    void aServerThatSendsAnotherRangeIsAskedAgain() throws IOException {
        Files.createDirectories(repo().resolve("blobs"));
        Files.write(
                repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete"),
                Arrays.copyOf(weights, 300_000));
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/" + content.length);
            exchange.sendResponseHeaders(206, 10);
            exchange.getResponseBody().write(content, 0, 10);
        });

        pull();

        assertArrayEquals(weights, Files.readAllBytes(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
    }

    @Test
    void wrongBytesNeverGetTheNameOfTheFile() throws IOException {
        hub.announce(WEIGHTS, FakeHub.sha256(config));

        assertTrue(refused().contains("arrived damaged"));

        assertFalse(Files.exists(repo().resolve("blobs").resolve(FakeHub.sha256(config))));
        assertFalse(Files.exists(repo().resolve("snapshots/" + FakeHub.COMMIT).resolve(WEIGHTS)));
    }

    @Test
    void aFileLongerThanAnnouncedIsRefused() throws IOException {
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length + 5L);
            exchange.getResponseBody().write(content);
            exchange.getResponseBody().write(new byte[5]);
        });

        assertTrue(refused().contains("is longer than the 700000 bytes"));
    }

    @Test
    void aServerThatKeepsBreakingEndsInASentenceAndThePartStays() throws IOException {
        FakeHub.Trick nothing = (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 1);
            exchange.getResponseBody().flush();
        };
        FakeHub.Trick silence = (exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 1-699999/700000");
            exchange.sendResponseHeaders(206, content.length - 1L);
        };
        hub.trick(WEIGHTS, nothing, silence, silence, silence, silence, silence);

        assertTrue(refused().contains("What arrived is kept: pull again to go on."));

        assertEquals(1, Files.size(repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete")));
        hub.behave();
        pull();
        assertArrayEquals(weights, Files.readAllBytes(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
    }

    @ParameterizedTest
    @CsvSource({
        "401, Set HF_TOKEN",
        "403, Set HF_TOKEN",
        "404, Check the name of the repository",
        "429, busy or out of order (429)",
        "500, busy or out of order (500)",
        "418, was refused (418)"
    })
    void aRefusalIsASentence(int status, String said) {
        hub.refuse("/api/models/", status);

        assertTrue(refused().contains(said));
    }

    @Test
    void aServerThatIsBusyForAWhileIsWaitedFor() throws IOException {
        FakeHub.Trick busy = (exchange, content) -> exchange.sendResponseHeaders(429, -1);
        hub.trick(WEIGHTS, busy, busy);

        pull();

        assertEquals(
                3,
                hub.requests().stream().filter(line -> line.contains(WEIGHTS)).count());
    }

    @Test
    void theTokenIsSentToTheHubAndToNobodyElse() throws IOException {
        environment.put("HF_TOKEN", "hf_secret");
        try (FakeHub elsewhere = new FakeHub()) {
            elsewhere.file(WEIGHTS, weights);
            hub.trick(WEIGHTS, (exchange, content) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.address() + "/cdn/" + WEIGHTS);
                exchange.sendResponseHeaders(302, -1);
            });

            pull();

            assertTrue(hub.requests().stream().allMatch(line -> line.endsWith("Bearer hf_secret")));
            assertEquals(List.of("/cdn/" + WEIGHTS + " null null"), elsewhere.requests());
        }
    }

    @Test
    void aRedirectToSomethingThatIsNoWebServerIsRefused() {
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
            exchange.sendResponseHeaders(302, -1);
        });

        assertTrue(refused().contains("is not secure, which is refused"));
    }

    @Test
    void aRepositoryThatChangesMeanwhileIsNoticed() {
        hub.moveTo("f".repeat(40));

        assertTrue(refused().contains("is of another commit than was asked for"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil.json", "/etc/evil.json", "a\\..\\evil.json", "a/../../evil.json", "nul\0.json", "C:evil"
            })
    void aNameThatLeadsElsewhereIsRefused(String name) {
        hub.file(name, new byte[3]);

        assertTrue(refused().contains("would be written outside of the model's folder"));

        assertFalse(Files.exists(repo()));
    }

    @Test
    void aModelLargerThanTheDiskIsRefusedBeforeAnythingIsDownloaded() throws IOException {
        HubFile huge = new HubFile("model.safetensors", Long.MAX_VALUE / 4, "a".repeat(64));
        HubListing listing = new HubListing("org/model", FakeHub.COMMIT, List.of(huge));

        IOException e = assertThrows(
                IOException.class,
                () -> PullTarget.folder(folder.resolve("out"), listing).checkRoom(List.of(huge)));

        assertTrue(String.valueOf(e.getMessage()).contains("Make room, or choose another folder"), e.getMessage());
    }

    @Test
    void cancellingKeepsWhatArrived() throws IOException {
        hub.trick(WEIGHTS, (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 300_000);
            exchange.getResponseBody().flush();
            cancel.cancel();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // nothing more comes for a while
        });

        assertThrows(CancellationException.class, this::pull);

        long kept = Files.size(repo().resolve("blobs").resolve(FakeHub.sha256(weights) + ".incomplete"));
        assertTrue(kept > 0 && kept <= 300_000, "kept " + kept);
    }

    @Test
    void deletingADownloadLeavesWhatOthersMade() throws Exception {
        Path other = Files.createDirectories(repo().resolve("snapshots/other"));
        pull();
        Files.createSymbolicLink(other.resolve("shared"), Path.of("../../blobs", FakeHub.sha256(weights)));
        Path outside = Files.writeString(folder.resolve("precious.txt"), "precious");
        Path snapshot = repo().resolve("snapshots").resolve(FakeHub.COMMIT).toAbsolutePath();
        Files.delete(snapshot.resolve("tokenizer.model"));
        Files.createSymbolicLink(snapshot.resolve("tokenizer.model"), outside.toAbsolutePath());

        List<Path> deleted = DownloadedFiles.delete(records().download(snapshot).orElseThrow());

        assertEquals("precious", Files.readString(outside));
        assertFalse(Files.exists(snapshot));
        assertArrayEquals(weights, Files.readAllBytes(other.resolve("shared")), "another snapshot needs it");
        assertFalse(deleted.contains(repo().resolve("blobs").resolve(FakeHub.sha256(weights))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b/c", "org/model@../x", "org/mo del", "-x/y", "org/model@", "http://x/y"})
    void whatIsNoRepositoryIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ModelPull.Request.of(text, Optional.empty()));
    }
}
