package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TorchProgramTest {

    private NDManager manager;
    private TorchProgram program;

    @BeforeAll
    void load() throws ScoringException {
        manager = TorchEngine.start(new ModelOptions("auto", 1, 9, 16384));
        program = TorchProgram.load(TorchProgram.class, "product.torchscript");
    }

    @AfterAll
    void close() {
        program.close();
        manager.close();
    }

    @Test
    void aProgramIsCalledByName() throws ScoringException {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray row = scratch.create(new float[] {1, 2}, new Shape(1, 2));
            NDArray column = scratch.create(new float[] {3, 4}, new Shape(2, 1));

            assertArrayEquals(
                    new float[] {11},
                    program.call(scratch, "product", row, column).toFloatArray());
            assertArrayEquals(
                    new float[] {1, 2, 1, 2},
                    program.call(scratch, "joined", List.of(row, row)).toFloatArray());
        }
    }

    @Test
    void aCallLeavesOnlyItsResultWithItsOwner() throws ScoringException {
        try (NDManager scratch = manager.newSubManager();
                NDManager owner = manager.newSubManager()) {
            NDArray row = scratch.create(new float[] {1, 2}, new Shape(1, 2));
            NDArray column = scratch.create(new float[] {3, 4}, new Shape(2, 1));

            program.call(owner, "product", row, column);

            assertEquals(1, owner.getManagedArrays().size());
            assertEquals(2, scratch.getManagedArrays().size());
        }
    }

    @Test
    void aFailureOfNativeCodeBecomesASentence() {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray row = scratch.create(new float[] {1, 2}, new Shape(1, 2));

            String message = String.valueOf(
                    assertThrows(ScoringException.class, () -> program.call(scratch, "product", row, row))
                            .getMessage());

            assertTrue(message.startsWith("The tensor library failed: "), message);
            assertTrue(message.contains("mat1 and mat2 shapes cannot be multiplied"), message);
        }
    }

    @Test
    void shortMemoryIsSaidInTheUsersWords() {
        String message = String.valueOf(assertThrows(ScoringException.class, () -> program.call(manager, "huge", 1000L))
                .getMessage());

        assertTrue(message.startsWith("Memory is short."), message);
    }

    @Test
    void aProgramTheLibraryDoesNotUnderstandIsRefusedByName() {
        String message = String.valueOf(
                assertThrows(ScoringException.class, () -> TorchProgram.load(TorchProgram.class, "broken.torchscript"))
                        .getMessage());

        assertEquals("The tensor library refused the program broken.torchscript.", message);
    }
}
