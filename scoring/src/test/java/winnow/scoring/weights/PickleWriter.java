package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes pickles step by step, as PyTorch does or as somebody might who means harm. */
public final class PickleWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One step without operand, or any bytes. */
    public PickleWriter step(int... steps) {
        for (int step : steps) {
            bytes.write(step);
        }
        return this;
    }

    /** The steps every pickle of a state dict begins with: protocol 2 and an empty OrderedDict. */
    public PickleWriter start() {
        return step(0x80, 2).dict();
    }

    /** An empty OrderedDict. */
    public PickleWriter dict() {
        return global("collections", "OrderedDict").step(')', 'R');
    }

    /** A name to be imported. */
    public PickleWriter global(String module, String name) {
        bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(UTF_8));
        return this;
    }

    /** A text. */
    public PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        bytes.write('X');
        little(utf8.length, 4);
        bytes.writeBytes(utf8);
        return this;
    }

    /** A whole number, in the form its size needs. */
    public PickleWriter number(long number) {
        if (number >= 0 && number < 1 << 8) {
            step('K', (int) number);
        } else if (number >= 0 && number < 1 << 16) {
            bytes.write('M');
            little(number, 2);
        } else if (number == (int) number) {
            bytes.write('J');
            little(number, 4);
        } else {
            step(0x8a, 8);
            little(number, 8);
        }
        return this;
    }

    /** A tuple of numbers. */
    public PickleWriter numbers(long... numbers) {
        step('(');
        for (long number : numbers) {
            number(number);
        }
        return step('t');
    }

    /** What stands for a storage, such as {@code ("storage", FloatStorage, "0", "cpu", 4)}. */
    public PickleWriter storage(String type, String key, long count) {
        return step('(')
                .text("storage")
                .global("torch", type)
                .text(key)
                .text("cpu")
                .number(count)
                .step('t', 'Q');
    }

    /** A tensor, to be put into the dictionary under a name. */
    public PickleWriter tensor(
            String name, String type, String key, long count, long offset, long[] sizes, long[] strides) {
        return text(name)
                .global("torch._utils", "_rebuild_tensor_v2")
                .step('(')
                .storage(type, key, count)
                .number(offset)
                .numbers(sizes)
                .numbers(strides)
                .step(0x89)
                .dict()
                .step('t', 'R', 's');
    }

    /** A row of numbers that fills its storage. */
    public PickleWriter row(String name, String type, String key, long count) {
        return tensor(name, type, key, count, 0, new long[] {count}, new long[] {1});
    }

    private void little(long value, int length) {
        ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        bytes.write(eight.array(), 0, length);
    }

    /** All of it, with the last step. */
    public byte[] end() {
        return step('.').bytes.toByteArray();
    }
}
