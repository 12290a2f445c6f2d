package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes a million records, imports, opens, asks and exports them with 512 MB of heap, and prints what that took. By
 * hand, with a folder that has 6 GB of room; {@code -Dwinnow.records=N} for fewer:
 *
 * <pre>
 * ./mvnw test -pl app -am -Dtest=MillionTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.million=FOLDER
 * </pre>
 */
@EnabledIfSystemProperty(named = "winnow.million", matches = ".+")
class MillionTest {

    private final Path folder =
            Path.of(System.getProperty("winnow.million", "")).toAbsolutePath();

    @Test
    void aMillionRecordsGoInAndOutAgain() throws Exception {
        Files.createDirectories(folder);
        for (String old : new String[] {"w.winnow", "w.winnow-wal", "w.winnow-shm", "out"}) {
            Folders.delete(folder.resolve(old));
        }
        for (String job : new String[] {"generate", "import", "open", "export", "queries", "open"}) {
            assertEquals(0, run(job), job);
        }
        assertEquals(-1, Files.mismatch(folder.resolve("train.json"), folder.resolve("out/train.json")));
    }

    private int run(String job) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionTool.class.getName(),
                        job,
                        folder.toString(),
                        System.getProperty("winnow.records", "1000000"))
                .inheritIO()
                .start()
                .waitFor();
    }
}
