package winnow.scoring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Number types a model computes in, stored with every run: scores compare only under equal ones (SPEC 11). */
public enum Precision {
    /** Everything in float32: the reference, and the fastest on processors without bfloat16 units. */
    FLOAT32,
    /** Weights and activations in bfloat16; sums that must be exact stay in float32. */
    BFLOAT16,
    /** Matrix products in bfloat16, the rest in float32, as {@code torch.autocast} chooses. */
    BFLOAT16_AUTOCAST,
    /** Matrix products in float16, the rest in float32: how the published scores were computed, on CUDA. */
    FLOAT16_AUTOCAST;

    /** The name the command line and files use, such as {@code bfloat16-autocast}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The precision of that name, if there is one. */
    public static Optional<Precision> of(String id) {
        return Arrays.stream(values()).filter(p -> p.id().equals(id)).findFirst();
    }
}
