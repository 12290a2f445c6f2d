package winnow.app.service;

import static java.util.Objects.requireNonNull;

/**
 * What a model scored in the open workspace with one set of options.
 *
 * @param id number of the run
 * @param tiles most tiles a picture
 * @param precision it computed in, such as {@code float32}
 * @param forced whether it was scored although the model failed its self-test
 * @param scored samples with a reward
 * @param failed samples with a reason instead
 */
public record ModelRun(long id, int tiles, String precision, boolean forced, long scored, long failed) {
    public ModelRun {
        requireNonNull(precision, "precision");
    }
}
