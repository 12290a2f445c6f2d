package winnow.scoring.ixc;

import static java.util.Objects.requireNonNull;

/**
 * What learns, and how inputs are made.
 *
 * @param part what learns
 * @param lora the new matrices, where the part is {@link TrainedPart.Kind#LORA}
 * @param dropout share of the inputs of PLoRA and LoRA that is dropped, 0 to below 1
 * @param margin by which the chosen answer should lead
 * @param centre weight of the squared sum of the two rewards, which keeps them around 0; 0 for none
 * @param inputs how inputs are made
 * @param computing how it is computed; changes no figure
 */
public record TrainingOptions(
        TrainedPart part, Lora lora, double dropout, double margin, double centre, Inputs inputs, Computing computing) {

    /**
     * New LoRA matrices.
     *
     * @param rank R
     * @param alpha their effect is alpha / R
     * @param seed of their first values
     */
    public record Lora(int rank, double alpha, long seed) {}

    /**
     * How inputs are made.
     *
     * @param hdNum most tiles of a picture
     * @param maxLength most tokens
     */
    public record Inputs(int hdNum, int maxLength) {}

    /**
     * How it is computed.
     *
     * @param threads of the tensor library; 0 leaves it to the library
     * @param checkpointing whether a layer is computed again on the way back, instead of keeping all inside of it
     * @param halves whether weights that do not learn stay as their file has them where that is half precision, and are
     *     widened in use; what learns is float32 all the same
     */
    public record Computing(int threads, boolean checkpointing, boolean halves) {

        /** All is kept, in float32. */
        public static Computing on(int threads) {
            return new Computing(threads, false, false);
        }
    }

    public TrainingOptions {
        requireNonNull(part, "part");
        requireNonNull(lora, "lora");
        requireNonNull(inputs, "inputs");
        requireNonNull(computing, "computing");
    }
}
