package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Deletes what a download made, and nothing else: no file outside of its folder, none that another snapshot uses. */
final class DownloadedFiles {

    private DownloadedFiles() {}

    /** Deletes the files of a download and the folders that are empty then. Returns the files. */
    static List<Path> delete(ModelRecords.Download download) throws IOException {
        List<Path> deleted = new ArrayList<>();
        if (!Files.isDirectory(download.root())) {
            return deleted;
        }
        Path root = download.root().toRealPath();
        List<Path> links = download.files().stream()
                .filter(file -> !isBlob(download, file))
                .toList();
        List<Path> blobs =
                download.files().stream().filter(file -> isBlob(download, file)).toList();
        for (Path file : links) {
            deleteInside(root, file, deleted);
        }
        Set<Path> used = blobs.isEmpty() ? Set.of() : linked(root);
        for (Path file : blobs) {
            if (Files.exists(file) && !used.contains(file.toRealPath())) {
                deleteInside(root, file, deleted);
            }
        }
        return deleted;
    }

    private static boolean isBlob(ModelRecords.Download download, Path file) {
        return file.startsWith(download.root().resolve("blobs"));
    }

    /** What snapshots that are still there link to. */
    private static Set<Path> linked(Path root) throws IOException {
        Set<Path> used = new HashSet<>();
        if (!Files.isDirectory(root.resolve("snapshots"))) {
            return used;
        }
        try (Stream<Path> files = Files.walk(root.resolve("snapshots"))) {
            for (Path file : files.filter(Files::isSymbolicLink).toList()) {
                if (Files.exists(file)) {
                    used.add(file.toRealPath());
                }
            }
        }
        return used;
    }

    /** A link is deleted, never what it points to; a folder on the way that leads out of the root stops everything. */
    private static void deleteInside(Path root, Path file, List<Path> deleted) throws IOException {
        Path folder = requireNonNull(file.getParent(), "a file in a folder");
        if (!Files.isDirectory(folder) || !folder.toRealPath().startsWith(root)) {
            return;
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || !Files.deleteIfExists(file)) {
            return;
        }
        deleted.add(file);
        for (Path empty = folder.toRealPath(); empty.startsWith(root); ) {
            try {
                Files.delete(empty);
            } catch (DirectoryNotEmptyException e) {
                return; // others live here
            }
            empty = requireNonNull(empty.getParent(), "below the root");
        }
    }
}
