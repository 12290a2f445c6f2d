package winnow.store.parquet;

import java.io.IOException;

/** Where the bytes come from that a {@link Depot} took. */
@FunctionalInterface
public interface Supply {

    /**
     * The bytes under a name.
     *
     * @throws IOException if they are gone, with a message for the user
     */
    byte[] get(String name) throws IOException;
}
