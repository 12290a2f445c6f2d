package winnow.store.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder beside a workspace with the pictures and other media that stood inside of dataset files, each once, under
 * the hash of its bytes. It belongs to the workspace and moves with it.
 *
 * @param folder where; made when the first file comes
 */
public record MediaFolder(Path folder) {

    private static final int HEAD = 16;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{64}\\.[a-z0-9]{1,5}");
    private static final List<String> PICTURES = List.of("jpg", "png", "gif", "bmp", "webp", "tif");

    /** That of a workspace. */
    public static MediaFolder of(Path workspace) {
        return new MediaFolder(workspace.resolveSibling(workspace.getFileName() + ".media"));
    }

    /** Where the media of a dataset are: in the folders that were chosen, and in that of the workspace where it is. */
    public static MediaRoots roots(Path workspace, List<Path> chosen) {
        Path folder = of(workspace).folder;
        return new MediaRoots(
                Files.isDirectory(folder)
                        ? Stream.concat(chosen.stream(), Stream.of(folder)).toList()
                        : chosen);
    }

    /** The path of a file with such bytes in any such folder: two digits, a slash, the hash, and what it is. */
    public static String nameOf(byte[] bytes) {
        String hash = HexFormat.of().formatHex(digest().digest(bytes));
        return hash.substring(0, 2) + "/" + hash + "." + ending(Arrays.copyOf(bytes, Math.min(HEAD, bytes.length)));
    }

    /** Whether a path looks like one that {@link #nameOf} gives. */
    public static boolean isName(String path) {
        return NAME.matcher(path).matches();
    }

    /** Whether a name is that of a picture. */
    public static boolean isPicture(String name) {
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Keeps bytes; a file is there whole or not at all.
     *
     * @return its path under the folder
     * @throws IOException if it cannot be written, with a message for the user
     */
    public String put(byte[] bytes) throws IOException {
        String name = nameOf(bytes);
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file) && Files.size(file) == bytes.length) {
            return name;
        }
        Path part = folder.resolve(".part-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder.resolve(name.substring(0, 2)));
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "The pictures inside of the file cannot be kept in " + folder + ": " + e.getMessage()
                            + ". Make room, or allow writing there.",
                    e);
        } finally {
            Files.deleteIfExists(part);
        }
        return name;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String ending(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return "tif";
        }
        if (text.startsWith("ftyp", 4)) {
            return "mp4";
        }
        if (text.startsWith("\u001AE\u00DF\u00A3")) {
            return "webm";
        }
        if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
            return "avi";
        }
        return PictureKind.of(head)
                .map(kind -> kind == PictureKind.JPEG ? "jpg" : kind.name().toLowerCase(Locale.ROOT))
                .orElse("bin");
    }
}
