package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A folder beside the one that is meant, on the same disk. It becomes that folder at the end, or its files move there
 * one by one where the folder exists already; a folder that was not published leaves no trace.
 */
final class Staging implements AutoCloseable {

    private final Path target;
    private final Path folder;
    private final Deque<Path> madeParents = new ArrayDeque<>();
    private boolean published;

    Staging(Path target) throws IOException {
        this.target = target;
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (there && !Files.isDirectory(target)) {
            throw new IOException(target + " is not a folder. Choose another one to export into.");
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException(target + " is not a folder one can export into. Choose another one.");
        }
        String name = ".winnow-export-" + UUID.randomUUID();
        boolean made = false;
        try {
            makeParents(parent);
            folder = Files.createDirectory(there ? target.resolve(name) : parent.resolve(name));
            made = true;
        } catch (IOException e) {
            throw new IOException(
                    "Nothing can be written into " + (there ? target : parent) + ": " + e.getMessage(), e);
        } finally {
            if (!made) {
                removeParents();
            }
        }
    }

    /** Where to write. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Makes the files visible, in this order, in place of files of the same names. */
    void publish(List<String> names) throws IOException {
        if (Files.isDirectory(target)) {
            for (String name : names) {
                Files.move(file(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        } else {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        }
        published = true;
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
        if (!published) {
            removeParents();
        }
    }

    private void makeParents(Path parent) throws IOException {
        for (Path missing = parent; missing != null && !Files.exists(missing); missing = missing.getParent()) {
            madeParents.add(missing); // the deepest first
        }
        Files.createDirectories(parent);
    }

    private void removeParents() throws IOException {
        for (Path parent : madeParents) {
            Files.deleteIfExists(parent);
        }
    }
}
