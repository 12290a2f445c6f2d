package winnow.scoring.weights;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies. Checked: its bytes are inside the file and as many as its shape needs.
 *
 * @param name as the file calls it
 * @param type of its elements
 * @param shape sizes, outermost first; empty for a single number
 * @param file that holds it
 * @param offset of its first byte in the file, in bytes
 */
public record TensorInfo(String name, DType type, List<Long> shape, Path file, long offset) {

    public TensorInfo {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(file, "file");
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long count() {
        return shape.stream().reduce(1L, Math::multiplyExact);
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
