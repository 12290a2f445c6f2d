package winnow.scoring.torch;

import static java.util.Objects.requireNonNull;

import winnow.scoring.Precision;
import winnow.scoring.weights.DType;

/**
 * Where a program computes and in which number types (SPEC 11).
 *
 * @param device as the tensor library calls it, such as {@code cpu} or {@code cuda:0}
 * @param type matrices are multiplied in; weights are held in it
 * @param mixed whether what {@code torch.autocast} keeps in float32 is, whatever the type
 */
public record Numerics(String device, DType type, boolean mixed) {

    /** The processor of every machine. */
    public static final String CPU = "cpu";

    /** Float32 on the processor. */
    public static final Numerics REFERENCE = new Numerics(CPU, DType.F32, false);

    public Numerics {
        requireNonNull(device, "device");
        requireNonNull(type, "type");
        if (!type.usable()) {
            throw new IllegalArgumentException("No program computes in " + type);
        }
    }

    /** What a precision means on a device. */
    public static Numerics of(Precision precision, String device) {
        return switch (precision) {
            case FLOAT32 -> new Numerics(device, DType.F32, false);
            case BFLOAT16 -> new Numerics(device, DType.BF16, false);
            case BFLOAT16_AUTOCAST -> new Numerics(device, DType.BF16, true);
            case FLOAT16_AUTOCAST -> new Numerics(device, DType.F16, true);
        };
    }

    /** Whether it computes on the processor, so that weights can stay where their file is mapped. */
    public boolean onProcessor() {
        return device.equals(CPU);
    }
}
