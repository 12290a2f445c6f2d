package winnow.app.service;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A new file, of UTF-8 text or not, whose SHA-256 is worked out while it is written. Confined to one thread. */
final class HashedFile implements AutoCloseable {

    private final MessageDigest digest = Hashes.digest();
    private final FileChannel channel;
    private final OutputStream stream;
    private final Writer writer;

    HashedFile(Path path) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        this.stream = new DigestOutputStream(Channels.newOutputStream(channel), digest);
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /** For bytes, in place of {@link #writer}: nothing is held back on the way, so hand over much at once. */
    OutputStream stream() {
        return stream;
    }

    Writer writer() {
        return writer;
    }

    /** Brings everything to the disk; nothing can be written afterwards. Returns the SHA-256. */
    String finish() throws IOException {
        writer.flush();
        channel.force(true);
        writer.close();
        return Hashes.text(digest);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
