package winnow.scoring;

/**
 * How a conversation becomes the input of a model; the parameters of the official calls (SPEC 5, 8, 10). Models that
 * have no use for one ignore it.
 *
 * @param hdNum most tiles of a picture, 1 or more; of several pictures each gets 6
 * @param maxLength most tokens, picture tokens included; what is longer is cut at the end
 * @param applyTemplate whether turns are put into the model's chat template; else the conversation is a finished prompt
 * @param videoTitles whether the frames of a video get their titles {@code <IMAGE n>}, as the official code draws them
 */
public record InputOptions(int hdNum, int maxLength, boolean applyTemplate, boolean videoTitles) {

    public InputOptions {
        if (hdNum < 1 || maxLength < 1) {
            throw new IllegalArgumentException("hdNum " + hdNum + " and maxLength " + maxLength + " must be 1 or more");
        }
    }

    /** What a model that was loaded with these options uses. */
    public static InputOptions of(ModelOptions options) {
        return new InputOptions(options.hdNum(), options.maxLength(), true, true);
    }
}
