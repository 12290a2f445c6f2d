package winnow.app.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Opens the window of the program. */
@FunctionalInterface
public interface Window {

    /**
     * Opens the window and returns when it is closed.
     *
     * @param workspace what to open in it; empty for the welcome screen
     * @return false when no window can be opened on this machine, which the user has then been told
     */
    boolean open(Optional<Path> workspace);
}
