package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.DType;

class NumericsTest {

    private static final Path PROGRAMS = Path.of("src/main/resources/winnow/scoring");
    private static final Pattern CREATION =
            Pattern.compile("torch\\.(arange|tensor|zeros|ones|full|empty|eye|linspace|rand|randn)\\(");

    @Test
    void aPrecisionIsATypeAndWhetherNormsStayExact() {
        assertEquals(new Numerics("cpu", DType.F32, false), Numerics.of(Precision.FLOAT32, "cpu"));
        assertEquals(new Numerics("cpu", DType.BF16, false), Numerics.of(Precision.BFLOAT16, "cpu"));
        assertEquals(new Numerics("cpu", DType.BF16, true), Numerics.of(Precision.BFLOAT16_AUTOCAST, "cpu"));
        assertEquals(new Numerics("cuda:1", DType.F16, true), Numerics.of(Precision.FLOAT16_AUTOCAST, "cuda:1"));
        assertThrows(IllegalArgumentException.class, () -> new Numerics("cpu", DType.I64, false));
    }

    @Test
    void withoutACardAutoIsTheProcessor() throws ScoringException {
        try (NDManager manager = TorchEngine.start(new ModelOptions("auto", 1, 9, 100))) {
            assertTrue(manager.getDevice().getDeviceType().equals("cpu"));
            String auto = TorchEngine.device(new ModelOptions("auto", 1, 9, 100));

            assertEquals(TorchEngine.graphics().missing(0).isEmpty() ? "cuda:0" : "cpu", auto);
            assertEquals("cpu", TorchEngine.device(new ModelOptions("cpu", 1, 9, 100)));
        }
    }

    /** A tensor made without naming a device would lie on the processor, where no card sees it. */
    @Test
    void everyTensorThatAProgramMakesIsMadeOnItsDevice() throws IOException {
        try (Stream<Path> files = Files.walk(PROGRAMS)) {
            List<Path> programs =
                    files.filter(f -> f.toString().endsWith(".torchscript")).toList();
            assertTrue(programs.size() >= 4, programs::toString);
            int made = 0;
            for (Path program : programs) {
                for (String line : Files.readAllLines(program)) {
                    String code = line.replaceAll("#.*", "");
                    long creations = CREATION.matcher(code).results().count();
                    made += (int) creations;
                    assertEquals(
                            creations,
                            code.split("device=torch.device\\(self.place\\)", -1).length - 1,
                            program + ": " + line);
                }
            }
            assertTrue(made >= 5, "creations: " + made);
        }
    }
}
