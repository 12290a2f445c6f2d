package winnow.viewer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what JavaFX says about our style sheets between {@link #open} and {@link #close}. */
public final class CssWarnings implements AutoCloseable {

    private final Logger logger = Logger.getLogger("javafx.css");
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                seen.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private CssWarnings() {
        logger.addHandler(handler);
    }

    /** Starts to listen. */
    public static CssWarnings open() {
        return new CssWarnings();
    }

    /** What was said so far. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
