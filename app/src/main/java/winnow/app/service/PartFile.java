package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.store.job.CancelToken;

/**
 * The download of one file: into a part beside its place, on from where an earlier download stopped, and to its place
 * only after its checksum was right. Confined to one thread.
 *
 * @param done counts bytes that are there, of all files
 */
record PartFile(HubClient hub, URI address, HubFile file, String commit, Place at, AtomicLong done) {

    private static final Logger log = LoggerFactory.getLogger(PartFile.class);
    private static final int BUFFER = 1 << 17;
    private static final int TRIES = 5;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    /**
     * Where it goes.
     *
     * @param part while it is incomplete
     * @param whole once it is complete
     */
    record Place(Path part, Path whole) {}

    private Path part() {
        return at.part();
    }

    /**
     * Downloads it, with some patience for a server that is busy or breaks connections.
     *
     * @throws IOException if it cannot be had, or is not what was announced
     */
    void download(Pause pause, CancelToken cancel) throws IOException {
        Files.createDirectories(requireNonNull(part().getParent(), "a file in a folder"));
        try (FileChannel channel = FileChannel.open(
                        part(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            log.debug("{} is written under {}", part(), lock);
            boolean resumed = channel.size() > 0;
            fill(channel, pause, cancel);
            if (!isRight(channel, cancel)) {
                restart(channel);
                if (!resumed) {
                    throw file.damaged();
                }
                fill(channel, pause, cancel); // what an earlier download left was wrong: once more from the start
                if (!isRight(channel, cancel)) {
                    restart(channel);
                    throw file.damaged();
                }
            }
            channel.force(true);
        }
        Files.move(part(), at.whole(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits between two tries. */
    @FunctionalInterface
    interface Pause {
        /** Waits so many seconds; stops waiting when the download is cancelled. */
        void seconds(long seconds, CancelToken cancel);
    }

    private FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(file.name() + " is being downloaded already. Wait for it to end.", e);
        }
        throw new IOException(file.name() + " is being downloaded by another program. Wait for it to end.");
    }

    private void restart(FileChannel channel) throws IOException {
        done.addAndGet(-channel.size());
        channel.truncate(0);
    }

    private void fill(FileChannel channel, Pause pause, CancelToken cancel) throws IOException {
        if (channel.size() > file.size()) {
            channel.truncate(0);
        }
        done.addAndGet(channel.size());
        int tries = 0;
        while (channel.size() < file.size()) {
            cancel.check();
            long before = channel.size();
            try {
                receive(channel, cancel);
            } catch (HubClient.TryAgainException e) {
                tries = channel.size() > before ? 1 : tries + 1;
                if (tries >= TRIES) {
                    throw e;
                }
                log.info("{} goes on after {} bytes: {}", file.name(), channel.size(), e.getMessage());
                pause.seconds(Math.max(Math.min(e.seconds(), 120), 1L << tries), cancel);
            }
        }
    }

    private void receive(FileChannel channel, CancelToken cancel) throws IOException {
        long from = channel.size();
        try (HubClient.Answer answer = hub.get(address, from)) {
            if (!answer.commit().isEmpty() && !answer.commit().equals(commit)) {
                throw new IOException(
                        file.name() + " is of another commit than was asked for: the repository changes, or"
                                + " the server is wrong. Try again.");
            }
            if (answer.isPastTheEnd()) {
                restart(channel);
                throw new HubClient.TryAgainException(
                        hub.host() + " has less of " + file.name() + " than announced.", 0);
            }
            if (from > 0 && !goesOn(answer, from)) {
                restart(channel); // the server ignores from where was asked
                if (answer.isPart()) {
                    throw new HubClient.TryAgainException(hub.host() + " sends another part than was asked for.", 0);
                }
            }
            write(answer, channel, cancel);
        }
    }

    private boolean goesOn(HubClient.Answer answer, long from) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range"));
        return answer.isPart()
                && range.matches()
                && Long.parseLong(range.group(1)) == from
                && (range.group(3).equals("*") || Long.parseLong(range.group(3)) == file.size());
    }

    private void write(HubClient.Answer answer, FileChannel channel, CancelToken cancel) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream body = body(answer);
        for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
            if (channel.size() + n > file.size()) {
                restart(channel);
                throw new IOException(file.name() + " is longer than the " + file.size()
                        + " bytes the hub announced. Nothing of it was kept.");
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
            while (bytes.hasRemaining()) {
                channel.write(bytes, channel.size());
            }
            done.addAndGet(n);
            cancel.check();
        }
        if (channel.size() < file.size()) {
            throw broken(new IOException("its end is missing"));
        }
    }

    private InputStream body(HubClient.Answer answer) throws HubClient.TryAgainException {
        try {
            return answer.body();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private int read(InputStream body, byte[] buffer) throws HubClient.TryAgainException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private HubClient.TryAgainException broken(IOException why) {
        log.debug("The connection for {} broke", file.name(), why);
        return new HubClient.TryAgainException(
                "The connection to " + hub.host() + " broke while " + file.name() + " was downloaded ("
                        + why.getMessage() + "). What arrived is kept: pull again to go on.",
                0);
    }

    private boolean isRight(FileChannel channel, CancelToken cancel) throws IOException {
        MessageDigest digest = file.digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        channel.position(0);
        while (channel.read(buffer.clear()) >= 0) {
            digest.update(buffer.flip());
            cancel.check();
        }
        return file.matches(digest);
    }
}
