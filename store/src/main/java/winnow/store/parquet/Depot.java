package winnow.store.parquet;

import java.io.IOException;

/** Where bytes of a file go that are no text. */
@FunctionalInterface
public interface Depot {

    /**
     * Puts bytes away.
     *
     * @return the name they are found under, the same for the same bytes
     * @throws IOException if they cannot be written
     */
    String put(byte[] bytes) throws IOException;
}
