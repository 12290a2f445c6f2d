package winnow.app.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.benchmark.ScoreFile;
import winnow.scoring.benchmark.ScoreHeader;
import winnow.scoring.benchmark.ScoreLine;

/**
 * The scores of a benchmark as they come: in memory, and line by line in a file where one was named, so that a later
 * call goes on with it. Confined to one thread.
 */
final class BenchmarkScores implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BenchmarkScores.class);

    private final ScoreHeader header;
    private final List<ScoreLine> lines = new ArrayList<>();
    private final Optional<FileChannel> channel;

    private BenchmarkScores(ScoreHeader header, Optional<FileChannel> channel) {
        this.header = header;
        this.channel = channel;
    }

    /** Those of no file. */
    static BenchmarkScores unsaved(ScoreHeader header) {
        return new BenchmarkScores(header, Optional.empty());
    }

    /**
     * Those of a file, which is made where there is none. Of one that is there the scores are kept; items that failed
     * are forgotten, so that they are tried again.
     *
     * @throws IOException if it cannot be written, is in use, or holds something else; with a message for the user
     */
    static BenchmarkScores in(Path out, ScoreHeader header) throws IOException {
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
            throw new IOException(out + " cannot be written: name a file in a folder that exists.");
        }
        List<ScoreLine> done = Files.exists(out) && Files.size(out) > 0 ? done(out, header) : List.of();
        FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            lock(channel, out);
            BenchmarkScores scores = new BenchmarkScores(header, Optional.of(channel));
            if (channel.size() == 0) {
                scores.write(ScoreFile.text(header));
            }
            scores.lines.addAll(done);
            channel.position(channel.size());
            return scores;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The scores of a file, which holds them and nothing else afterwards. */
    private static List<ScoreLine> done(Path out, ScoreHeader header) throws IOException {
        ScoreFile there = ScoreFile.read(out);
        if (!there.header().isSame(header)) {
            throw new IOException(out + " holds scores of other data, of another model or with other settings."
                    + " Name another file with --out.");
        }
        List<ScoreLine> done =
                there.lines().stream().filter(line -> !line.isFailed()).toList();
        if (done.size() < there.lines().size() || there.bytes() < Files.size(out)) {
            checkUnused(out);
            try (WholeFile file = new WholeFile(out)) {
                file.file().writer().write(ScoreFile.text(there.header()));
                for (ScoreLine line : done) {
                    file.file().writer().write(ScoreFile.text(line));
                }
                file.finish();
            }
        }
        return done;
    }

    private static void checkUnused(Path out) throws IOException {
        try (FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE)) {
            lock(channel, out);
        }
    }

    /** Keeps others from writing until the channel is closed. */
    private static void lock(FileChannel channel, Path out) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                log.debug("{} is written under {}", out, lock);
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(out + " is being written already. Wait for that to end.", e);
        }
        throw new IOException(out + " is being written by another program. Wait for it to end.");
    }

    /** What is there so far. */
    ScoreFile all() {
        return new ScoreFile(header, lines, 0);
    }

    /** Adds an item; it is on the disk when this returns. */
    void add(ScoreLine line) throws IOException {
        write(ScoreFile.text(line));
        lines.add(line);
    }

    private void write(String text) throws IOException {
        if (channel.isPresent()) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.get().write(bytes);
            }
            channel.get().force(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
