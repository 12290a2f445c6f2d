package winnow.store.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a workspace from other files before it is opened. */
final class FirstBytes {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private FirstBytes() {}

    /** Looks at the first bytes, so that a file of another kind is not even opened as a database. */
    static void refuseOther(Path file) {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StoreException("The folder " + folder + " does not exist. Make it first, or choose another one.");
        }
        if (Files.isDirectory(file)) {
            throw new StoreException(file + " is a folder, not a workspace file. Name a file in it.");
        }
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(100);
            if (head.length == 0) {
                return;
            }
            if (head.length < 100 || ByteBuffer.wrap(head, 0, 16).compareTo(ByteBuffer.wrap(MAGIC)) != 0) {
                throw new StoreException(
                        file.getFileName() + " is not a Winnow workspace; it was left as it is. Choose another file.");
            }
            refuseCut(file, head);
        } catch (IOException e) {
            throw new StoreException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file shorter than its own header says, with nothing waiting in the write-ahead log, was cut. */
    private static void refuseCut(Path file, byte[] head) throws IOException {
        int pageSize = ByteBuffer.wrap(head).getShort(16) & 0xFFFF;
        long pages = ByteBuffer.wrap(head).getInt(28) & 0xFFFFFFFFL;
        long expected = pages * (pageSize == 1 ? 65_536 : pageSize);
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        if (Files.size(file) < expected && !Files.exists(log) && !Files.exists(journal)) {
            throw new StoreException(file.getFileName() + " is damaged: it was cut at " + Files.size(file) + " of "
                    + expected + " bytes. It was left as it is. Restore it from a copy, or start a new workspace.");
        }
    }
}
