package winnow.scoring;

/** A sample made ready for one model: text tokenised, pictures decoded and cut. Heap memory only; thread-safe. */
public interface Prepared {

    /** Length of the input in tokens, picture tokens included, after truncation. */
    int tokens();

    /** Whether the input was cut at the maximal length. */
    boolean truncated();
}
