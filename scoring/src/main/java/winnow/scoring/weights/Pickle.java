package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.scoring.ScoringException;

/**
 * Reads the pickle of a state dict as {@code torch.save} writes it: a dictionary of tensors by name. A pickle is a
 * program for a little machine that can call anything; this machine knows the few steps and the names in
 * {@link Global}, refuses all others, and calls nothing: what would be a call becomes a record of where a tensor lies.
 */
final class Pickle {

    /** Far above any model's: 8 billion weights need 100 kB. */
    static final int MAX_BYTES = 8 << 20;

    private static final int MAX_VALUES = 1 << 20;
    private static final int MAX_DIMENSIONS = 16;
    private static final int PROTOCOL = 2;
    private static final String METADATA = "_metadata";

    /** All names a pickle may ask for. */
    private enum Global {
        ORDERED_DICT("collections", "OrderedDict", null),
        REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2", null),
        BFLOAT16("torch", "BFloat16Storage", DType.BF16),
        HALF("torch", "HalfStorage", DType.F16),
        FLOAT("torch", "FloatStorage", DType.F32);

        private final String module;
        private final String name;

        private final @Nullable DType type; // of a storage

        Global(String module, String name, @Nullable DType type) {
            this.module = module;
            this.name = name;
            this.type = type;
        }
    }

    /**
     * A row of numbers in the archive.
     *
     * @param type of the numbers
     * @param key names the record
     * @param count how many there are, 0 or more
     */
    record Storage(DType type, String key, long count) {}

    /**
     * A tensor: some numbers of a storage. Nothing is checked yet but that sizes and strides are as many.
     *
     * @param storage that holds it
     * @param offset of its first element, in elements
     * @param sizes outermost first
     * @param strides elements from one to the next, outermost first
     */
    record Tensor(Storage storage, long offset, List<Long> sizes, List<Long> strides) {}

    private record Tuple(List<Object> items) {}

    private record Dict(Map<String, Object> items) {}

    private enum Nothing {
        NONE
    }

    private final FileBytes file;
    private final ByteBuffer bytes;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int made;

    private Pickle(FileBytes file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The tensors by name, in the order of the pickle.
     *
     * @param file that holds it, for messages
     * @throws ScoringException if it is damaged, asks for anything else, or is no state dict
     */
    static Map<String, Tensor> read(FileBytes file, ByteBuffer bytes) throws ScoringException {
        try {
            return new Pickle(file, bytes).tensors();
        } catch (BufferUnderflowException e) {
            throw new ScoringException(file.sentence("its list of tensors is cut off"), e);
        }
    }

    private Map<String, Tensor> tensors() throws ScoringException {
        int step = next();
        while (step != '.') {
            step(step);
            step = next();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : pop(Dict.class).items.entrySet()) {
            if (!(entry.getValue() instanceof Tensor tensor)) {
                throw new ScoringException(file.file().getFileName() + " holds " + Shown.quoted(entry.getKey())
                        + ", which is no tensor, so it is no weight file of a model but another kind of checkpoint."
                        + " Download the model's own files.");
            }
            tensors.put(entry.getKey(), tensor);
        }
        return Collections.unmodifiableMap(tensors);
    }

    private int next() {
        return Byte.toUnsignedInt(bytes.get());
    }

    private void step(int step) throws ScoringException {
        switch (step) {
            case 0x80 -> protocol(next());
            case 'c' -> push(global(line(), line()));
            case 'q' -> memo.put(next(), top());
            case 'r' -> memo.put(memoKey(bytes.getInt()), top());
            case 'h' -> push(remembered(next()));
            case 'j' -> push(remembered(bytes.getInt()));
            case '(' -> mark();
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(popToMark()));
            case 0x85, 0x86, 0x87 -> push(new Tuple(popLast(step - 0x84)));
            case '}' -> push(new Dict(new LinkedHashMap<>()));
            case 'X' -> push(text(bytes.getInt()));
            case 'J' -> push((long) bytes.getInt());
            case 'K' -> push((long) next());
            case 'M' -> push((long) Short.toUnsignedInt(bytes.getShort()));
            case 0x8a -> push(number(next()));
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'N' -> push(Nothing.NONE);
            case 'R' -> push(call(pop(Tuple.class).items));
            case 'Q' -> push(storage(pop(Tuple.class).items));
            case 's' -> put(popLast(2));
            case 'u' -> put(popToMark());
            case 'b' -> build(pop(Dict.class));
            default ->
                throw file.damaged(String.format(
                        "its list of tensors has the step %02x at byte %d, which no weights need",
                        step, bytes.position() - 1));
        }
    }

    private void protocol(int version) throws ScoringException {
        if (version != PROTOCOL) {
            throw file.damaged("its list of tensors is written in pickle protocol " + version
                    + ", but PyTorch saves weights in protocol " + PROTOCOL);
        }
    }

    private String line() throws ScoringException {
        int start = bytes.position();
        while (next() != '\n') {
            // goes on to the end of the line
        }
        return text(start, bytes.position() - 1 - start);
    }

    private String text(int length) throws ScoringException {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        int start = bytes.position();
        bytes.position(start + length);
        return text(start, length);
    }

