package winnow.scoring.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.scoring.ScoringException;

class PickleTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFile() throws IOException {
        Files.write(folder.resolve("model.bin"), new byte[0]);
    }

    private Set<String> read(byte[] pickle) throws ScoringException {
        try (FileBytes file = FileBytes.open(folder.resolve("model.bin"), "PyTorch")) {
            return Pickle.read(file, ByteBuffer.wrap(pickle)).keySet();
        }
    }

    private String refusal(byte[] pickle) {
        String message = String.valueOf(
                assertThrows(ScoringException.class, () -> read(pickle)).getMessage());
        assertTrue(message.startsWith("model.bin "), message);
        return message;
    }

    private static PickleWriter pickle() {
        return new PickleWriter().start();
    }

    @Test
    void anEmptyStateDictHasNoTensors() throws Exception {
        assertEquals(Set.of(), read(pickle().end()));
    }

    @Test
    void valuesAreRememberedAndUsedAgain() throws Exception {
        byte[] pickle = pickle().text("a")
                .step('q', 7)
                .global("torch._utils", "_rebuild_tensor_v2")
                .step('r', 1, 1, 0, 0, '(')
                .storage("HalfStorage", "0", 1L << 40)
                .number(0)
                .numbers(2)
                .numbers(1)
                .step(0x88)
                .dict()
                .step('t', 'R', 's', 'h', 7, 'j', 1, 1, 0, 0)
                .end();

        // the name and the function that were fetched again lie on top of the state dict
        assertTrue(refusal(pickle).contains("makes no sense"));
    }

    @ParameterizedTest
    @CsvSource({
        "builtins, exec",
        "os, system",
        "torch, load",
        "torch, LongStorage",
        "torch._utils, _rebuild_tensor",
        "torch._utils, _rebuild_parameter",
        "collections, OrderedDict.fromkeys",
        "collections., OrderedDict",
        "Torch, HalfStorage"
    })
    void anyOtherNameIsRefusedAndShown(String module, String name) {
        String message = refusal(pickle().global(module, name).end());

        assertTrue(message.startsWith("model.bin asks for \"" + module + "." + name + "\""), message);
        assertTrue(message.contains("Nothing was run."), message);
    }

    @Test
    void aNameThatWouldSpoilAMessageIsShownHarmlessly() {
        String message = refusal(
                pickle().global("a\u001b[2J\r", "\u202e" + "x".repeat(500)).end());

        assertTrue(message.startsWith("model.bin asks for \"a?[2J?.?xxx"), message);
        assertTrue(message.length() < 400, message);
    }

    /** The steps of pickle protocols 0 to 5 that weights need; some are allowed in certain places only. */
    private static final String NEEDED = "cqrhj()t}XJKMNRQsub.";

    @Test
    void everyStepThatWeightsDoNotNeedIsRefused() {
        for (int step = 0; step < 256; step++) {
            boolean needed = NEEDED.indexOf(step) >= 0 || (step >= 0x85 && step <= 0x8a) || step == 0x80;
            if (!needed) {
                String message =
                        refusal(pickle().step(step, 0, 0, 0, 0, 0, 0, 0, 0).end());
                assertTrue(message.contains(String.format("step %02x at byte", step)), message);
            }
        }
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of(
                        "an argument that is no tuple",
                        pickle().global("torch", "HalfStorage").dict().step('R').end()),
                Arguments.of(
                        "a call of a type",
                        pickle().global("torch", "HalfStorage").step(')', 'R').end()),
                Arguments.of("a call of a dictionary", pickle().step(')', 'R').end()),
                Arguments.of(
                        "a dictionary of something",
                        pickle().global("collections", "OrderedDict")
                                .number(1)
                                .step(0x85, 'R')
                                .end()),
                Arguments.of(
                        "a tensor of nothing",
                        pickle().global("torch._utils", "_rebuild_tensor_v2")
                                .step(')', 'R')
                                .end()),
                Arguments.of(
                        "a storage of five nothings",
                        pickle().step('(', 'N', 'N', 'N', 'N', 'N', 't', 'Q').end()),
                Arguments.of(
                        "a storage of negative size",
                        pickle().storage("HalfStorage", "0", -1).end()),
                Arguments.of(
                        "a storage of no type",
                        pickle().step('(')
                                .text("storage")
                                .global("collections", "OrderedDict")
                                .text("0")
                                .text("cpu")
                                .number(1)
                                .step('t', 'Q')
                                .end()),
                Arguments.of(
                        "state that is no versions",
                        pickle().step('}')
                                .text("__class__")
                                .number(1)
                                .step('s', 'b')
                                .end()),
                Arguments.of(
                        "a key that is a number",
                        pickle().number(1).number(2).step('s').end()),
                Arguments.of(
                        "a key without value",
                        pickle().step('(').text("a").step('u').end()),
                Arguments.of("no mark", pickle().step('t').end()),
                Arguments.of("more than there is", pickle().step(0x87).end()),
                Arguments.of("more than since the mark", pickle().step('(', 's').end()),
                Arguments.of("nothing remembered", pickle().step('h', 3).end()),
                Arguments.of(
                        "a place to remember that is negative",
                        pickle().step('r', 255, 255, 255, 255).end()),
                Arguments.of(
                        "a place to remember far away",
                        pickle().step('r', 255, 255, 255, 127).end()),
                Arguments.of("the end under a mark", pickle().step('(').end()),
                Arguments.of(
                        "a result that is no dictionary", pickle().number(1).end()),
                Arguments.of("a number of 255 bytes", pickle().step(0x8a, 255).end()),
                Arguments.of(
                        "protocol 4", new PickleWriter().step(0x80, 4).dict().end()),
                Arguments.of(
                        "text that is no UTF-8",
                        pickle().step('X', 1, 0, 0, 0, 0xff).end()),
                Arguments.of(
                        "text of negative length",
                        pickle().step('X', 255, 255, 255, 255).end()),
                Arguments.of(
                        "text longer than the file",
                        pickle().step('X', 255, 255, 255, 127).end()),
                Arguments.of(
                        "a line without end", new PickleWriter().step('c', 'a').end()),
                Arguments.of("a shape of many dimensions", manyDimensions()));
    }

    private static byte[] manyDimensions() {
        PickleWriter pickle = pickle().text("a")
                .global("torch._utils", "_rebuild_tensor_v2")
                .step('(')
                .storage("HalfStorage", "0", 1)
                .number(0);
        long[] ones = new long[100_000];
        Arrays.fill(ones, 1);
        return pickle.numbers(ones)
                .numbers(ones)
                .step(0x89)
                .dict()
                .step('t', 'R', 's')
                .end();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void nonsenseEndsInASentence(String what, byte[] pickle) {
        assertTrue(refusal(pickle).contains("list of tensors"), what);
    }

    @ParameterizedTest
    @CsvSource({"(", ")", "}", "N", "K"})
    void stepsWithoutEndEndInASentence(char step) {
        byte[] pickle = new byte[Pickle.MAX_BYTES];
        Arrays.fill(pickle, (byte) step);
        pickle[0] = (byte) 0x80;
        pickle[1] = 2;

        assertTrue(refusal(pickle).contains("list of tensors"));
    }

    @Test
    void aDictionaryInsideItselfIsRefused() {
        byte[] pickle = pickle().step('q', 0).text("self").step('h', 0, 's').end();

        assertTrue(refusal(pickle).contains("another kind of checkpoint"));
    }
}
