package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;

class FingerprintTest {

    private static final int LARGE = (9 << 20) + 7; // several buffers and a rest

    @TempDir
    private Path folder;

    private List<Path> weights = List.of();

    @BeforeEach
    void writeSnapshot() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        weights = List.of(Files.write(folder.resolve("w"), new byte[LARGE]));
    }

    private String fingerprint() throws ScoringException {
        return Fingerprint.of(folder, weights, done -> {});
    }

    @Test
    void itIsTheHashOfTheHashesOfTheFiles() throws Exception {
        MessageDigest one = MessageDigest.getInstance("SHA-256");
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        all.update(one.digest("{}".getBytes(UTF_8)));
        all.update(one.digest(new byte[LARGE]));

        assertEquals(HexFormat.of().formatHex(all.digest()), fingerprint());
    }

    @Test
    void theConfigurationCounts() throws Exception {
        String before = fingerprint();
        Files.writeString(folder.resolve("config.json"), "{ }");

        assertNotEquals(before, fingerprint());
    }

    @Test
    void theTokenizerCountsWhateverItsKind() throws Exception {
        String before = fingerprint();
        Files.writeString(folder.resolve("tokenizer.json"), "{}");

        assertNotEquals(before, fingerprint());
    }

    @Test
    void progressGrowsToAllBytes() throws Exception {
        List<Long> reports = new ArrayList<>();

        Fingerprint.of(folder, weights, reports::add);

        assertEquals(reports.stream().sorted().toList(), reports);
        assertEquals(LARGE + 2L, reports.get(reports.size() - 1));
    }

    @Test
    void whoIsToldOfProgressMayStopIt() {
        assertThrows(
                CancellationException.class,
                () -> Fingerprint.of(folder, weights, done -> {
                    throw new CancellationException();
                }));
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        Files.delete(weights.get(0));

        String message = String.valueOf(
                assertThrows(ScoringException.class, this::fingerprint).getMessage());

        assertTrue(message.contains(folder.resolve("w") + " cannot be read"), message);
    }
}
