package winnow.store.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Reads the end of a Parquet file, which says what its columns are and where they lie. */
final class Footer {

    /** What a file starts and ends with. */
    static final String MAGIC = "PAR1";

    /** What an encrypted file starts or ends with. */
    static final String ENCRYPTED = "PARE";

    private static final int TAIL = 8; // the length of the footer, and the magic
    private static final int LIMIT = 64 << 20;

    private Footer() {}

    /**
     * Reads the footer of a file and checks that what it says can be.
     *
     * @throws IOException with a message for the user
     */
    static FileMetaData read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < TAIL + MAGIC.length()) {
            throw cut(file);
        }
        ByteBuffer tail = ByteBuffer.wrap(bytes(channel, size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        String magic = new String(tail.array(), 4, 4, StandardCharsets.ISO_8859_1);
        String first = new String(bytes(channel, 0, 4), StandardCharsets.ISO_8859_1);
        if (magic.equals(ENCRYPTED) || first.equals(ENCRYPTED)) {
            throw encrypted(file);
        }
        if (!magic.equals(MAGIC)) {
            throw cut(file);
        }
        long length = tail.getInt(0) & 0xFFFFFFFFL;
        long room = size - TAIL - MAGIC.length();
        if (length > room || length > LIMIT) {
            throw new IOException(file + " claims a footer of " + length + " bytes, more than the "
                    + Math.min(room, LIMIT) + " that can be there. It is damaged; fetch it again.");
        }
        FileMetaData footer = decode(file, bytes(channel, size - TAIL - length, (int) length));
        check(file, footer, size - TAIL - length);
        return footer;
    }

    /** Bytes of a file, all that were asked for. */
    static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    @SuppressWarnings("IllegalCatch") // the reader throws all kinds of unchecked exceptions on damaged files
    private static FileMetaData decode(Path file, byte[] footer) throws IOException {
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " has a footer that cannot be read: the file is damaged. Fetch it again.", e);
        }
    }

    private static void check(Path file, FileMetaData footer, long end) throws IOException {
        if (footer.isSetEncryption_algorithm()) {
            throw encrypted(file);
        }
        for (RowGroup group : footer.getRow_groups()) {
            if (group.getNum_rows() < 0 || group.getColumns() == null) {
                throw damaged(file, "a row group of " + group.getNum_rows() + " rows");
            }
            for (ColumnChunk chunk : group.getColumns()) {
                check(file, chunk, end);
            }
        }
    }

    private static void check(Path file, ColumnChunk chunk, long end) throws IOException {
        if (chunk.isSetCrypto_metadata()) {
            throw encrypted(file);
        }
        if (chunk.isSetFile_path()) {
            throw new IOException(file + " keeps its columns in other files, which Winnow does not open.");
        }
        ColumnMetaData data = chunk.getMeta_data();
        if (data == null || data.getCodec() == null || data.getPath_in_schema() == null || data.getType() == null) {
            throw damaged(file, "a column that is not described");
        }
        String name = String.join(".", data.getPath_in_schema());
        if (Codec.of(data.getCodec()).isEmpty()) {
            throw new IOException(file + ": column \"" + name + "\" is packed with " + data.getCodec()
                    + ". Known are none, snappy, gzip and zstd; write the file again with one of these.");
        }
        long start = start(data);
        long length = data.getTotal_compressed_size();
        if (start < MAGIC.length() || length < 0 || length > end - start || data.getNum_values() < 0) {
            throw damaged(file, "column \"" + name + "\" lying outside of it");
        }
    }

    /** Where the pages of a column begin. */
    static long start(ColumnMetaData data) {
        long dictionary = data.isSetDictionary_page_offset() ? data.getDictionary_page_offset() : 0;
        long pages = data.getData_page_offset();
        return dictionary > 0 && dictionary < pages ? dictionary : pages;
    }

    static IOException damaged(Path file, String with) {
        return new IOException(file + " is damaged: its footer speaks of " + with + ". Fetch it again.");
    }

    private static IOException cut(Path file) {
        return new IOException(
                file + " starts as a Parquet file, but its end is missing: it was cut off. Fetch it again.");
    }

    private static IOException encrypted(Path file) {
        return new IOException(file + " is encrypted. Write it again without encryption, and import that.");
    }
}
