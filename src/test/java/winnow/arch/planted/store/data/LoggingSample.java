package winnow.arch.planted.store.data;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data that logs. */
public record LoggingSample(String text) {

    /** The forbidden dependency. */
    public Logger log() {
        return LoggerFactory.getLogger(text);
    }
}
