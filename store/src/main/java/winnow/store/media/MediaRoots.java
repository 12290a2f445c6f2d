package winnow.store.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders the user chose for the media of a dataset, and the only way from a path in a record to a file: what lies
 * outside of them is refused, links that lead out included.
 *
 * @param folders looked through in this order
 */
public record MediaRoots(List<Path> folders) {

    public MediaRoots {
        folders = List.copyOf(folders);
    }

    /**
     * Finds a file.
     *
     * @param path as it stands in the record; relative to one of the folders, or absolute inside one
     * @return the real path of an existing regular file inside one of the folders
     * @throws IOException if there is none, with a message for the user
     */
    public Path resolve(String path) throws IOException {
        Path given = parse(path);
        boolean outside = false;
        for (Path folder : folders) {
            Path candidate = folder.resolve(given).normalize();
            if (!candidate.startsWith(folder.normalize())) {
                outside = true;
            } else if (Files.isRegularFile(candidate)) {
                Path real = candidate.toRealPath();
                if (real.startsWith(folder.toRealPath())) {
                    return real;
                }
                outside = true;
            }
        }
        throw new IOException(
                outside
                        ? path + " leads out of the media folders and was not opened. Add its folder if that is meant."
                        : path + " is in none of the " + folders.size() + " media folders.");
    }

    private static Path parse(String path) throws IOException {
        if (path.isBlank()) {
            throw new IOException("The path of the picture is empty.");
        }
        if (path.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            throw new IOException(path + " is an address, not a file. Winnow opens local files only.");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IOException("\"" + path + "\" is not a path: " + e.getReason() + ".", e);
        }
    }
}
