package winnow.scoring;

import java.util.Locale;

/** Where the weights of a model are while it computes. Changes no score beyond rounding. */
public enum Placement {
    /** All of them on the device, for as long as the model is open. */
    RESIDENT,
    /** One layer at a time comes to the device while the one before computes: for models larger than the device. */
    STREAM,
    /** {@link #RESIDENT} where all of them fit, else {@link #STREAM}. */
    AUTO;

    /** Its name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
