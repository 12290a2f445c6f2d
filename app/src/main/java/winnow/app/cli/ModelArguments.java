package winnow.app.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.Models;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;

/** The options of commands that load a model for conversations of their own. */
final class ModelArguments {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "Folder of a model snapshot, or \"default\" for the model that comes with Winnow.")
    private String model = Models.DEFAULT;

    @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, cuda:N or auto. Default: auto.")
    private String device = ModelOptions.DEFAULT.device();

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Threads of the tensor library; 0 leaves it to the library. Default: 0.")
    private int threads = ModelOptions.DEFAULT.threads();

    @Option(
            names = "--hd-num",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tiles one picture is cut into; changes the scores. Default: 9.")
    private int hdNum = ModelOptions.DEFAULT.hdNum();

    @Option(
            names = "--max-length",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most tokens of one input; what is longer is cut at the end. Default: 16384.")
    private int maxLength = ModelOptions.DEFAULT.maxLength();

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = PrecisionName.class,
            description = "float32, bfloat16, bfloat16-autocast or float16-autocast; changes the scores a little."
                    + " Default: float32.")
    private Precision precision = ModelOptions.DEFAULT.precision();

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

    /** The model named. */
    String model() {
        return model;
    }

    /**
     * How it is loaded and fed.
     *
     * @param command to name when the options make no sense together
     */
    ModelOptions options(WinnowCommand winnow, String command) {
        try {
            ModelOptions options = new ModelOptions(device, threads, hdNum, maxLength).in(precision);
            return winnow.isOffline() ? options.overriding(Map.of("offline", true)) : options;
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage(command, Optional.ofNullable(e.getMessage()).orElse("") + ".");
        }
    }
}
