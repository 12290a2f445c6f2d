package winnow.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Puts together the {@link Prepared#key} of an input: what is added in the same order gives the same key. */
public final class InputKey {

    private static final byte TOKENS = 0;
    private static final byte TEXT = 1;

    private final MessageDigest digest;

    /** Nothing was added yet. */
    public InputKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Adds the first so many tokens; as many added at once or one after the other are the same. */
    public void add(int[] ids, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * (1 + Integer.BYTES));
        for (int i = 0; i < count; i++) {
            bytes.put(TOKENS).putInt(ids[i]);
        }
        digest.update(bytes.flip());
    }

    /** Adds a text. */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(TEXT);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    /** The key; nothing can be added afterwards. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
