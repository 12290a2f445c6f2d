package winnow.scoring.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.ScoringException;

class WeightFilesTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path HOSTILE = RESOURCES.resolve("hostile");
    private static final Path TINY = RESOURCES.resolve("tiny");

    @TempDir
    private Path folder;

    /** A line of EXPECTED.tsv: file, accept or refuse, what it is, what must happen. */
    record Case(String file, String expected) {

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Case> hostile() throws IOException {
        return Files.readAllLines(HOSTILE.resolve("EXPECTED.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(fields -> new Case(fields[0], fields[1]));
    }

    private static List<Path> markers() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(f -> String.valueOf(f.getFileName()).startsWith("PICKLE_MARKER"))
                    .toList();
        }
    }

    private static String refusal(Path file) {
        return String.valueOf(assertThrows(ScoringException.class, () -> WeightFiles.examine(file))
                .getMessage());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileFileIsRefusedByNameAndNothingOfItIsRun(Case hostile) throws Exception {
        Path file = HOSTILE.resolve(hostile.file);

        if (hostile.expected.equals("accept")) {
            assertEquals("safetensors, 1 tensor", WeightFiles.examine(file));
        } else {
            assertTrue(refusal(file).contains(String.valueOf(file.getFileName())), () -> refusal(file));
        }

        assertEquals(List.of(), markers());
    }

    @Test
    void aProgramInAnArchiveIsNamed() {
        String message = refusal(HOSTILE.resolve("pickle/pytorch_model.bin"));

        assertTrue(message.startsWith("pytorch_model.bin asks for \"__builtin__.exec\""), message);
    }

    @ParameterizedTest
    @CsvSource({"exec_marker.pkl", "protocol0.pkl", "named.safetensors"})
    void aBarePickleIsKnownByItsContent(String name) {
        assertTrue(refusal(HOSTILE.resolve("pickle").resolve(name)).startsWith(name + " is a bare pickle"));
    }

    @ParameterizedTest
    @CsvSource({
        "ixc-small-bin/pytorch_model-00001-of-00003.bin, 'PyTorch .bin, 41 tensors'",
        "ixc-small-bin/pytorch_model.bin.index.json, 'index, 82 tensors'",
        "ixc-small-safetensors/model.safetensors.index.json, 'index, 82 tensors'"
    })
    void aSoundFileIsDescribed(String file, String description) throws Exception {
        assertEquals(description, WeightFiles.examine(TINY.resolve(file)));
    }

    @Test
    void theNameOfAFileDoesNotMatter() throws Exception {
        Path bin = Files.copy(
                TINY.resolve("ixc-small-bin/pytorch_model-00002-of-00003.bin"), folder.resolve("a.safetensors"));
        Path safetensors =
                Files.copy(HOSTILE.resolve("safetensors/valid.safetensors"), folder.resolve("pytorch_model.bin"));

        assertTrue(WeightFiles.examine(bin).startsWith("PyTorch .bin"));
        assertTrue(WeightFiles.examine(safetensors).startsWith("safetensors"));
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        assertTrue(refusal(folder.resolve("gone.bin")).contains("gone.bin is missing"));
    }
}
