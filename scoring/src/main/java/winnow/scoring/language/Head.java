package winnow.scoring.language;

import static java.util.Objects.requireNonNull;

/**
 * The matrix behind the last norm.
 *
 * @param name of its tensor
 * @param rows 1 for rewards, the size of the vocabulary for probabilities
 */
public record Head(String name, int rows) {

    public Head {
        requireNonNull(name, "name");
    }
}
