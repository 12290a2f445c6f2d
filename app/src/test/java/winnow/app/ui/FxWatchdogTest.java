package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.SettingsFile;

class FxWatchdogTest {

    private static final long WHILE_NANOS = 500_000_000L;

    @TempDir
    Path folder;

    @Test
    void itSeesAFileThatIsWrittenOnTheThreadItWatches() throws Exception {
        SettingsFile file = new SettingsFile(folder);
        try (FxWatchdog watchdog = FxWatchdog.watch(Thread.currentThread())) {
            long until = System.nanoTime() + WHILE_NANOS;
            while (watchdog.seen().isEmpty() && System.nanoTime() < until) {
                file.update(now -> now.withAnnotator("kim"));
            }

            assertTrue(watchdog.seen().values().stream().anyMatch(stack -> stack.contains("SettingsFile.update")));
            AssertionError said = assertThrows(AssertionError.class, watchdog::assertNothingSlowWasDone);
            assertTrue(String.valueOf(said.getMessage()).contains("SettingsFile.update"), said::getMessage);
        }
    }

    @Test
    void itSeesNothingInComputing() {
        try (FxWatchdog watchdog = FxWatchdog.watch(Thread.currentThread())) {
            long until = System.nanoTime() + WHILE_NANOS / 5;
            double sum = 0;
            while (System.nanoTime() < until) {
                sum += Math.sin(sum + 1);
            }

            assertTrue(Double.isFinite(sum));
            assertEquals(Map.of(), watchdog.seen());
        }
    }
}
