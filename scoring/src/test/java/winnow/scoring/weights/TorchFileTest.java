package winnow.scoring.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.scoring.ScoringException;

class TorchFileTest {

    private static final String F32 = "FloatStorage";

    @TempDir
    private Path folder;

    /** An archive of a row of six numbers, as a pickle describes it. */
    private static TorchZipWriter archive(byte[] pickle) {
        return new TorchZipWriter()
                .add("m/data.pkl", pickle)
                .add("m/byteorder", new byte[] {'l', 'i', 't', 't', 'l', 'e'})
                .add("m/data/0", TorchZipWriter.floats(1, 2, 3, 4, 5, 6))
                .add("m/version", new byte[] {'3', '\n'});
    }

    private static byte[] row() {
        return new PickleWriter().start().row("a", F32, "0", 6).end();
    }

    private static byte[] tensor(long offset, long[] sizes, long[] strides) {
        return new PickleWriter()
                .start()
                .tensor("a", F32, "0", 6, offset, sizes, strides)
                .end();
    }

    private Map<String, TensorInfo> read(TorchZipWriter archive) throws IOException, ScoringException {
        return TorchFile.read(archive.write(folder.resolve("pytorch_model.bin")));
    }

    private TensorInfo only(TorchZipWriter archive) throws IOException, ScoringException {
        Map<String, TensorInfo> tensors = read(archive);
        assertEquals(Set.of("a"), tensors.keySet());
        return Objects.requireNonNull(tensors.get("a"));
    }

    private String refusal(TorchZipWriter archive) {
        String message = String.valueOf(
                assertThrows(ScoringException.class, () -> read(archive)).getMessage());
        assertTrue(message.startsWith("pytorch_model.bin "), message);
        return message;
    }

    static Stream<Consumer<TorchZipWriter>> variants() {
        return Stream.of(
                archive -> {},
                archive -> archive.zip64(),
                archive -> archive.sizesFollow(),
                archive -> archive.zip64().sizesFollow(),
                archive -> archive.aligned(1));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantOfTheArchiveGivesTheSameNumbers(Consumer<TorchZipWriter> variant) throws Exception {
        TorchZipWriter archive = archive(row());
        variant.accept(archive);

        TensorInfo tensor = only(archive);

        assertEquals(List.of(6L), tensor.shape());
        assertEquals(DType.F32, tensor.type());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, Floats.read(tensor));
    }

    @Test
    void dataLieWhereTheyCanBeMapped() throws Exception {
        assertEquals(0, only(archive(row())).offset() % 64);
    }

    @Test
    void aPartOfAStorageStartsInsideIt() throws Exception {
        TensorInfo tensor = only(archive(tensor(2, new long[] {2, 2}, new long[] {2, 1})));

        assertTrue(tensor.contiguous());
        assertArrayEquals(new float[] {3, 4, 5, 6}, Floats.read(tensor));
    }

