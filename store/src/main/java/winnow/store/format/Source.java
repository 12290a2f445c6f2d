package winnow.store.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens dataset files for reading, packed with gzip or not: told by content, whatever their names say. */
final class Source {

    private static final String POINTER = "version https://git-lfs.github.com/spec/";
    private static final int BUFFER = 1 << 16;

    private Source() {}

    /**
     * The bytes of a file, unpacked.
     *
     * @throws IOException if it cannot be read, or is only the pointer that Git LFS left in the place of a file
     */
    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        boolean opened = false;
        try {
            in.mark(BUFFER);
            byte[] head = in.readNBytes(POINTER.length());
            in.reset();
            if (new String(head, StandardCharsets.ISO_8859_1).equals(POINTER)) {
                throw new IOException(file + " is a Git LFS pointer, not the data it stands for."
                        + " Fetch the data with \"git lfs pull\" and import it again.");
            }
            boolean packed = head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
            InputStream plain = packed ? new Unpacked(in, file) : in;
            opened = true;
            return plain;
        } finally {
            if (!opened) {
                in.close();
            }
        }
    }

    /** Unpacks, names the file when it is damaged, and stops where so little grows to so much that it is a trap. */
    private static final class Unpacked extends FilterInputStream {

        private static final long ALWAYS = 256L << 20;
        private static final long RATIO = 400; // text hardly ever packs better than 50 to 1; zeros do 1000 to 1

        private final Path file;
        private final long most;
        private long unpacked;

        Unpacked(InputStream packed, Path file) throws IOException {
            super(unpacking(packed, file));
            this.file = file;
            this.most = Math.max(ALWAYS, RATIO * Files.size(file));
        }

        private static InputStream unpacking(InputStream packed, Path file) throws IOException {
            try {
                return new GZIPInputStream(packed, BUFFER);
            } catch (EOFException | ZipException e) {
                throw damaged(file, e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int count = super.read(bytes, from, length);
                unpacked += Math.max(0, count);
                if (unpacked > most) {
                    throw new IOException(file + " unpacks to more than " + (most >> 20)
                            + " MB, which no dataset of its size does; it was not read.");
                }
                return count;
            } catch (EOFException | ZipException e) {
                throw damaged(file, e);
            }
        }

        private static IOException damaged(Path file, IOException cause) {
            return new IOException(
                    file + " is packed with gzip and damaged or cut off. Unpack or fetch it again.", cause);
        }
    }
}
