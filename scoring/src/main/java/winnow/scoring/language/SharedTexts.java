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
 * Rewards of many texts with nothing computed twice (SPEC 17): common beginnings go through the decoder once, nothing
 * is padded. Confined to the thread of the model.
 */
final class SharedTexts {

    private final LanguageDecoder decoder;
    private final NDManager manager;
    private final Passes passes;
    private long operations;

    /**
     * Rewards of a decoder.
     *
     * @param manager lends memory for the time of a pass
     * @param budget rows of one pass
     */
    SharedTexts(LanguageDecoder decoder, NDManager manager, int budget) {
        this.decoder = requireNonNull(decoder, "decoder");
        this.manager = requireNonNull(manager, "manager");
        this.passes = new Passes(budget);
    }

    /**
     * What the head says at the last token of every input, which may be no finite number.
     *
     * @param inputs tokens of each, at least one
     * @throws java.util.concurrent.CancellationException when asked to stop: looked at before each pass
     */
    float[] of(List<int[]> inputs, CancelToken cancel) throws ScoringException {
        float[] all = new float[inputs.size()];
        for (Map.Entry<Double, List<Integer>> group : byBase(inputs).entrySet()) {
            List<long[]> rows = rows(inputs, group.getValue());
            float[] found = passes.compute(rows, tree -> {
                cancel.check();
                Packing packing = Packing.of(tree);
                float[] rewards = decoder.rewards(manager, packing, group.getKey());
                operations += decoder.operations(packing);
                return rewards;
            });
            for (int i = 0; i < found.length; i++) {
                all[group.getValue().get(i)] = found[i];
            }
        }
        return all;
    }

    /** Counts the products these inputs need as if they had been computed here, for who computed them otherwise. */
    void count(List<int[]> inputs) throws ScoringException {
        for (List<Integer> group : byBase(inputs).values()) {
            passes.compute(rows(inputs, group), tree -> {
                operations += decoder.operations(Packing.of(tree));
                return new float[tree.inputs()];
            });
        }
    }

    /** Floating-point operations of the products that were needed so far. */
    long operations() {
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
