package winnow.scoring.train;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Figures of a training as TensorBoard reads them: a TFRecord file of Event messages, one a step. What is added is in
 * the file at once.
 */
final class EventFile implements Closeable {

    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;
    private static final int VARINT_MORE = 0x80;
    private static final int VARINT_BITS = 7;

    /** How a field of a message is written. */
    private enum Wire {
        VARINT(0),
        EIGHT_BYTES(1),
        BYTES(2),
        FOUR_BYTES(5);

        private final int code;

        Wire(int code) {
            this.code = code;
        }

        int tag(int field) {
            return (field << 3) | code;
        }
    }

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /**
     * Starts a file, which is how TensorBoard knows a training that went on: of steps that are in two files it shows
     * the newer one.
     *
     * @param millis time of the start, since 1970
     */
    static EventFile start(Path folder, long millis, long step) throws IOException {
        Path file = folder.resolve("events.out.tfevents." + millis / 1000 + ".winnow." + step);
        EventFile made = new EventFile(Files.newOutputStream(file));
        ByteArrayOutputStream event = event(millis, step);
        bytes(event, 3, VERSION.getBytes(StandardCharsets.UTF_8));
        made.record(event.toByteArray());
        return made;
    }

    /** Adds the figures of a step. */
    void add(long millis, long step, Map<String, Double> figures) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            bytes(value, 1, figure.getKey().getBytes(StandardCharsets.UTF_8));
            value.write(Wire.FOUR_BYTES.tag(2));
            value.writeBytes(
                    little(Float.BYTES).putFloat(figure.getValue().floatValue()).array());
            bytes(summary, 1, value.toByteArray());
        }
        ByteArrayOutputStream event = event(millis, step);
        bytes(event, 5, summary.toByteArray());
        record(event.toByteArray());
    }

    private static ByteArrayOutputStream event(long millis, long step) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(Wire.EIGHT_BYTES.tag(1));
        event.writeBytes(little(Double.BYTES).putDouble(millis / 1000.0).array());
        event.write(Wire.VARINT.tag(2));
        varint(event, step);
        return event;
    }

    private static void bytes(ByteArrayOutputStream to, int field, byte[] value) {
        to.write(Wire.BYTES.tag(field));
        varint(to, value.length);
        to.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long left = value;
        while (left >= VARINT_MORE) {
            to.write((int) (left % VARINT_MORE) | VARINT_MORE);
            left >>>= VARINT_BITS;
        }
        to.write((int) left);
    }

    /** A record: its length with a checksum, its bytes with another one. */
    private void record(byte[] data) throws IOException {
        byte[] length = little(Long.BYTES).putLong(data.length).array();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(length);
        whole.writeBytes(checksum(length));
        whole.writeBytes(data);
        whole.writeBytes(checksum(data));
        out.write(whole.toByteArray());
    }

    private static byte[] checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        int masked = Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
        return little(Integer.BYTES).putInt(masked).array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
