package winnow.app.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder beside the one that is meant, on the same disk. It becomes that folder at the end, or its files move there
 * one by one where the folder exists already; a folder that was not published leaves no trace.
 */
final class Staging implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Staging.class);
    private static final String PREFIX = ".winnow-export-";

    /** A file in the folder, locked while somebody works there: the system lets go of it when a program is killed. */
    private static final String OWNED = ".owned";

    private final Path target;
    private final Path folder;
    private final FileChannel owner;
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
        Path beside = there ? target : parent;
        folder = beside.resolve(PREFIX + UUID.randomUUID());
        boolean made = false;
        try {
            makeParents(parent);
            removeLeftOvers(beside);
            Files.createDirectory(folder);
            owner = FileChannel.open(file(OWNED), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock(owner);
            made = true;
        } catch (IOException e) {
            throw new IOException(
                    "Nothing can be written into " + beside + ": "
                            + Sentence.of(e).orElse("") + " Choose another folder, or change this one.",
                    e);
        } finally {
            if (!made) {
                Folders.delete(folder);
                removeParents();
            }
        }
    }

    /** Where to write. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Whether the folder that is meant does not exist yet. */
    boolean isIntoNewFolder() {
        return !Files.isDirectory(target);
    }

    /** Makes one file visible in the folder that is meant, in place of a file of the same name. */
    void publish(String name) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        Files.move(file(name), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the files visible, in this order, in place of files of the same names. */
    void publish(List<String> names) throws IOException {
        if (!isIntoNewFolder()) {
            for (String name : names) {
                publish(name);
            }
        } else {
            owner.close(); // some systems move no folder in which a file is open
            Files.delete(file(OWNED));
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        }
        published = true;
    }

    @Override
    public void close() throws IOException {
        owner.close();
        Folders.delete(folder);
        if (!published) {
            removeParents();
        }
    }

    /** Takes away what exports left that were killed; a folder that is still written to is left alone. */
    private static void removeLeftOvers(Path where) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(where, PREFIX + "*")) {
            for (Path leftOver : found) {
                if (isLeftOver(leftOver.resolve(OWNED))) {
                    Folders.delete(leftOver);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("What killed exports left in {} is not taken away", where, e); // in nobody's way, only untidy
        }
    }

    private static boolean isLeftOver(Path owned) throws IOException {
        if (!Files.isRegularFile(owned, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(owned, StandardOpenOption.WRITE)) {
            return lock(channel);
        }
    }

    /** Whether nobody else has it locked; locked until the channel is closed. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another export of this very program
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
