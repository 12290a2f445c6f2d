package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaArchive;
import winnow.store.media.MediaFolder;

/**
 * ZIP archives that were named where a folder of media may be: each is unpacked once, beside the workspace, under the
 * hash of its bytes.
 *
 * @param workspace the workspace file
 */
record MediaArchives(Path workspace) {

    private static final int DIGITS = 16;

    /**
     * The folder for what was named: itself, or the one an archive is unpacked into.
     *
     * @throws IOException if it is neither, or the archive is refused; with a message for the user
     */
    Path folder(Path named, CancelToken cancel) throws IOException {
        if (Files.isDirectory(named)) {
            return named.toAbsolutePath().normalize();
        }
        if (!Files.isRegularFile(named)) {
            throw new IOException("The media folder " + named + " does not exist.");
        }
        Path archives = MediaFolder.of(workspace).folder().resolve("archives");
        Path folder = archives.resolve(Hashes.of(named, cancel).substring(0, DIGITS));
        if (!Files.isDirectory(folder)) {
            Path part = archives.resolve(".part-" + UUID.randomUUID());
            try {
                Files.createDirectories(part);
                MediaArchive.unpack(named, part);
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(part);
            }
        }
        return folder;
    }
}
