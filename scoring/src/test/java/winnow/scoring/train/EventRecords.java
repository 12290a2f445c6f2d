package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads event files of TensorBoard, with nothing of the code that writes them: the checksum is computed bit by bit from
 * its polynomial, and every length and tag is checked.
 *
 * @param all the events, in order of the file
 */
record EventRecords(List<Event> all) {

    private static final int CASTAGNOLI = 0x82f63b78;

    /** One of them; what is not in it is empty or 0. */
    record Event(double time, long step, String version, Map<String, Double> figures) {}

    /** The only event file of a folder. */
    static EventRecords of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> String.valueOf(file.getFileName()).contains("tfevents"))
                    .toList();
            assertEquals(1, found.size(), found.toString());
            return read(Files.readAllBytes(found.get(0)));
        }
    }

    /** Events of the bytes of a file. */
    static EventRecords read(byte[] file) {
        ByteBuffer left = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (left.hasRemaining()) {
            byte[] length = bytes(left, 8);
            assertEquals(masked(length), left.getInt(), "checksum of a length");
            byte[] data = bytes(
                    left,
                    Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()));
            assertEquals(masked(data), left.getInt(), "checksum of a record");
            events.add(event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return new EventRecords(events);
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    /** As TensorFlow's record format has it: rotated right by 15, plus a constant. */
    static int masked(byte[] data) {
        int crc = ~0;
        for (byte each : data) {
            crc ^= each & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ CASTAGNOLI;
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer part(ByteBuffer from) {
        return ByteBuffer.wrap(bytes(from, Math.toIntExact(varint(from)))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer from) {
        return new String(part(from).array(), StandardCharsets.UTF_8);
    }

    private static Event event(ByteBuffer from) {
        double time = 0;
        long step = 0;
        String version = "";
        Map<String, Double> figures = new LinkedHashMap<>();
        while (from.hasRemaining()) {
            int tag = Math.toIntExact(varint(from));
            switch (tag) {
                case (1 << 3) | 1 -> time = from.getDouble();
                case 2 << 3 -> step = varint(from);
                case (3 << 3) | 2 -> version = text(from);
                case (5 << 3) | 2 -> summary(part(from), figures);
                default -> throw new AssertionError("An event has no field with the tag " + tag);
            }
        }
        return new Event(time, step, version, figures);
    }

    private static void summary(ByteBuffer from, Map<String, Double> figures) {
        while (from.hasRemaining()) {
            assertEquals((1 << 3) | 2, varint(from), "a value of a summary");
            ByteBuffer value = part(from);
            assertEquals((1 << 3) | 2, varint(value), "its name");
            String name = text(value);
            assertEquals((2 << 3) | 5, varint(value), "its number");
            figures.put(name, (double) value.getFloat());
            assertEquals(0, value.remaining());
        }
    }
}
