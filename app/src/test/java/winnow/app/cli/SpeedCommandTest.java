package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedCommandTest {

    private static final Path TINY = Path.of("../scoring/src/test/resources/tiny");
    private static final Path MODEL = TINY.resolve("ixc-small-safetensors");

    @TempDir
    private Path folder = Path.of("");

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(folder.resolve("home"));
        Files.copy(TINY.resolve("inputs/small.png"), folder.resolve("small.png"));
    }

    private Path workload(String json) throws IOException {
        return Files.writeString(folder.resolve("work.json"), json);
    }

    private Shell.Result speed(Path workload, String... more) {
        Object[] all = new Object[7 + more.length];
        Object[] first = {"--json", "speed", "--model", MODEL, "--workload", workload, "--threads=1"};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return shell.run(all);
    }

    @Test
    void eachAnswerIsASampleAndSharingChangesNoScore() throws IOException {
        Path workload = workload("""
                [{"image": "small.png", "hd_num": 2, "prompt": "Describe the image.", "answers": ["Small.", "No.", "No."]},
                 {"prompt": "What is the capital of France?", "answers": ["Paris."]}]
                """);

        JsonNode shared = speed(workload).json();
        JsonNode plain = speed(workload, "--plain", "--rounds", "2").json();

        assertEquals(4, shared.path("samples").intValue());
        assertEquals(4, shared.path("scores").size());
        for (int i = 0; i < 4; i++) {
            double wanted = plain.path("scores").path(i).doubleValue();
            assertEquals(wanted, shared.path("scores").path(i).doubleValue(), 2e-4);
        }
        assertEquals(plain.path("tokens"), shared.path("tokens"));
        for (String key : new String[] {"seconds", "cpu_seconds", "samples_per_s", "gemm_gflops", "peak_rss_mb"}) {
            assertTrue(shared.path(key).doubleValue() > 0, key);
        }
        double fraction = shared.path("fraction_of_peak").doubleValue();
        assertTrue(fraction > 0 && fraction < 1.3, "fraction " + fraction); // small products are no faster than large
        assertTrue(plain.path("fraction_of_peak").doubleValue() > 0);
    }

    @Test
    void whatIsNoWorkloadIsRefusedInASentence() throws IOException {
        String[][] cases = {
            {"[", "not valid JSON"},
            {"{}", "is no workload"},
            {"[]", "is no workload"},
            {"[{\"prompt\": \"Why?\", \"answers\": []}]", "entry 0 needs a \"prompt\""},
            {"[{\"prompt\": \"Why?\", \"answers\": [3]}]", "entry 0: an answer must be a text, was 3."},
            {"[{\"prompt\": \"Why?\", \"hd_num\": 0, \"answers\": [\"So.\"]}]", "\"hd_num\" must be 1 or more, was 0."},
            {
                "[{\"prompt\": \"Why?\", \"hd_num\": \"x\", \"answers\": [\"So.\"]}]",
                "\"hd_num\" must be 1 or more, was \"x\"."
            },
            {
                "[{\"prompt\": \"Why?\", \"image\": 3, \"answers\": [\"So.\"]}]",
                "entry 0: \"image\" must be the name of a file"
            },
            {"[{\"prompt\": \"Why?\", \"image\": \"gone.png\", \"answers\": [\"So.\"]}]", "entry 0: gone.png"},
        };
        for (String[] one : cases) {
            Shell.Result result = speed(workload(one[0]));
            assertEquals(1, result.code(), one[0]);
            assertTrue(result.err().contains(one[1]), result.err());
        }
    }
}
