package winnow.scoring;

import java.util.Optional;

/** A sample made ready for one model: text tokenised, pictures decoded and cut. Heap memory only; thread-safe. */
public interface Prepared {

    /** Length of the input in tokens, picture tokens included, after truncation. */
    int tokens();

    /** Whether the input was cut at the maximal length. */
    boolean truncated();

    /**
     * SHA-256 of all the model computes its reward from, as 64 hexadecimal digits: tokens after truncation and pixels
     * of pictures. Inputs of one model with equal keys have equal rewards, whatever options made them. Empty for models
     * that may answer differently when asked again.
     */
    default Optional<String> key() {
        return Optional.empty();
    }
}
