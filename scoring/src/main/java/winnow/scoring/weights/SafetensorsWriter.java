package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Writes weights as safetensors, in bfloat16 where nothing else is said, a piece at a time, so that a file may be
 * larger than memory.
 */
public final class SafetensorsWriter {

    private static final int BUFFER_BYTES = 1 << 22;
    private static final int ALIGNMENT = 8;

    /**
     * A tensor to write.
     *
     * @param name of the tensor
     * @param shape sizes, outermost first
     * @param type of its elements: BF16 or F32
     */
    public record Entry(String name, List<Long> shape, DType type) {

        public Entry {
            shape = List.copyOf(shape);
            if (type != DType.BF16 && type != DType.F32) {
                throw new IllegalArgumentException(name + " would be of type " + type + "; BF16 or F32 is written");
            }
        }

        /** A tensor in bfloat16. */
        public Entry(String name, List<Long> shape) {
            this(name, shape, DType.BF16);
        }

        /** Its size in bytes. */
        public long bytes() {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        }
    }

    /** The values of a tensor, row by row. */
    @FunctionalInterface
    public interface Values {

        /**
         * Fills the room that remains with the next values, as bfloat16; or, where the tensor is of float32, with the
         * next halves of values, the lower one first.
         */
        void fill(ShortBuffer room);

        /** Values that are there already. */
        static Values of(float[] values, DType type) {
            return new FloatValues(values, type);
        }
    }

    /** Values that are there already, as halves or as roundings of them. */
    private static final class FloatValues implements Values {

        private final float[] values;
        private final boolean whole;
        private long at;

        FloatValues(float[] values, DType type) {
            this.values = values;
            this.whole = type == DType.F32;
        }

        @Override
        public void fill(ShortBuffer room) {
            while (room.hasRemaining()) {
                if (whole) {
                    int bits = Float.floatToRawIntBits(values[(int) (at / 2)]);
                    room.put((short) (at % 2 == 0 ? bits : bits >>> 16));
                } else {
                    room.put(bfloat16(values[(int) at]));
                }
                at++;
            }
        }
    }

    private final Function<Entry, Values> values;
    private final LongConsumer bytesDone;
    private long done;

    /**
     * Writes what {@code values} gives for a tensor.
     *
     * @param bytesDone told how many bytes of all files were written, every few megabytes; may throw to stop
     */
    public SafetensorsWriter(Function<Entry, Values> values, LongConsumer bytesDone) {
        this.values = values;
        this.bytesDone = bytesDone;
    }

    /**
     * Writes tensors as one file {@code model.safetensors}, or as several with an index when they are larger than
     * {@code shardBytes}.
     *
     * @throws IOException if a file cannot be written, or is there already
     */
    public void write(Path folder, List<Entry> tensors, long shardBytes) throws IOException {
        List<List<Entry>> shards = shards(tensors, shardBytes);
        if (shards.size() == 1) {
            writeFile(folder.resolve("model.safetensors"), tensors);
            return;
        }
        JsonMapper json = new JsonMapper();
        ObjectNode index = json.createObjectNode();
        index.putObject("metadata")
                .put("total_size", tensors.stream().mapToLong(Entry::bytes).sum());
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format("model-%05d-of-%05d.safetensors", i + 1, shards.size());
            writeFile(folder.resolve(name), shards.get(i));
            shards.get(i).forEach(t -> map.put(t.name(), name));
        }
        json.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("model.safetensors.index.json").toFile(), index);
    }

    private static List<List<Entry>> shards(List<Entry> tensors, long shardBytes) {
        List<List<Entry>> shards = new ArrayList<>();
        long room = 0;
        for (Entry tensor : tensors) {
            if (shards.isEmpty() || tensor.bytes() > room) {
                shards.add(new ArrayList<>());
                room = shardBytes;
            }
            shards.get(shards.size() - 1).add(tensor);
            room -= tensor.bytes();
        }
        return shards;
    }

    /**
     * Writes tensors as one file.
     *
     * @throws IOException if it cannot be written, or is there already
     */
    public void writeFile(Path file, List<Entry> tensors) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] header = header(tensors);
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(header.length);
            drain(buffer, channel);
            ByteBuffer text = ByteBuffer.wrap(header);
            while (text.hasRemaining()) {
                channel.write(text);
            }
            for (Entry tensor : tensors) {
                write(tensor, buffer, channel);
            }
            drain(buffer, channel);
        }
    }

    private void write(Entry tensor, ByteBuffer buffer, FileChannel channel) throws IOException {
        Values source = values.apply(tensor);
        long left = tensor.bytes();
        while (left > 0) {
            int now = (int) Math.min(left, buffer.remaining()); // both even
            source.fill(buffer.slice(buffer.position(), now)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer());
            buffer.position(buffer.position() + now);
            left -= now;
            if (!buffer.hasRemaining()) {
                drain(buffer, channel);
            }
        }
    }

    private void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        done += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        bytesDone.accept(done);
    }

    private static byte[] header(List<Entry> tensors) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode header = json.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        long at = 0;
        for (Entry tensor : tensors) {
            ObjectNode entry =
                    header.putObject(tensor.name()).put("dtype", tensor.type().name());
            tensor.shape().forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(at).add(at + tensor.bytes());
            at += tensor.bytes();
        }
        byte[] text = json.writeValueAsString(header).getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /** The nearest bfloat16, ties to even. */
    public static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
