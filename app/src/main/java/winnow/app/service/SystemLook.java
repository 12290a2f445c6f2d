package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the desktop asks its programs to look dark. The window toolkit cannot ask, so this reads what GTK 3 reads:
 * the variable {@code GTK_THEME}, then {@code gtk-3.0/settings.ini}. Light where neither says.
 *
 * @param environment variables of the process
 * @param home the user's home folder
 */
public record SystemLook(Map<String, String> environment, Path home) {

    private static final Logger log = LoggerFactory.getLogger(SystemLook.class);

    /** Of the user of this process. */
    public static SystemLook ofUser() {
        return new SystemLook(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /** Reads it anew. */
    public boolean isDark() {
        String theme = environment.getOrDefault("GTK_THEME", "");
        if (!theme.isBlank()) {
            return isDark(theme);
        }
        Path file = configuration().resolve("gtk-3.0").resolve("settings.ini");
        return Files.isRegularFile(file) && lines(file).stream().anyMatch(SystemLook::saysDark);
    }

    private Path configuration() {
        String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return set.isBlank() ? home.resolve(".config") : home.resolve(set);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            log.warn("The look of the desktop cannot be read from {}; light is used", file, e);
            return List.of();
        }
    }

    private static boolean saysDark(String line) {
        String said = line.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return said.matches("gtk-application-prefer-dark-theme=(1|true)")
                || (said.startsWith("gtk-theme-name=") && isDark(said));
    }

    /** {@code Adwaita:dark}, {@code Yaru-dark}. */
    private static boolean isDark(String theme) {
        return theme.toLowerCase(Locale.ROOT).matches(".*[:-]dark\\b.*");
    }
}
