package winnow.app.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Turn;

/** What tells one prompt from another: its words, its media, and what else is said of it. */
final class PromptKey {

    private PromptKey() {}

    /**
     * SHA-256 of a prompt.
     *
     * @param context what else sets it apart, in order
     * @param turns what was said; white space around it does not count
     */
    static String of(List<String> context, List<Media> media, List<Turn> turns) {
        MessageDigest digest = Hashes.digest();
        context.forEach(each -> add(digest, each));
        for (Media medium : media) {
            add(digest, medium.kind() + " " + medium.path());
        }
        for (Turn turn : turns) {
            add(digest, turn.role() + " " + turn.text().strip());
        }
        return Hashes.text(digest);
    }

    /** A number that is equal for equal texts. */
    static long of(String text) {
        MessageDigest digest = Hashes.digest();
        add(digest, text);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
