package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a repository, as the hub announces it.
 *
 * @param name without folders, safe to be a file's name here
 * @param size in bytes
 * @param hash SHA-256 of a large file, 64 digits, or git's SHA-1 of a small one, 40 digits
 */
record HubFile(String name, long size, String hash) {

    HubFile {
        requireNonNull(name, "name");
        requireNonNull(hash, "hash");
        if (!isSafe(name) || size < 0 || !hash.matches("[0-9a-f]{64}|[0-9a-f]{40}")) {
            throw new IllegalArgumentException("No file of a repository: " + name + ", " + size + ", " + hash);
        }
    }

    /** Whether a name from elsewhere can be the name of a file in a folder of ours. */
    static boolean isSafe(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9._+=-]{0,200}") && !name.contains("..");
    }

    /** Whether a path stays in the folder it is put in: what does not is a server's attempt to write elsewhere. */
    static boolean isInside(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && !path.contains("\\")
                && !path.matches("(?s).*[\\x00-\\x1f\\x7f:].*")
                && !("/" + path + "/").contains("/../")
                && !("/" + path + "/").contains("/./");
    }

    /** Starts the hash that {@link #matches} compares. */
    MessageDigest digest() {
        try {
            if (hash.length() == 64) {
                return Hashes.digest();
            }
            MessageDigest git = MessageDigest.getInstance("SHA-1");
            git.update(("blob " + size + "\0").getBytes(StandardCharsets.UTF_8));
            return git;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    /** Whether these are the bytes that were announced. */
    boolean matches(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).equals(hash);
    }

    /** What to say when they are not. */
    IOException damaged() {
        return new IOException(
                name + " arrived damaged: its checksum is not the one the hub announced. Nothing of it was"
                        + " kept; try again.");
    }
}
