package winnow.scoring.weights;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a tensor lies. Checked: its bytes are inside the file and as many as its shape needs.
 *
 * @param name as the file calls it
 * @param type of its elements
 * @param shape sizes, outermost first; empty for a single number
 * @param file that holds it
 * @param offset of its first byte in the file, in bytes
 * @param strides elements from one to the next, outermost first; as many as sizes, and no two elements are the same
 */
public record TensorInfo(String name, DType type, List<Long> shape, Path file, long offset, List<Long> strides) {

    public TensorInfo {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(file, "file");
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (strides.size() != shape.size()) {
            throw new IllegalArgumentException(shape + " needs as many strides, not " + strides);
        }
    }

    /** A tensor whose elements lie in the order of its shape, the last index running fastest. */
    public TensorInfo(String name, DType type, List<Long> shape, Path file, long offset) {
        this(name, type, shape, file, offset, dense(shape));
    }

    private static List<Long> dense(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride = Math.multiplyExact(stride, Math.max(1, shape.get(i)));
        }
        return List.of(strides);
    }

    /** Number of elements. */
    public long count() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Whether its elements lie in the order of its shape without gaps, as in every safetensors file. */
    public boolean contiguous() {
        if (count() == 0) {
            return true;
        }
        List<Long> dense = dense(shape);
        return IntStream.range(0, shape.size())
                .allMatch(i -> shape.get(i) == 1 || strides.get(i).equals(dense.get(i)));
    }

    /** Number of elements from its first to its last, those of other tensors between them included. */
    public long span() {
        if (count() == 0) {
            return 0;
        }
        long span = 1;
        for (int i = 0; i < shape.size(); i++) {
            span = Math.addExact(span, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
        return span;
    }

    /** Number of bytes. */
    public long bytes() {
        return Math.multiplyExact(count(), type.bytes());
    }

    /** Whether its data start at a multiple of the element size, as mapping needs. */
    public boolean aligned() {
        return offset % type.bytes() == 0;
    }
}
