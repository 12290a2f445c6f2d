package winnow.scoring.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import winnow.scoring.ScoringException;

/**
 * What a snapshot is known by: one SHA-256 over the SHA-256 of each file that decides on its scores. Another path, name
 * or time of the same bytes changes nothing.
 */
public final class Fingerprint {

    private static final List<String> SMALL =
            List.of("config.json", "tokenizer.model", "added_tokens.json", "tokenizer.json");
    private static final int BUFFER_BYTES = 1 << 22;

    private final LongConsumer bytesDone;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long done;

    private Fingerprint(LongConsumer bytesDone) {
        this.bytesDone = bytesDone;
    }

    /**
     * Hashes a snapshot, reading every file once: its configuration and tokenizer, as far as there are any, then
     * {@code files}.
     *
     * @param folder of the snapshot
     * @param files the weight files and whatever else decides on scores, in an order that is always the same
     * @param bytesDone told how many bytes of all were read, every few megabytes; may throw to stop
     * @return 64 hexadecimal digits
     * @throws ScoringException if a file cannot be read; names it
     */
    public static String of(Path folder, List<Path> files, LongConsumer bytesDone) throws ScoringException {
        Set<Path> all = new LinkedHashSet<>();
        SMALL.stream().map(folder::resolve).filter(Files::isRegularFile).forEach(all::add);
        all.addAll(files);
        Fingerprint fingerprint = new Fingerprint(bytesDone);
        MessageDigest digest = sha256();
        for (Path file : all) {
            digest.update(fingerprint.hash(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] hash(Path file) throws ScoringException {
        MessageDigest digest = sha256();
        ByteBuffer room = ByteBuffer.wrap(buffer);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(room.clear()) >= 0) {
                digest.update(buffer, 0, room.position());
                done += room.position();
                bytesDone.accept(done);
            }
        } catch (IOException e) {
            throw new ScoringException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
