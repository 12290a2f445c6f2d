package winnow.store.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Says that a file is in none of the folders, although its path could be one. */
    public static final class Missing extends IOException {

        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * Finds a file. It is looked for as the record writes it; then with slashes for backslashes, as records made on
     * Windows have them; then with its accents composed and decomposed, as archives made on a Mac have them.
     *
     * @param path as it stands in the record; relative to one of the folders, or absolute inside one
     * @return the real path of an existing regular file inside one of the folders
     * @throws Missing if it is in none of the folders, with a message for the user
     * @throws IOException if the path cannot be one, or leads out of the folders, with a message for the user
     */
    public Path resolve(String path) throws IOException {
        boolean outside = false;
        for (String spelling : spellings(path)) {
            Path given = parse(spelling);
            for (Path folder : folders) {
                Path root = folder.toAbsolutePath().normalize();
                Path candidate = root.resolve(given).normalize();
                if (!candidate.startsWith(root)) {
                    outside = true;
                } else if (Files.isRegularFile(candidate)) {
                    Path real = candidate.toRealPath();
                    if (real.startsWith(root.toRealPath())) {
                        return real;
                    }
                    outside = true;
                }
            }
        }
        throw outside ? new IOException(leadsOut(path)) : new Missing(notFound(path));
    }

    private static Set<String> spellings(String path) {
        String slashes = path.replace('\\', '/');
        return new LinkedHashSet<>(List.of(
                path,
                slashes,
                Normalizer.normalize(slashes, Normalizer.Form.NFC),
                Normalizer.normalize(slashes, Normalizer.Form.NFD)));
    }

    private static String leadsOut(String path) {
        return shown(path) + " leads out of the media folders and was not opened. Add its folder if that is meant.";
    }

    private String notFound(String path) {
        if (folders.isEmpty()) {
            return shown(path) + " was not looked for: no media folder was chosen.";
        }
        String where = folders.stream().map(Path::toString).collect(Collectors.joining(" or "));
        return shown(path) + " does not exist in " + where + ".";
    }

    private static Path parse(String path) throws IOException {
        if (path.isBlank()) {
            throw new IOException("The path of the picture is empty.");
        }
        if (path.matches("(?is)([a-z][a-z0-9+.-]+://|(data|file|jar|blob):).*")) {
            throw new IOException(shown(path) + " is an address, not a file. Winnow opens local files only.");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IOException("\"" + shown(path) + "\" is not a path: " + e.getReason() + ".", e);
        }
    }

    /** The path for a message of one line: control characters as U+FFFD, the middle of a very long one left out. */
    private static String shown(String path) {
        String line = path.replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() <= 200 ? line : line.substring(0, 100) + "..." + line.substring(line.length() - 97);
    }
}
