package winnow.store.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How the pages of a column are packed. */
enum Codec {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    ZSTD;

    /** The same in the words of the file; empty for one Winnow has not. */
    static Optional<Codec> of(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> Optional.of(UNCOMPRESSED);
            case SNAPPY -> Optional.of(SNAPPY);
            case GZIP -> Optional.of(GZIP);
            case ZSTD -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /** How the file calls it. */
    CompressionCodec code() {
        return CompressionCodec.valueOf(name());
    }

    byte[] pack(byte[] plain) throws IOException {
        return switch (this) {
            case UNCOMPRESSED -> plain;
            case SNAPPY -> Snappy.compress(plain);
            case ZSTD -> Zstd.compress(plain);
            case GZIP -> {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (OutputStream out = new GZIPOutputStream(packed)) {
                    out.write(plain);
                }
                yield packed.toByteArray();
            }
        };
    }

    /**
     * Unpacks to exactly as many bytes as were promised, and takes memory for no more.
     *
     * @throws IOException if that is not what comes out
     */
    byte[] unpack(byte[] packed, int size) throws IOException {
        byte[] plain = switch (this) {
            case UNCOMPRESSED -> packed;
            case SNAPPY -> Snappy.uncompressedLength(packed) == size ? Snappy.uncompress(packed) : new byte[0];
            case ZSTD -> unpackZstd(packed, size);
            case GZIP -> {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                    byte[] read = in.readNBytes(size);
                    yield in.read() < 0 ? read : new byte[0];
                }
            }
        };
        if (plain.length != size) {
            throw new IOException("a page does not unpack to the size it claims");
        }
        return plain;
    }

    private static byte[] unpackZstd(byte[] packed, int size) {
        byte[] plain = new byte[size];
        long length = Zstd.decompressByteArray(plain, 0, size, packed, 0, packed.length);
        return length == size ? plain : new byte[0]; // also where it is the code of an error
    }
}
