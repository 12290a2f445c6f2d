package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file a user named: at its place it is whole, or as it was before. Confined to one thread. */
final class WholeFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final HashedFile file;

    /**
     * Starts it, under another name beside its place.
     *
     * @throws IOException if it cannot be written, with a message for the user
     */
    WholeFile(Path out) throws IOException {
        target = out.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(out + " cannot be written: name a file in a folder that exists.");
        }
        part = folder.resolve(".winnow-part-" + UUID.randomUUID());
        file = new HashedFile(part);
    }

    /** Its name, without the folder. */
    String name() {
        return String.valueOf(target.getFileName());
    }

    /** What to write to. */
    HashedFile file() {
        return file;
    }

    /** Brings everything to the disk and the file to its place. */
    void finish() throws IOException {
        file.finish();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves nothing behind where it was not finished. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
