package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The settings file of the user and the folders of the program. Thread-safe. */
public final class SettingsFile {

    /** In the folders the operating system has for this; the environment variable {@code WINNOW_HOME} replaces them. */
    public static SettingsFile ofUser() {
        throw new IllegalStateException("skeleton");
    }

    /** In {@code folder}, for tests and portable use. */
    public SettingsFile(Path folder) {
        throw new IllegalStateException("skeleton" + folder);
    }

    /** Where settings, caches and the log go. */
    public Path folder() {
        throw new IllegalStateException("skeleton");
    }

    /** The settings as they are now; defaults where there are none or the file is damaged. */
    public Settings read() {
        throw new IllegalStateException("skeleton");
    }

    /** Changes the settings, in one atomic write. */
    public Settings update(UnaryOperator<Settings> change) throws IOException {
        throw new IllegalStateException("skeleton");
    }
}
