package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.scoring.ScoringException;
import winnow.scoring.batch.Packing;
import winnow.scoring.batch.Passes;
import winnow.store.job.CancelToken;

/**
 * What a text model says of many texts, with nothing computed twice (SPEC 17): common beginnings go through the decoder
 * once, nothing is padded. Confined to the thread of the model.
 */
public final class SharedTexts {

    /** Rows of one pass of the decoder: more make products no faster. */
    private static final int ROWS = 4096;

    /** The same on a graphics card. */
    private static final int CARD_ROWS = 16_384;

    /** The same where every pass brings all layers to the device anew. */
    static final int STREAMED_ROWS = 65_536;

    private final LanguageDecoder decoder;
    private final NDManager manager;
    private final Passes passes;
    private long operations;

    /**
     * Texts of a decoder.
     *
     * @param manager lends memory for the time of a pass
     * @param onProcessor whether the processor computes
     */
    public SharedTexts(LanguageDecoder decoder, NDManager manager, boolean onProcessor) {
        this.decoder = requireNonNull(decoder, "decoder");
        this.manager = requireNonNull(manager, "manager");
        int rows = onProcessor ? ROWS : CARD_ROWS;
        this.passes = new Passes(decoder.streamed() ? STREAMED_ROWS : rows);
    }

    /**
     * What the head says at the last token of every input, which may be no finite number.
     *
     * @param inputs tokens of each, at least one
     * @throws java.util.concurrent.CancellationException when asked to stop: looked at before each pass
     */
    double[] rewards(List<int[]> inputs, CancelToken cancel) throws ScoringException {
        return compute(inputs, (packing, base, some) -> {
            cancel.check();
            double[] rewards = decoder.rewards(manager, packing, base);
            operations += decoder.operations(packing);
            return rewards;
        });
    }

    /**
     * The sums of the natural logarithms of the probabilities of a stretch of tokens of every input, each given all
     * before it.
     *
     * @param asked stretches that begin behind the first token and are not empty
     * @throws java.util.concurrent.CancellationException when asked to stop: looked at before each pass
     */
    public double[] logProbabilities(List<LanguageDecoder.Stretch> asked, CancelToken cancel) throws ScoringException {
        List<int[]> read = asked.stream()
                .map(one -> Arrays.copyOf(one.ids(), one.end() - 1))
                .toList();
        return compute(read, (packing, base, some) -> {
            cancel.check();
            List<LanguageDecoder.Stretch> mine =
                    Arrays.stream(some).mapToObj(asked::get).toList();
            double[] sums = decoder.logProbabilities(manager, packing, base, mine);
            long tokens =
                    mine.stream().mapToLong(one -> one.end() - one.first()).sum();
            operations += decoder.operations(packing) + decoder.likelyOperations(tokens);
            return sums;
        });
    }

    /** Computes one pass. */
    @FunctionalInterface
    private interface Pass {
        double[] compute(Packing packing, double base, int[] inputs) throws ScoringException;
    }

    private double[] compute(List<int[]> inputs, Pass pass) throws ScoringException {
        double[] all = new double[inputs.size()];
        for (Map.Entry<Double, List<Integer>> group : byBase(inputs).entrySet()) {
            List<Integer> members = group.getValue();
            double[] found = passes.compute(rows(inputs, members), (tree, some) -> {
                int[] numbers = Arrays.stream(some).map(members::get).toArray();
                return pass.compute(Packing.of(tree), group.getKey(), numbers);
            });
            for (int i = 0; i < found.length; i++) {
                all[members.get(i)] = found[i];
            }
        }
        return all;
    }

    /** Counts the products these inputs need as if they had been computed here, for who computed them otherwise. */
    void count(List<int[]> inputs) throws ScoringException {
        double[] unused = compute(inputs, (packing, base, some) -> {
            operations += decoder.operations(packing);
            return new double[some.length];
        });
    }

    /** Floating-point operations of the products that were needed so far. */
    public long operations() {
        return operations;
    }

    private Map<Double, List<Integer>> byBase(List<int[]> inputs) {
        Map<Double, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            groups.computeIfAbsent(decoder.base(inputs.get(i).length), b -> new ArrayList<>())
                    .add(i);
        }
        return groups;
    }

    private static List<long[]> rows(List<int[]> inputs, List<Integer> group) {
        return group.stream()
                .map(i -> Arrays.stream(inputs.get(i)).asLongStream().toArray())
                .toList();
    }
}
