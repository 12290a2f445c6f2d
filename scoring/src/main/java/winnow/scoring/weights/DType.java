package winnow.scoring.weights;

import java.util.Arrays;
import java.util.Optional;

/**
 * Element types of weight files, by the names safetensors gives them. Models take the three that {@link #usable}
 * says.
 */
public enum DType {
    F32(4, 6),
    F16(2, 5),
    BF16(2, 15),
    F64(8, 7),
    I64(8, 4),
    I32(4, 3),
    I16(2, 2),
    I8(1, 1),
    U8(1, 0),
    U16(2, 27),
    U32(4, 28),
    U64(8, 29),
    F8_E5M2(1, 23),
    F8_E4M3(1, 24),
    BOOL(1, 11);

    private final int bytes;
    private final int torchCode;

    DType(int bytes, int torchCode) {
        this.bytes = bytes;
        this.torchCode = torchCode;
    }

    /** The type of that name, if it is one of these. */
    public static Optional<DType> of(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** The number by which TorchScript knows the type. */
    public int torchCode() {
        return torchCode;
    }

    /** Whether it is a type of half precision that models take; float32 holds its values exactly. */
    public boolean isHalf() {
        return this == F16 || this == BF16;
    }

    /** Whether a model can compute with it. */
    public boolean usable() {
        return this == F32 || this == F16 || this == BF16;
    }
}
