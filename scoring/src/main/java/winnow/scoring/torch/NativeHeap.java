package winnow.scoring.torch;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heap of the C library, where tensors lie. Batches of ever new sizes leave holes in it that the library keeps, so
 * that a long run takes more and more memory though nothing is lost; this hands the holes back to the system. Does
 * nothing where the library is not that of GNU. Any thread.
 */
public final class NativeHeap {

    private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

    private final Optional<Function> trim;

    private NativeHeap(Optional<Function> trim) {
        this.trim = trim;
    }

    /** The heap of this process. */
    public static NativeHeap open() {
        try {
            return new NativeHeap(Optional.of(NativeLibrary.getInstance("c").getFunction("malloc_trim")));
        } catch (UnsatisfiedLinkError e) {
            log.debug("This C library keeps what was freed", e);
            return new NativeHeap(Optional.empty());
        }
    }

    /** Hands back what was freed; takes some milliseconds. */
    public void release() {
        trim.ifPresent(function -> function.invokeInt(new Object[] {0}));
    }
}
