package winnow.scoring.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import winnow.scoring.ScoringException;

class PrefixTreeTest {

    private static long[] range(long first, int count) {
        return LongStream.range(first, first + count).toArray();
    }

    private static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    @Provide
    Arbitrary<List<long[]>> inputs() { // few different symbols and beginnings, so that much is in common
        Arbitrary<long[]> beginning = Arbitraries.of(range(-40, 40), range(-40, 20), range(100, 30), new long[0]);
        Arbitrary<long[]> middle = Arbitraries.of(range(200, 20), range(200, 18), range(300, 5), new long[0]);
        Arbitrary<long[]> end = Arbitraries.longs()
                .between(1, 3)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(25);
        return beginning
                .flatMap(b -> middle.flatMap(m -> end.map(e -> joined(b, m, e))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void everyInputIsThePathToItsEnd(@ForAll("inputs") List<long[]> inputs) {
        PrefixTree tree = PrefixTree.of(inputs);
        Packing packing = Packing.of(tree);
        long[] symbols = packing.symbols();
        long[] positions = packing.positions();

        for (int i = 0; i < inputs.size(); i++) {
            long[] path = packing.paths().get(tree.end(i));
            long[] seen = Arrays.stream(path).map(row -> symbols[(int) row]).toArray();
            assertArrayEquals(inputs.get(i), seen);
            for (int at = 0; at < path.length; at++) {
                assertEquals(at, positions[(int) path[at]]);
            }
        }
    }

    @Property(tries = 300)
    void rowsOfPicturesStandFirstAndEveryRowIsInOneStretch(@ForAll("inputs") List<long[]> inputs) {
        Packing packing = Packing.of(PrefixTree.of(inputs));
        long[] symbols = packing.symbols();
        Set<Long> rows = new HashSet<>();

        packing.own().forEach(own -> Arrays.stream(own).forEach(row -> assertTrue(rows.add(row))));

        assertEquals(symbols.length, rows.size());
        for (int i = 0; i < symbols.length; i++) {
            assertEquals(i < packing.pictures(), symbols[i] < 0);
        }
    }

    @Property(tries = 300)
    void whateverTheBudgetEveryInputGetsItsOwnNumber(
            @ForAll("inputs") List<long[]> inputs, @ForAll @IntRange(min = 1, max = 400) int budget)
            throws ScoringException {
        Passes passes = new Passes(budget);

        double[] found = passes.compute(inputs, (tree, some) -> sums(tree));

        for (int i = 0; i < found.length; i++) {
            assertEquals((double) Arrays.stream(inputs.get(i)).sum(), found[i], 1e-3);
        }
    }

    /** A model that says the sum of an input: read through the packing, as the decoder reads. */
    private static double[] sums(PrefixTree tree) {
        Packing packing = Packing.of(tree);
        long[] symbols = packing.symbols();
        List<long[]> paths = packing.lastPaths();
        float[] found = new float[paths.size()];
        for (int i = 0; i < found.length; i++) {
            for (long row : paths.get(i)) {
                found[i] += symbols[(int) row];
            }
        }
        return packing.toInputs(found);
    }

    @Test
    void answersToOnePromptShareIt() {
        long[] prompt = range(1, 100);

        PrefixTree tree = PrefixTree.of(List.of(joined(prompt, range(500, 10)), joined(prompt, range(600, 20))));

        assertEquals(130, tree.stretches().stream().mapToInt(Stretch::length).sum());
    }

    @Test
    void equalInputsAreComputedOnce() {
        long[] input = range(1, 50);

        PrefixTree tree = PrefixTree.of(List.of(input, input.clone(), input.clone()));

        assertEquals(1, tree.stretches().size());
        assertEquals(1, Packing.of(tree).lastRows().length);
    }

    @Test
    void aFewCommonSymbolsAreNotWorthAStretch() {
        PrefixTree tree = PrefixTree.of(List.of(joined(range(1, 5), range(50, 9)), joined(range(1, 5), range(70, 9))));

        assertEquals(2, tree.stretches().size());
    }

    @Test
    void whereMemoryIsShortThePassIsHalved() throws ScoringException {
        List<long[]> inputs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            inputs.add(range(1000L * i, 100));
        }
        List<Integer> tried = new ArrayList<>();
        Passes passes = new Passes(800);

        double[] found = passes.compute(inputs, (tree, some) -> {
            tried.add(tree.inputs());
            if (tree.inputs() > 2) {
                throw ScoringException.memoryShort("Memory is short.", new IllegalStateException("too much"));
            }
            return sums(tree);
        });

        assertEquals(List.of(8, 4, 2, 2, 2, 2), tried);
        assertEquals((double) Arrays.stream(inputs.get(7)).sum(), found[7], 1e-3);
        assertEquals(200, passes.budget());
    }

    @Test
    void anInputThatIsTooLargeByItselfFails() {
        Passes passes = new Passes(10);

        assertThrows(
                ScoringException.class,
                () -> passes.compute(List.of(range(0, 100)), (tree, some) -> {
                    throw ScoringException.memoryShort("Memory is short.", new IllegalStateException("too much"));
                }));
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        List<Integer> tried = new ArrayList<>();

        assertThrows(
                ScoringException.class,
                () -> new Passes(1000).compute(List.of(range(0, 100), range(200, 100)), (tree, some) -> {
                    tried.add(tree.inputs());
                    throw new ScoringException("No.");
                }));

        assertEquals(List.of(2), tried);
    }
}
