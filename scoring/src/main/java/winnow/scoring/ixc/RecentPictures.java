package winnow.scoring.ixc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import winnow.scoring.ScoringException;

/**
 * Pictures and videos made ready lately, so that answers about one decode it once, also where they ask at the same
 * time. A file that changed is another one. Any thread may use it.
 */
final class RecentPictures {

    /**
     * What a picture ready for the tower depends on.
     *
     * @param way how it is made ready: tiles, titles
     */
    private record Key(Path file, long size, FileTime modified, String way) {}

    /** Makes a picture ready. */
    @FunctionalInterface
    interface Maker {
        Picture make() throws ScoringException;
    }

    /** Carries a failure through the cache, which does not keep it. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(ScoringException cause) {
            super(cause);
        }
    }

    private final Cache<Key, Picture> ready;

    /** Keeps so many bytes of pixels at most. */
    RecentPictures(long bytes) {
        ready = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Picture picture) -> picture.pixels().rgb().length)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A picture that was made ready before, or is made now.
     *
     * @throws ScoringException what the maker says; it is asked again next time
     */
    Picture of(Path file, String way, Maker maker) throws ScoringException {
        Optional<Key> key = key(file, way);
        if (key.isEmpty()) {
            return maker.make();
        }
        try {
            return ready.get(key.get(), unused -> made(maker));
        } catch (Failed e) {
            if (e.getCause() instanceof ScoringException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Picture made(Maker maker) {
        try {
            return maker.make();
        } catch (ScoringException e) {
            throw new Failed(e);
        }
    }

    /** None for what is no file, or cannot be looked at: who reads it then says why. */
    private static Optional<Key> key(Path file, String way) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.isRegularFile()
                    ? Optional.of(new Key(file.toRealPath(), found.size(), found.lastModifiedTime(), way))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
