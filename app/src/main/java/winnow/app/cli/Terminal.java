package winnow.app.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints to and what it may know of its surroundings.
 *
 * @param out results; nothing else
 * @param err progress, warnings, errors
 * @param interactive whether {@code err} is a terminal that can redraw a line
 * @param environment environment variables
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, Map<String, String> environment) {

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** Whether there is a display to open a window on; only Linux can be without one. */
    boolean hasDisplay() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        return !linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
