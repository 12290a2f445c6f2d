package winnow.scoring.ixc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.scoring.FeatureCache;
import winnow.scoring.ScoringException;
import winnow.scoring.batch.Packing;
import winnow.scoring.batch.Passes;
import winnow.scoring.batch.PrefixTree;
import winnow.scoring.internlm2.InternLm2Decoder;
import winnow.store.job.CancelToken;

/**
 * Scores of many inputs with nothing computed twice (SPEC 17): equal pictures are encoded once, common beginnings go
 * through the decoder once, nothing is padded. Confined to the thread of the model.
 */
final class SharedScores implements AutoCloseable {

    private final InternLm2Decoder decoder;
    private final Features features;
    private final NDManager manager;
    private final Passes passes;
    private long operations;

    /**
     * Scores of a decoder.
     *
     * @param budget rows of one pass
     * @param kept bytes of features of pictures that stay from one call to the next
     */
    SharedScores(VisionTower tower, InternLm2Decoder decoder, NDManager manager, int budget, long kept) {
        this.decoder = decoder;
        this.manager = manager;
        this.features = new Features(tower, manager, kept);
        this.passes = new Passes(budget);
    }

    /**
     * The raw scores, which may be no finite numbers.
     *
     * @param padded whether the longest input decides on the positions of all (SPEC 9, dynamic scaling)
     * @throws java.util.concurrent.CancellationException when asked to stop: looked at before each pass and picture
     */
    double[] of(List<IxcPrepared> inputs, boolean padded, CancelToken cancel) throws ScoringException {
        double[] all = new double[inputs.size()];
        for (Map.Entry<Double, List<Integer>> group : byBase(inputs, padded).entrySet()) {
            Symbols symbols = new Symbols();
            List<long[]> rows = rows(inputs, group.getValue(), symbols);
            double[] found = passes.compute(rows, (tree, some) -> pass(tree, symbols, group.getKey(), cancel));
            for (int i = 0; i < found.length; i++) {
                all[group.getValue().get(i)] = found[i];
            }
        }
        return all;
    }

    /**
     * Counts the products that these inputs need as if they had been computed here, for who computed them otherwise.
     *
     * @param padded as of {@link #of}
     */
    void count(List<IxcPrepared> inputs, boolean padded) throws ScoringException {
        Symbols symbols = new Symbols();
        for (List<Integer> group : byBase(inputs, padded).values()) {
            passes.compute(rows(inputs, group, symbols), (tree, some) -> {
                operations += decoder.operations(Packing.of(tree));
                return new double[tree.inputs()];
            });
        }
        operations += features.operations(symbols.pictures());
    }

    /** Numbers of inputs by the base of their angles: inputs of other angles share nothing. */
    private Map<Double, List<Integer>> byBase(List<IxcPrepared> inputs, boolean padded) {
        int longest = inputs.stream().mapToInt(IxcPrepared::tokens).max().orElse(0);
        Map<Double, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            double base = decoder.base(padded ? longest : inputs.get(i).tokens());
            groups.computeIfAbsent(base, b -> new ArrayList<>()).add(i);
        }
        return groups;
    }

    private static List<long[]> rows(List<IxcPrepared> inputs, List<Integer> group, Symbols symbols) {
        return group.stream().map(i -> symbols.of(inputs.get(i))).toList();
    }

    private double[] pass(PrefixTree tree, Symbols symbols, double base, CancelToken cancel) throws ScoringException {
        cancel.check();
        Packing packing = Packing.of(tree);
        try (NDManager scratch = manager.newSubManager()) {
            NDArray x = rows(scratch, packing, symbols, cancel);
            features.trim();
            double[] found = decoder.rewards(scratch, x, packing, base);
            operations += decoder.operations(packing);
            return found;
        } finally {
            features.trim();
        }
    }

    private NDArray rows(NDManager owner, Packing packing, Symbols symbols, CancelToken cancel)
            throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            List<NDArray> parts = new ArrayList<>();
            long[] packed = packing.symbols();
            for (Symbols.Run run : symbols.runs(packed, packing.pictures())) {
                cancel.check();
                parts.add(decoder.part(scratch, features.of(run.picture()), run.first(), run.end()));
            }
            if (packed.length > packing.pictures()) {
                parts.add(decoder.embed(scratch, Symbols.ids(packed, packing.pictures())));
            }
            return decoder.join(owner, parts, packed.length);
        }
    }

    /** Looks for what pictures became in a memory that outlives the model. */
    void use(FeatureCache cache) {
        features.use(cache);
    }

    /** Floating-point operations of the products that were needed so far. */
    long operations() {
        return operations + features.operations();
    }

    @Override
    public void close() {
        features.close();
    }
}
