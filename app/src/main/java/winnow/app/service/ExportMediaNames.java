package winnow.app.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of pictures and videos in an export. A medium keeps the path its record has for it where that leads nowhere but
 * into the export and is nobody else's; otherwise it gets one below {@code media/} with a part that no other has.
 */
final class ExportMediaNames {

    private static final String FOLDER = "media/";
    private static final int LONGEST = 100;
    private static final int LONGEST_PATH = 1_000;

    /**
     * A name.
     *
     * @param file where in the export the medium lies
     * @param path what a record calls it, which leads to that file
     */
    record Name(String file, String path) {}

    private final Set<String> taken;

    /** {@code taken}: the names of the export's other files. */
    ExportMediaNames(List<String> taken) {
        this.taken = taken.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Names for a file, the first that is free to be taken. */
    List<Name> of(long datasetId, String path, Path source) {
        List<Name> names = new ArrayList<>();
        String inside = inside(path);
        if (!inside.isEmpty()) {
            names.add(new Name(inside, path));
        }
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^\\.+", "");
        String shortened = clean.substring(Math.max(0, clean.length() - LONGEST));
        MessageDigest digest = Hashes.digest();
        digest.update((datasetId + "\n" + source).getBytes(StandardCharsets.UTF_8));
        String own = FOLDER + Hashes.text(digest).substring(0, 16) + "/" + (shortened.isEmpty() ? "file" : shortened);
        names.add(new Name(own, own));
        return names;
    }

    /** The path without detours, if it leads to no file of the export itself. */
    private String inside(String path) {
        String inside = normal(path);
        int slash = inside.indexOf('/');
        String first = slash < 0 ? inside : inside.substring(0, slash);
        return taken.contains(first.toLowerCase(Locale.ROOT)) ? "" : inside;
    }

    /** Whether a path leads into the folder, on every system and without detours. */
    static boolean isInside(String path) {
        return !path.isEmpty() && normal(path).equals(path);
    }

    /** The path without detours, if it leads into the folder on every system; empty otherwise. */
    private static String normal(String path) {
        if (path.length() > LONGEST_PATH || path.matches("(?s).*[\\\\:*?\"<>|\\p{Cntrl}].*")) {
            return "";
        }
        try {
            Path normal = Path.of(path).normalize();
            boolean odd = normal.isAbsolute()
                    || normal.startsWith("..")
                    || normal.toString().startsWith(".");
            return odd ? "" : normal.toString().replace('\\', '/');
        } catch (InvalidPathException e) {
            return ""; // as a record of another system may have it
        }
    }
}
