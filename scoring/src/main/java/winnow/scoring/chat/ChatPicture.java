package winnow.scoring.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import winnow.scoring.ScoringException;

/**
 * A picture as an address that holds its bytes, as they are in the file.
 *
 * @param address {@code data:image/png;base64,…}
 */
public record ChatPicture(String address) {

    private static final long MAX_BYTES = 20L << 20;

    /**
     * Reads a picture; its kind is told by its first bytes.
     *
     * @param name for messages
     * @throws ScoringException if it is missing, too large or of a kind that chat models do not take; names it
     */
    public static ChatPicture read(Path file, String name) throws ScoringException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ScoringException(name + " is larger than the 20 MiB that chat models take. Make it smaller.");
            }
            byte[] bytes = Files.readAllBytes(file);
            return new ChatPicture("data:" + type(bytes, name) + ";base64,"
                    + Base64.getEncoder().encodeToString(bytes));
        } catch (IOException e) {
            throw new ScoringException(name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static String type(byte[] bytes, String name) throws ScoringException {
        String head = new String(Arrays.copyOf(bytes, Math.min(bytes.length, 12)), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u00FF\u00D8\u00FF")) {
            return "image/jpeg";
        } else if (head.startsWith("\u0089PNG")) {
            return "image/png";
        } else if (head.startsWith("GIF8")) {
            return "image/gif";
        } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        throw new ScoringException(name + " is no JPEG, PNG, GIF or WebP picture, and chat models take no others.");
    }
}
