package winnow.scoring.cache;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.FeatureCache;
import winnow.store.job.Lanes;

/**
 * A folder of features, no larger than a limit: what was not used for the longest time goes first. The times of the
 * files say when they were used, so that several processes may share the folder. Writing happens on a thread of its
 * own. Nothing here fails: when the folder cannot be used, that is logged once and everything is computed.
 */
public final class FeatureFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeatureFolder.class);

    /** Entries waiting to be written; who keeps more writes them himself. */
    private static final int WAITING = 4;

    /** The part of the limit that is left after files were removed, in percent. */
    private static final int LEFT = 90;

    /** The folder is looked through again after so many parts of the limit were written: others write, too. */
    private static final int LOOKS = 16;

    /** A file that is being written for so long is one of a process that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final long limit;
    private final Lanes lanes = new Lanes();
    private final Semaphore waiting = new Semaphore(WAITING);
    private long unseen; // bytes written since the folder was looked through; guarded by this
    private boolean broken; // guarded by this

    /** A file of the folder. */
    private record Kept(Path file, long bytes, FileTime used) {

        Kept {
            requireNonNull(file, "file");
            requireNonNull(used, "used");
        }
    }

    private FeatureFolder(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * Uses a folder, which is made when the first entry is kept.
     *
     * @param limit bytes of all files together; 0 keeps and finds nothing
     */
    public static FeatureFolder open(Path folder, long limit) {
        FeatureFolder opened = new FeatureFolder(folder, limit);
        if (limit > 0 && Files.isDirectory(folder)) {
            opened.tidy(0);
        }
        return opened;
    }

    /**
     * The part of it that belongs to a model.
     *
     * @param maker everything that decides on features but the picture: fingerprint of the model, precision
     */
    public FeatureCache of(String maker) {
        return limit > 0 ? new Part(maker) : FeatureCache.NONE;
    }

    /** The cache of one maker. */
    private final class Part implements FeatureCache {

        private final String maker;

        Part(String maker) {
            this.maker = maker;
        }

        private Entry entry(String key) {
            return Entry.of(maker.length() + " " + maker + " " + key);
        }

        @Override
        public Optional<ByteBuffer> find(String key, long bytes) {
            return FeatureFolder.this.find(entry(key), bytes);
        }

        @Override
        public void keep(String key, ByteBuffer values) {
            FeatureFolder.this.keep(entry(key), values.asReadOnlyBuffer());
        }
    }

    private Optional<ByteBuffer> find(Entry entry, long bytes) {
        Path file = entry.in(folder);
        try {
            Optional<ByteBuffer> values = entry.read(folder, bytes);
            if (values.isPresent()) {
                touch(file);
            } else {
                log.warn("{} is damaged or foreign; it is removed and made again", file);
                Files.deleteIfExists(file);
            }
            return values;
        } catch (NoSuchFileException e) {
            return Optional.empty(); // was never kept, or removed to make room
        } catch (IOException e) {
            giveUp(e);
            return Optional.empty();
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            log.debug("{} counts as unused, as its time cannot be changed", file, e);
        }
    }

    private void keep(Entry entry, ByteBuffer values) {
        if (Entry.HEADER + (long) values.remaining() > limit || isBroken()) {
            return;
        }
        if (waiting.tryAcquire()) {
            lanes.on(Lanes.Lane.DISK).execute(() -> {
                try {
                    write(entry, values);
                } finally {
                    waiting.release();
                }
            });
        } else {
            write(entry, values);
        }
    }

    private synchronized void write(Entry entry, ByteBuffer values) {
        if (broken) {
            return;
        }
        try {
            Files.createDirectories(folder);
            long bytes = Entry.HEADER + (long) values.remaining();
            if (unseen + bytes > limit / LOOKS) {
                tidy(bytes);
            }
            entry.write(folder, values);
            unseen += bytes;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /**
     * Removes what was not used for the longest time where there would soon be more than the limit.
     *
     * @param bytes about to be written, no more than the limit
     */
    private synchronized void tidy(long bytes) {
        try {
            List<Kept> all = look();
            long sum = all.stream().mapToLong(Kept::bytes).sum();
            unseen = 0;
            if (sum + Math.max(bytes, limit / LOOKS) > limit) {
                long left = Math.min(limit / 100 * LEFT, limit - bytes);
                all.sort(Comparator.comparing(Kept::used));
                for (Kept kept : all) {
                    if (sum <= left) {
                        break;
                    }
                    Files.deleteIfExists(kept.file);
                    sum -= kept.bytes;
                }
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** The entries there are. Removes what killed processes left. */
    private List<Kept> look() throws IOException {
        List<Kept> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(Entry.SUFFIX) || name.endsWith(Entry.PART)) {
                    look(file).ifPresent(all::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return all;
    }

    private static Optional<Kept> look(Path file) throws IOException {
        try {
            BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
            if (file.toString().endsWith(Entry.SUFFIX)) {
                return Optional.of(new Kept(file, known.size(), known.lastModifiedTime()));
            }
            if (known.lastModifiedTime().toInstant().isBefore(Instant.now().minus(ABANDONED))) {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // another process removed or renamed it
        }
    }

    private synchronized boolean isBroken() {
        return broken;
    }

    private synchronized void giveUp(IOException cause) {
        if (!broken) {
            broken = true;
            log.warn("{} cannot be used; no more features of pictures are kept in this run", folder, cause);
        }
    }

    /** Waits until everything is written. */
    @Override
    public void close() {
        waiting.acquireUninterruptibly(WAITING);
        waiting.release(WAITING);
        lanes.close();
    }
}
