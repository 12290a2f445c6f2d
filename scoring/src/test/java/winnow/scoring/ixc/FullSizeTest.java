package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * The official size on a machine whose memory holds it only once: 16.6 GB of weights are mapped and never copied as a
 * whole. Takes minutes and a model, so it is run by hand:
 *
 * <pre>
 * ./winnow model random --size 7b --out FOLDER
 * ./mvnw test -pl scoring -am -Dtest=FullSizeTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.full=FOLDER
 * </pre>
 */
@EnabledIfSystemProperty(named = "winnow.full", matches = ".+")
@EnabledOnOs(OS.LINUX) // asks the kernel what memory is used for
class FullSizeTest {

    private static final long OWN_MEMORY_KB = 2_000_000;

    /** Memory of this process that is not just a view of files, in kB. */
    private static long ownMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static double score(IxcReward model, String answer) throws Exception {
        Prepared input = model.prepare(
                List.of(new Turn(Role.USER, "What is the capital of France?"), new Turn(Role.ASSISTANT, answer)),
                List.of(),
                9,
                16384);
        return model.score(List.of(input)).get(0);
    }

    @Test
    void theOfficialSizeIsMappedAndScoresInLittleMemory() throws Exception {
        Path folder = Path.of(System.getProperty("winnow.full", ""));
        long start = System.nanoTime();
        try (IxcReward model = IxcReward.load(folder, ModelOptions.DEFAULT)) {
            assertTrue(System.nanoTime() - start < Duration.ofMinutes(1).toNanos());
            assertTrue(ownMemory() < OWN_MEMORY_KB, "loaded: " + ownMemory() + " kB");

            double score = score(model, "Paris.");

            assertTrue(Double.isFinite(score), "score " + score);
            assertEquals(score, score(model, "Paris."));
            assertTrue(ownMemory() < OWN_MEMORY_KB, "scored: " + ownMemory() + " kB");
        }
    }
}
