package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.store.job.CancelToken;

/**
 * Where a download goes: into a folder, or into the cache of the hub in the layout other programs read. Thread-safe.
 *
 * @param root nothing is written outside of it
 * @param snapshot the folder of the model
 * @param listing what is downloaded
 * @param blobs where the bytes go when the snapshot has links to them
 * @param ref the file that says which commit the revision is
 */
record PullTarget(Path root, Path snapshot, HubListing listing, Optional<Path> blobs, Optional<Path> ref) {

    private static final Logger log = LoggerFactory.getLogger(PullTarget.class);

    /** Room left on the disk for everything else. */
    private static final long SPARE_BYTES = 64L << 20;

    /** A folder of the user's choice. */
    static PullTarget folder(Path folder, HubListing listing) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new PullTarget(absolute, absolute, listing, Optional.empty(), Optional.empty());
    }

    /**
     * The cache of the hub.
     *
     * @param repo the repository's folder in it
     */
    static PullTarget cache(Path repo, HubListing listing, String revision) {
        Path snapshot = repo.resolve("snapshots").resolve(listing.commit());
        Optional<Path> ref = revision.equals(listing.commit())
                ? Optional.empty()
                : Optional.of(repo.resolve("refs").resolve(revision));
        return new PullTarget(repo, snapshot, listing, Optional.of(repo.resolve("blobs")), ref);
    }

    /** Where the bytes of a file go. */
    Path place(HubFile file) {
        return blobs.map(folder -> folder.resolve(file.hash())).orElse(snapshot.resolve(file.name()));
    }

    private Path name(HubFile file) {
        return snapshot.resolve(file.name());
    }

    /** Where they are while they are incomplete. */
    Path part(HubFile file) {
        Path place = place(file);
        String middle = blobs.isPresent() ? "" : "." + file.hash().substring(0, 12);
        return place.resolveSibling(place.getFileName() + middle + ".incomplete");
    }

    /**
     * The files that are not there yet, the largest first.
     *
     * @throws IOException if the folder has another file of that name: it stays as it is
     */
    List<HubFile> missing(CancelToken cancel) throws IOException {
        List<HubFile> missing = new ArrayList<>();
        for (HubFile file : listing.files()) {
            if (blobs.isPresent() && isThere(place(file), file)) {
                finish(file);
            } else if (!isThere(name(file), file)) {
                missing.add(file);
            } else if (blobs.isEmpty() && !isSame(name(file), file, cancel)) {
                throw taken(file);
            }
        }
        missing.sort((a, b) -> Long.compare(b.size(), a.size()));
        return missing;
    }

    private boolean isThere(Path path, HubFile file) throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        if (blobs.isEmpty() && (!Files.isRegularFile(path) || Files.size(path) != file.size())) {
            throw taken(file);
        }
        return Files.isRegularFile(path) && Files.size(path) == file.size();
    }

    private IOException taken(HubFile file) {
        return new IOException(name(file) + " is there already with other content. It was left as it is: choose another"
                + " folder for the download.");
    }

    private static boolean isSame(Path path, HubFile file, CancelToken cancel) throws IOException {
        MessageDigest digest = file.digest();
        byte[] buffer = new byte[1 << 17];
        try (var in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                cancel.check();
            }
        }
        return file.matches(digest);
    }

    /** Bytes that earlier downloads left in parts. */
    long partBytes(List<HubFile> missing) throws IOException {
        long bytes = 0;
        for (HubFile file : missing) {
            bytes += Files.exists(part(file)) ? Math.min(Files.size(part(file)), file.size()) : 0;
        }
        return bytes;
    }

    /** Refuses a download the disk has no room for. */
    void checkRoom(List<HubFile> missing) throws IOException {
        Path there = root;
        while (!Files.exists(there)) {
            there = requireNonNull(there.getParent(), "the root of the file system exists");
        }
        long needed = missing.stream().mapToLong(HubFile::size).sum() - partBytes(missing);
        long free = Files.getFileStore(there).getUsableSpace();
        if (needed > 0 && needed + SPARE_BYTES > free) {
            throw new IOException(String.format(
                    java.util.Locale.ROOT,
                    "The download needs %.1f GB, but the disk of %s has %.1f GB free."
                            + " Make room, or choose another folder.",
                    needed / 1e9,
                    there,
                    free / 1e9));
        }
    }

    /** What this download makes and may delete again. */
    ModelRecords.Download download(List<HubFile> missing) {
        List<Path> files = new ArrayList<>();
        for (HubFile file : missing) {
            files.add(part(file));
            files.add(place(file));
            if (blobs.isPresent()) {
                files.add(name(file));
            }
        }
        ref.filter(path -> !Files.exists(path)).ifPresent(files::add);
        return new ModelRecords.Download(snapshot, listing.repo() + "@" + listing.commit(), root, files);
    }

    /** A file is complete: it gets its name in the snapshot. */
    void finish(HubFile file) throws IOException {
        Path name = name(file);
        Path place = place(file);
        if (name.equals(place) || Files.exists(name)) {
            return;
        }
        Files.createDirectories(requireNonNull(name.getParent(), "a file in a folder"));
        Files.deleteIfExists(name); // a link that leads nowhere
        try {
            Files.createSymbolicLink(name, name.getParent().relativize(place));
        } catch (FileAlreadyExistsException e) {
            log.debug("{} was made by another download", name, e);
        } catch (UnsupportedOperationException | FileSystemException e) {
            log.debug("{} cannot be a link here, so the file itself goes there", name, e);
            Files.move(place, name);
        }
    }

    /** All files are there: the revision points to this commit from now on. */
    void complete() throws IOException {
        if (ref.isPresent()) {
            Path file = ref.get();
            Path folder = requireNonNull(file.getParent(), "a file in a folder");
            Files.createDirectories(folder);
            if (!folder.toRealPath(LinkOption.NOFOLLOW_LINKS).startsWith(root.toRealPath(LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException(file + " lies outside of " + root + ", which is refused.");
            }
            Files.writeString(file, listing.commit());
        }
    }
}
