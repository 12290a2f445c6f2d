package winnow.scoring.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A file of the cache: a header of 64 bytes, then values. The header has a magic word, the SHA-256 of the key, the
 * number of bytes of the values, and a checksum of both and the values, in the byte order of the machine: files of
 * another one are foreign.
 *
 * @param hash SHA-256 of its key
 */
@SuppressWarnings("ArrayRecordComponent") // made here, read here
record Entry(byte[] hash) {

    /** The end of the names of files that are complete. */
    static final String SUFFIX = ".features";

    /** The end of the names of files that are being written. */
    static final String PART = ".part";

    /** Bytes before the values: a multiple of what a tensor is aligned to. */
    static final int HEADER = 64;

    private static final byte[] MAGIC = "WinnowF1".getBytes(US_ASCII);

    /** The entry of a key. */
    static Entry of(String key) {
        try {
            return new Entry(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Its file. */
    Path in(Path folder) {
        return folder.resolve(HexFormat.of().formatHex(hash) + SUFFIX);
    }

    /** The first bytes of the file of these values. */
    private ByteBuffer header(ByteBuffer values) {
        CRC32C sum = new CRC32C();
        sum.update(hash);
        sum.update(values.duplicate());
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.nativeOrder())
                .put(MAGIC)
                .put(hash)
                .putLong(values.remaining())
                .putLong(sum.getValue())
                .rewind();
    }

    /**
     * Writes it whole or not at all.
     *
     * @throws IOException if it cannot be written; nothing of it remains
     */
    void write(Path folder, ByteBuffer values) throws IOException {
        Path part = folder.resolve(HexFormat.of().formatHex(hash, 0, 8) + "-" + UUID.randomUUID() + PART);
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer[] all = {header(values), values.duplicate()};
                while (all[1].hasRemaining() || all[0].hasRemaining()) {
                    channel.write(all);
                }
            }
            Files.move(part, in(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Reads its values.
     *
     * @param bytes there must be
     * @return nothing if the file is not what was written
     * @throws IOException if it cannot be read; {@link java.nio.file.NoSuchFileException} if there is none
     */
    Optional<ByteBuffer> read(Path folder, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(in(folder))) {
            if (channel.size() != HEADER + bytes || bytes > Integer.MAX_VALUE - HEADER) {
                return Optional.empty();
            }
            ByteBuffer all = ByteBuffer.allocateDirect((int) (HEADER + bytes));
            while (all.hasRemaining()) {
                if (channel.read(all) < 0) {
                    return Optional.empty(); // became shorter
                }
            }
            ByteBuffer values = all.position(HEADER).slice().order(ByteOrder.nativeOrder());
            return all.rewind().limit(HEADER).equals(header(values)) ? Optional.of(values) : Optional.empty();
        }
    }
}