    @Test
    void aTransposedTensorKeepsItsStrides() throws Exception {
        TensorInfo tensor = only(archive(tensor(0, new long[] {3, 2}, new long[] {1, 3})));

        assertEquals(List.of(1L, 3L), tensor.strides());
        assertTrue(!tensor.contiguous());
        assertEquals(6, tensor.span());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 0, 77})
    void theStrideOfASingleRowMeansNothing(long stride) throws Exception {
        assertTrue(only(archive(tensor(0, new long[] {1, 6}, new long[] {stride, 1})))
                .contiguous());
    }

    @Test
    void twoTensorsMayShareTheirNumbers() throws Exception {
        byte[] pickle = new PickleWriter()
                .start()
                .row("a", F32, "0", 6)
                .tensor("b", F32, "0", 6, 3, new long[] {3}, new long[] {1})
                .end();

        Map<String, TensorInfo> tensors = read(archive(pickle));

        assertArrayEquals(new float[] {4, 5, 6}, Floats.read(Objects.requireNonNull(tensors.get("b"))));
    }

    @Test
    void theVersionsOfModulesAreIgnored() throws Exception {
        byte[] pickle = new PickleWriter()
                .start()
                .row("a", F32, "0", 6)
                .step('}')
                .text("_metadata")
                .dict()
                .text("")
                .step('}')
                .text("version")
                .number(1)
                .step('s', 's', 's', 'b')
                .end();

        assertEquals(List.of(6L), only(archive(pickle)).shape());
    }

    @ParameterizedTest
    @MethodSource("types")
    void halfPrecisionIsKnownByItsStorage(String name, DType type) throws Exception {
        byte[] pickle = new PickleWriter().start().row("a", name, "0", 12).end();

        assertEquals(type, only(archive(pickle)).type());
    }

    static Stream<Arguments> types() {
        return Stream.of(Arguments.of("HalfStorage", DType.F16), Arguments.of("BFloat16Storage", DType.BF16));
    }

    @Test
    void aTensorWithoutNumbersIsOne() throws Exception {
        TensorInfo tensor = only(archive(tensor(6, new long[] {0, 4}, new long[] {4, 1})));

        assertEquals(0, tensor.bytes());
        assertTrue(tensor.contiguous());
    }

    static Stream<Arguments> lies() {
        long big = Long.MAX_VALUE;
        return Stream.of(
                lie("not inside its 6 numbers", tensor(1, new long[] {6}, new long[] {1})),
                lie("not inside its 6 numbers", tensor(7, new long[] {0}, new long[] {1})),
                lie("not inside its 6 numbers", tensor(-1, new long[] {1}, new long[] {1})),
                lie("not inside its 6 numbers", tensor(big, new long[] {1}, new long[] {1})),
                lie("not inside its 6 numbers", tensor(0, new long[] {2}, new long[] {6})),
                lie("would overlap", tensor(0, new long[] {1000000, 1000000}, new long[] {0, 0})),
                lie("would overlap", tensor(0, new long[] {3, 3}, new long[] {1, 1})),
                lie("would overlap", tensor(5, new long[] {2}, new long[] {-1})),
                lie("would overlap", tensor(0, new long[] {-2}, new long[] {1})),
                lie("impossible shape", tensor(0, new long[] {big, big}, new long[] {big, 1})),
                lie(
                        "should hold 7 numbers",
                        new PickleWriter().start().row("a", F32, "0", 7).end()),
                lie(
                        "should hold 5 numbers",
                        new PickleWriter().start().row("a", F32, "0", 5).end()),
                lie(
                        "should hold 4611686018427387906 numbers",
                        new PickleWriter()
                                .start()
                                .row("a", F32, "0", (1L << 62) + 2)
                                .end()),
                lie(
                        "record \"m/data/1\" is missing",
                        new PickleWriter().start().row("a", F32, "1", 6).end()),
                lie(
                        "record \"m/data/../version\"",
                        new PickleWriter()
                                .start()
                                .row("a", F32, "../version", 6)
                                .end()),
                lie(
                        "two tensors \"a\"",
                        new PickleWriter()
                                .start()
                                .row("a", F32, "0", 6)
                                .row("a", F32, "0", 6)
                                .end()),
                lie(
                        "two different things about its numbers \"0\"",
                        new PickleWriter()
                                .start()
                                .row("a", F32, "0", 6)
                                .row("b", "HalfStorage", "0", 12)
                                .end()),
                lie(
                        "another kind of checkpoint",
                        new PickleWriter()
                                .start()
                                .text("epoch")
                                .number(3)
                                .step('s')
                                .end()),
                lie(
                        "another kind of checkpoint",
                        new PickleWriter()
                                .start()
                                .text("state_dict")
                                .dict()
                                .step('s')
                                .end()));
    }

    private static Arguments lie(String reason, byte[] pickle) {
        return Arguments.of(reason, pickle);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTensorThatCannotBeTrueIsRefused(String reason, byte[] pickle) {
        String message = refusal(archive(pickle));

        assertTrue(message.contains(reason), message);
    }

    @Test
    void anArchiveOfTheWrongByteOrderIsRefused() {
        TorchZipWriter archive =
                new TorchZipWriter().add("m/data.pkl", row()).add("m/byteorder", new byte[] {'b', 'i', 'g'});

        assertTrue(refusal(archive).contains("byte order \"big\""));
    }

    @Test
    void anArchiveOfSomethingElseIsRefused() {
        assertTrue(refusal(new TorchZipWriter().add("a.txt", new byte[3])).contains("no list of tensors"));
    }

    @Test
    void twoListsOfTensorsAreRefused() {
        assertTrue(refusal(archive(row()).add("n/data.pkl", row())).contains("more than one list of tensors"));
    }

    @Test
    void aListOfTensorsOfAbsurdSizeIsNotRead() {
        assertTrue(refusal(archive(new byte[Pickle.MAX_BYTES + 1])).contains("longer than any model needs"));
    }

    /** What somebody might do to the last record. */
    static Stream<Arguments> tricks() {
        return Stream.of(
                trick("contradict", e -> e.localName = "m/data/9"),
                trick("contradict", e -> e.localName = "m/data/11"),
                trick("contradict", e -> e.localSize = 23),
                trick("is compressed", e -> e.method = 8),
                trick("is encrypted", e -> e.flags = 1),
                trick("reaches outside", e -> e.size = e.localSize = 1 << 20),
                trick("contradict", e -> e.place = 0),
                trick("outside of the records", e -> e.place = 1 << 20));
    }

    private static Arguments trick(String reason, Consumer<TorchZipWriter.Entry> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aRecordThatLiesIsRefused(String reason, Consumer<TorchZipWriter.Entry> change) {
        TorchZipWriter archive = archive(row()).add("m/data/1", TorchZipWriter.floats(1, 2, 3, 4, 5, 6));
        change.accept(archive.last());

        String message = refusal(archive);

        assertTrue(message.contains(reason), message);
    }

    @Test
    void recordsThatOverlapAreRefused() {
        TorchZipWriter archive = archive(row());
        TorchZipWriter.Entry longer = archive.add("m/data/1", new byte[8]).last();
        longer.size = longer.localSize = 80; // up to the middle of the next one
        archive.add("m/data/2", new byte[64]);

        assertTrue(refusal(archive).contains("overlaps the one before it"));
    }

    @Test
    void twoRecordsOfOneNameAreRefused() {
        assertTrue(refusal(archive(row()).add("m/data/0", new byte[24])).contains("two records \"m/data/0\""));
    }
}
