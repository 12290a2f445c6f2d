package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files are what TensorBoard reads, checksums and all. */
class EventFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theCheckOfTheTestIsThePublishedOne() {
        // CRC-32C of "123456789" is e3069283 (RFC 3720, B.4 names the polynomial), masked as in TFRecord files
        int plain = 0xe3069283;
        assertEquals(
                Integer.rotateRight(plain, 15) + 0xa282ead8,
                EventRecords.masked("123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        try (EventFile file = EventFile.start(folder, 1_700_000_000_500L, 0)) {
            file.add(1_700_000_001_000L, 300, Map.of("train/loss", 0.5));
            file.add(1_700_000_002_000L, 1L << 40, Map.of("train/grad_norm", -3.25, "eval/loss", 1e-3));
        }

        EventRecords.Event last = EventRecords.of(folder).all().get(2);
        assertEquals(1_700_000_002.0, last.time());
        assertEquals(1L << 40, last.step());
        assertEquals(Map.of("train/grad_norm", -3.25, "eval/loss", (double) 1e-3f), last.figures());
        assertEquals(300, EventRecords.of(folder).all().get(1).step());
    }

    @Test
    void aFlippedBitIsSeen() throws Exception {
        EventFile.start(folder, 0, 0).close();
        Path file = folder.resolve("events.out.tfevents.0.winnow.0");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1;

        assertThrows(AssertionError.class, () -> EventRecords.read(bytes));
    }
}
