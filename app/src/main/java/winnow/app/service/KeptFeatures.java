package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What became of pictures and is kept beside a workspace, to be used again.
 *
 * @param folder where it is kept; it need not exist yet
 * @param bytes how much room it takes
 */
public record KeptFeatures(Path folder, long bytes) {

    /**
     * What is kept in a folder now.
     *
     * @throws IOException if it cannot be looked through
     */
    static KeptFeatures in(Path folder) throws IOException {
        long bytes = 0;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    bytes += size(file);
                }
            }
        }
        return new KeptFeatures(folder, bytes);
    }

    /** A run may throw files away meanwhile. */
    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
