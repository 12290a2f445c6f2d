package winnow.scoring;

import static java.util.Objects.requireNonNull;

/**
 * How a model is loaded and fed. {@code hdNum} and {@code maxLength} are stored with every run: scores compare only
 * under equal ones.
 *
 * @param device {@code "auto"}, {@code "cpu"} or {@code "cuda:0"}, {@code "cuda:1"}, …
 * @param threads threads of the tensor library; 0 leaves it to the library
 * @param hdNum most tiles one picture is cut into, 1 or more (SPEC 5)
 * @param maxLength most tokens of one input, picture tokens included; what is longer is cut at the end (SPEC 8)
 */
public record ModelOptions(String device, int threads, int hdNum, int maxLength) {

    /** The defaults of SPEC 8.1: nine tiles, 16 384 tokens, on whatever device there is. */
    public static final ModelOptions DEFAULT = new ModelOptions("auto", 0, 9, 16384);

    public ModelOptions {
        requireNonNull(device, "device");
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
}
