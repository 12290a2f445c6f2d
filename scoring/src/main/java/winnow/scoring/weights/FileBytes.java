package winnow.scoring.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.scoring.ScoringException;

/**
 * Parts of a weight file, and the sentence that says what is wrong with it.
 *
 * @param file read
 * @param kind what it should be, such as {@code safetensors}
 * @param channel open on it
 * @param size of the file in bytes
 */
record FileBytes(Path file, String kind, FileChannel channel, long size) implements AutoCloseable {

    /** Opens a file; never a pipe, which would not answer. */
    static FileBytes open(Path file, String kind) throws ScoringException {
        if (!Files.isRegularFile(file)) {
            throw new ScoringException(file + " is missing or no file. Copy or download it again.");
        }
        try {
            FileChannel channel = FileChannel.open(file);
            return new FileBytes(file, kind, channel, channel.size());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ScoringException unreadable(Path file, IOException e) {
        return new ScoringException(file.getFileName() + " cannot be read: " + e.getMessage() + ".", e);
    }

    /** Bytes of the file, numbers in them little-endian; the caller has checked that the file has so many. */
    ByteBuffer read(long from, int length) throws ScoringException {
        if (from < 0 || length < 0 || from > size - length) {
            throw damaged("bytes " + from + " to " + from + " + " + length + " are outside of it");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw damaged("it ended while it was read");
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return buffer.flip();
    }

    /** The refusal of a file that is damaged or lies. */
    ScoringException damaged(String why) {
        return new ScoringException(sentence(why));
    }

    /** What is wrong with the file and what to do. */
    String sentence(String why) {
        return file.getFileName() + " is not a sound " + kind + " file: " + why + ". Copy or download it again.";
    }

    @Override
    public void close() throws ScoringException {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
