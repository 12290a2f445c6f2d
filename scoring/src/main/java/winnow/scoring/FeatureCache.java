package winnow.scoring;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Remembers what a model computed from a picture, for later runs. Made for one model and one way of computing, so that
 * keys need to tell pictures apart only. Never fails: what cannot be kept or read is computed anew. One thread at a
 * time.
 */
public interface FeatureCache {

    /** Remembers nothing. */
    FeatureCache NONE = new FeatureCache() {
        @Override
        public Optional<ByteBuffer> find(String key, long bytes) {
            return Optional.empty();
        }

        @Override
        public void keep(String key, ByteBuffer values) {
            // remembers nothing
        }
    };

    /**
     * What was kept under a key, unchanged.
     *
     * @param key says what it was computed from, to the last pixel
     * @param bytes it must have; anything else is not given
     * @return a direct buffer in the machine's byte order, which the caller may keep
     */
    Optional<ByteBuffer> find(String key, long bytes);

    /**
     * Keeps values for later.
     *
     * @param key says what they were computed from, to the last pixel
     * @param values from position to limit, in the machine's byte order; not changed by anybody afterwards
     */
    void keep(String key, ByteBuffer values);
}
