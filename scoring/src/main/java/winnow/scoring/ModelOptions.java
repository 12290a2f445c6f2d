package winnow.scoring;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model is loaded and fed. {@code hdNum}, {@code maxLength} and {@code precision} are stored with every run:
 * scores compare only under equal ones.
 *
 * @param device {@code "auto"}, {@code "cpu"} or {@code "cuda:0"}, {@code "cuda:1"}, …
 * @param threads threads of the tensor library; 0 leaves it to the library
 * @param hdNum most tiles one picture is cut into, 1 or more (SPEC 5)
 * @param maxLength most tokens of one input, picture tokens included; what is longer is cut at the end (SPEC 8)
 * @param precision number types it computes in
 * @param configOverrides values that stand in for those of config.json, by key, null for JSON's; for checks against
 *     published cases
 * @param computing how scores are computed; changes none
 */
public record ModelOptions(
        String device,
        int threads,
        int hdNum,
        int maxLength,
        Precision precision,
        Map<String, Object> configOverrides,
        Computing computing) {

    /** The defaults of SPEC 8.1: nine tiles, 16 384 tokens, float32, on whatever device there is. */
    public static final ModelOptions DEFAULT = new ModelOptions("auto", 0, 9, 16384);

    public ModelOptions {
        requireNonNull(device, "device");
        requireNonNull(precision, "precision");
        requireNonNull(computing, "computing");
        configOverrides = Collections.unmodifiableMap(new LinkedHashMap<>(configOverrides)); // values may be null
        if (!device.matches("auto|cpu|cuda:\\d{1,2}")) {
            throw new IllegalArgumentException("The device must be auto, cpu or cuda:N, was \"" + device + "\"");
        }
        if (threads < 0) {
            throw new IllegalArgumentException("Threads must be 0 or more, was " + threads);
        }
        if (hdNum < 1) {
            throw new IllegalArgumentException("The tile budget (hd-num) must be 1 or more, was " + hdNum);
        }
        if (maxLength < 1) {
            throw new IllegalArgumentException("The maximal length must be 1 or more, was " + maxLength);
        }
    }

    /** In float32, with config.json as it is. */
    public ModelOptions(String device, int threads, int hdNum, int maxLength) {
        this(device, threads, hdNum, maxLength, Precision.FLOAT32, Map.of(), Computing.DEFAULT);
    }

    /** The same in another precision. */
    public ModelOptions in(Precision other) {
        return new ModelOptions(device, threads, hdNum, maxLength, other, configOverrides, computing);
    }

    /** The same with values that stand in for those of config.json: numbers, texts, truth values, lists and maps. */
    public ModelOptions overriding(Map<String, Object> overrides) {
        return new ModelOptions(device, threads, hdNum, maxLength, precision, overrides, computing);
    }

    /** The same, computed in another way. */
    public ModelOptions by(Computing other) {
        return new ModelOptions(device, threads, hdNum, maxLength, precision, configOverrides, other);
    }

    /** The same on another number of threads. */
    public ModelOptions onThreads(int other) {
        return new ModelOptions(device, other, hdNum, maxLength, precision, configOverrides, computing);
    }

    /** The same with another number of tiles a picture. */
    public ModelOptions tiled(int other) {
        return new ModelOptions(device, threads, other, maxLength, precision, configOverrides, computing);
    }
}
