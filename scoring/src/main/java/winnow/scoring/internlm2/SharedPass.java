package winnow.scoring.internlm2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.scoring.ScoringException;
import winnow.scoring.batch.Packing;
import winnow.scoring.torch.TorchProgram;

/**
 * The decoder over many inputs at once (SPEC 17): what they have in common is computed once, the last layer for scored
 * rows only. Confined to the thread of the decoder.
 */
final class SharedPass {

    /** The name under which the program has the tensors of a layer; asked for one after the other, from 0. */
    @FunctionalInterface
    interface LayerNames {
        String of(int layer) throws ScoringException;
    }

    private final InternLm2Config config;
    private final TorchProgram program;
    private final LayerNames names;

    SharedPass(InternLm2Config config, TorchProgram program, LayerNames names) {
        this.config = config;
        this.program = program;
        this.names = names;
    }

    /**
     * What the head says at the last row of every input of a tree.
     *
     * @param owner lends memory for the time of the call
     * @param x rows as they are packed, (R, C); changed
     * @param base of the angles of all inputs
     */
    double[] rewards(NDManager owner, NDArray x, Packing packing, double base) throws ScoringException {
        try (NDManager scratch = owner.newSubManager()) {
            long[] positions = packing.positions();
            int length = Math.toIntExact(Arrays.stream(positions).max().orElse(0) + 1);
            double divisor = config.rope().scaling().divisor();
            NDArray rope;
            try (NDArray asked = row(scratch, positions)) {
                rope = program.call(scratch, "ropes", asked, length, config.headSize(), base, divisor);
            }
            List<NDArray> own = rows(scratch, packing.own());
            List<NDArray> paths = rows(scratch, packing.paths());
            long[] heads = {config.heads(), config.groups(), config.headSize()};
            double eps = config.normEpsilon();
            int pictures = packing.pictures();
            int last = config.layers() - 1;
            for (int i = 0; i < last; i++) {
                NDArray same =
                        program.call(scratch, "layer_of_many", names.of(i), x, rope, heads, eps, pictures, own, paths);
                same.close(); // another handle of x
            }
            NDArray scored = row(scratch, packing.lastRows());
            List<NDArray> seen = rows(scratch, packing.lastPaths());
            NDArray found = program.call(
                    scratch,
                    "score_many",
                    names.of(last),
                    x,
                    rope,
                    heads,
                    eps,
                    pictures,
                    program.call(scratch, "numbers", scored),
                    packing.lastPictures(),
                    seen);
            return packing.toInputs(found.toFloatArray());
        }
    }

    private List<NDArray> rows(NDManager owner, List<long[]> numbers) throws ScoringException {
        List<NDArray> rows = new ArrayList<>();
        for (long[] some : numbers) {
            try (NDArray asked = row(owner, some)) {
                rows.add(program.call(owner, "numbers", asked));
            }
        }
        return rows;
    }

    private static NDArray row(NDManager owner, long[] numbers) {
        return owner.create(numbers, new Shape(numbers.length));
    }

    /**
     * Floating-point operations of the products a pass needs, two for a multiplication with its addition; for rows of
     * pictures those with merged matrices.
     */
    long operations(Packing packing) {
        long hidden = config.hidden();
        long mlp = 3L * hidden * config.intermediate();
        long queries = hidden * hidden;
        long keys = 2L * config.groups() * config.headSize() * hidden;
        long rows = packing.rows();
        long scored = packing.lastRows().length;
        long whole = rows * (queries + keys + hidden * hidden + mlp) + 2 * hidden * packing.lookedAt();
        long last = rows * keys + scored * (queries + hidden * hidden + mlp) + 2 * hidden * packing.lastLookedAt();
        return 2 * ((config.layers() - 1) * whole + last);
    }
}