    private String text(int start, int length) throws ScoringException {
        try {
            return UTF_8.newDecoder().decode(bytes.slice(start, length)).toString();
        } catch (CharacterCodingException e) {
            throw new ScoringException(file.sentence("a name in its list of tensors is no text"), e);
        }
    }

    private long number(int length) throws ScoringException {
        if (length > Long.BYTES) {
            throw file.damaged("a number in its list of tensors is too large");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) next() << (8 * i);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused; // with its sign
    }

    private Global global(String module, String name) throws ScoringException {
        for (Global known : Global.values()) {
            if (known.module.equals(module) && known.name.equals(name)) {
                return known;
            }
        }
        throw new ScoringException(file.file().getFileName() + " asks for " + Shown.quoted(module + "." + name)
                + " to be loaded, which weights do not need and which could run a program. Nothing was run."
                + " Do not use this file; get the model from its publisher, as safetensors if there are any.");
    }

    private void push(Object value) throws ScoringException {
        if (++made > MAX_VALUES) {
            throw file.damaged("its list of tensors is longer than any model's");
        }
        stack.add(value);
    }

    private void mark() throws ScoringException {
        if (marks.size() >= MAX_VALUES) {
            throw file.damaged("its list of tensors is nested without end");
        }
        marks.push(stack.size());
    }

    /** The lowest place of the stack the current step may touch. */
    private int floor() {
        Integer mark = marks.peek();
        return mark == null ? 0 : mark;
    }

    private Object top() throws ScoringException {
        if (stack.size() <= floor()) {
            throw senseless();
        }
        return stack.get(stack.size() - 1);
    }

    private <T> T pop(Class<T> type) throws ScoringException {
        Object value = top();
        stack.remove(stack.size() - 1);
        return as(type, value);
    }

    private <T> T as(Class<T> type, Object value) throws ScoringException {
        if (!type.isInstance(value)) {
            throw senseless();
        }
        return type.cast(value);
    }

    private List<Object> popLast(int count) throws ScoringException {
        if (stack.size() - count < floor()) {
            throw senseless();
        }
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> values = List.copyOf(tail);
        tail.clear();
        return values;
    }

    private List<Object> popToMark() throws ScoringException {
        Integer mark = marks.peek();
        if (mark == null) {
            throw senseless();
        }
        List<Object> values = popLast(stack.size() - mark);
        marks.pop();
        return values;
    }

    private ScoringException senseless() {
        return file.damaged("its list of tensors makes no sense at byte " + (bytes.position() - 1));
    }

    private int memoKey(int key) throws ScoringException {
        if (key < 0 || key >= MAX_VALUES) {
            throw senseless();
        }
        return key;
    }

    private Object remembered(int key) throws ScoringException {
        Object value = memo.get(key);
        if (value == null) {
            throw senseless();
        }
        return value;
    }

    /** What a call of a known name would give; nothing is called. */
    private Object call(List<Object> arguments) throws ScoringException {
        Global function = pop(Global.class);
        if (function == Global.ORDERED_DICT && arguments.isEmpty()) {
            return new Dict(new LinkedHashMap<>());
        }
        // storage, offset, sizes, strides, requires_grad, hooks
        if (function != Global.REBUILD_TENSOR || arguments.size() != 6) {
            throw senseless();
        }
        as(Boolean.class, arguments.get(4));
        if (!as(Dict.class, arguments.get(5)).items.isEmpty()) {
            throw senseless();
        }
        List<Long> sizes = numbers(arguments.get(2));
        List<Long> strides = numbers(arguments.get(3));
        if (sizes.size() != strides.size()) {
            throw senseless();
        }
        return new Tensor(as(Storage.class, arguments.get(0)), as(Long.class, arguments.get(1)), sizes, strides);
    }

    private List<Long> numbers(Object tuple) throws ScoringException {
        List<Object> items = as(Tuple.class, tuple).items;
        if (items.size() > MAX_DIMENSIONS) {
            throw senseless();
        }
        List<Long> numbers = new ArrayList<>();
        for (Object item : items) {
            numbers.add(as(Long.class, item));
        }
        return numbers;
    }

    /** What stands for a storage: ("storage", type, key, device, number of elements). */
    private Storage storage(List<Object> id) throws ScoringException {
        if (id.size() != 5 || !"storage".equals(id.get(0))) {
            throw senseless();
        }
        DType type = as(Global.class, id.get(1)).type;
        long count = as(Long.class, id.get(4));
        as(String.class, id.get(3));
        if (type == null || count < 0) {
            throw senseless();
        }
        return new Storage(type, as(String.class, id.get(2)), count);
    }

    private void put(List<Object> keysAndValues) throws ScoringException {
        Map<String, Object> items = as(Dict.class, top()).items;
        if (keysAndValues.size() % 2 != 0) {
            throw senseless();
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            String key = as(String.class, keysAndValues.get(i));
            if (items.put(key, keysAndValues.get(i + 1)) != null) {
                throw file.damaged("it has two tensors " + Shown.quoted(key));
            }
        }
    }

    /** Module versions, which PyTorch hangs on a state dict; they mean nothing to weights. */
    private void build(Dict state) throws ScoringException {
        as(Dict.class, top());
        if (state.items.size() != 1 || !(state.items.get(METADATA) instanceof Dict)) {
            throw senseless();
        }
    }
}
