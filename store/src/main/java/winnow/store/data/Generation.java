package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * How answers of a chat model are drawn. Answers of equal ones go together.
 *
 * @param endpoint address, without a key
 * @param model name the endpoint knows it by
 * @param temperature 0 or more
 * @param seed of the first answer to a prompt; the next has the next
 */
public record Generation(String endpoint, String model, double temperature, long seed) {

    public Generation {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(model, "model");
        if (!(temperature >= 0)) {
            throw new IllegalArgumentException("The temperature must be 0 or more, was " + temperature);
        }
    }
}
