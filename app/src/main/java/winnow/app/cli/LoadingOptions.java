package winnow.app.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.scoring.Computing;
import winnow.scoring.ModelOptions;
import winnow.scoring.Placement;
import winnow.scoring.Precision;

/** The options of every command that loads a model: where it is computed, and in which numbers. */
final class LoadingOptions {

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = Device.class,
            description = "cpu, cuda:N or auto. Default: auto.")
    private String device = ModelOptions.DEFAULT.device();

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Threads of the tensor library; 0 leaves it to the library. Default: 0.")
    private int threads = ModelOptions.DEFAULT.threads();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = PrecisionName.class,
            description =
                    "Numbers it computes in: float32, bfloat16, bfloat16-autocast or float16-autocast; changes the"
                            + " scores. Default: float32.")
    private Precision precision = ModelOptions.DEFAULT.precision();

    @Option(
            names = "--placement",
            paramLabel = "WHERE",
            converter = PlacementName.class,
            description = "Where the weights are: resident (all on the device), stream (one layer at a time, for models"
                    + " larger than the device) or auto. Default: auto.")
    private Placement placement = Computing.DEFAULT.placement();

    @Option(
            names = "--plain",
            description = "Compute every sample by itself, as the official code does: slower, the same scores but for"
                    + " rounding.")
    private boolean plain;

    /** What was asked for, with the usual tiles and lengths. */
    ModelOptions options(WinnowCommand winnow) {
        return options(winnow, ModelOptions.DEFAULT.hdNum(), ModelOptions.DEFAULT.maxLength());
    }

    /** What was asked for, with so many tiles a picture and tokens an input. */
    ModelOptions options(WinnowCommand winnow, int hdNum, int maxLength) {
        ModelOptions options = new ModelOptions(device, threads, hdNum, maxLength)
                .in(precision)
                .by(new Computing(placement, plain));
        return winnow.isOffline() ? options.overriding(Map.of("offline", true)) : options;
    }

    /** Reads the name of a precision. */
    static final class PrecisionName implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String value) {
            String known = Arrays.stream(Precision.values()).map(Precision::id).collect(Collectors.joining(", "));
            return Precision.of(value)
                    .orElseThrow(
                            () -> new TypeConversionException("must be one of " + known + ", was \"" + value + "\""));
        }
    }

    /** Reads the name of a placement. */
    static final class PlacementName implements ITypeConverter<Placement> {
        @Override
        public Placement convert(String value) {
            return Arrays.stream(Placement.values())
                    .filter(p -> p.id().equals(value))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("must be resident, stream or auto, was \"" + value + "\""));
        }
    }

    /** Reads the name of a device. */
    static final class Device implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("auto|cpu|cuda:\\d{1,2}")) {
                throw new TypeConversionException("must be auto, cpu or cuda:N, was \"" + value + "\"");
            }
            return value;
        }
    }
}
