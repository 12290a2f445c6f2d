package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.harawata.appdirs.AppDirsFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings file of the user and the folders of the program. Thread-safe. */
public final class SettingsFile {

    private static final Logger log = LoggerFactory.getLogger(SettingsFile.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The file as it stands: anything may be missing, so that older files are read too. */
    private record Stored(
            @Nullable String theme,
            @Nullable String language,
            @Nullable String annotator,
            @Nullable List<@Nullable String> recent,
            @Nullable List<@Nullable String> models,
            @Nullable Map<String, @Nullable Double> window,
            @Nullable Map<String, @Nullable Long> places,
            @Nullable Boolean compact,
            @Nullable Integer threads,
            @Nullable Integer cacheMb,
            @Nullable List<@Nullable String> reasons,
            @Nullable Map<String, @Nullable String> keys) {}

    private final Path folder;

    /** In the folders the operating system has for this; the environment variable {@code WINNOW_HOME} replaces them. */
    public static SettingsFile ofUser() {
        String home = System.getenv("WINNOW_HOME");
        return new SettingsFile(
                home != null && !home.isBlank()
                        ? Path.of(home)
                        : Path.of(AppDirsFactory.getInstance().getUserDataDir("winnow", null, null)));
    }

    /** In {@code folder}, for tests and portable use. */
    public SettingsFile(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where settings, caches and the log go. */
    public Path folder() {
        return folder;
    }

    /**
     * The settings as they are now; defaults where there are none or the file is damaged. A damaged file is kept beside
     * as {@code settings.json.damaged}.
     */
    public synchronized Settings read() {
        Path file = file();
        if (!Files.exists(file)) {
            return defaults();
        }
        try {
            Stored stored = JSON.readValue(Files.readString(file), Stored.class);
            if (stored != null) {
                return settings(stored);
            }
            keepAside(file, new IOException("the file is empty"));
        } catch (JsonProcessingException e) {
            keepAside(file, e);
        } catch (IOException e) {
            log.warn("The settings in {} cannot be read; the defaults are used", file, e);
        }
        return defaults();
    }

    /** Changes the settings, in one atomic write. */
    public synchronized Settings update(UnaryOperator<Settings> change) throws IOException {
        Settings changed = change.apply(read());
        Files.createDirectories(folder);
        Path part = folder.resolve("settings.json." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, JSON.writeValueAsString(stored(changed)));
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return changed;
    }

    private Path file() {
        return folder.resolve("settings.json");
    }

    private static void keepAside(Path file, IOException why) {
        Path aside = file.resolveSibling("settings.json.damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.warn("The settings were damaged; they are kept as {} and the defaults are used", aside, why);
        } catch (IOException e) {
            log.warn("The settings in {} are damaged and cannot be put aside; the defaults are used", file, e);
        }
    }

    private static Settings defaults() {
        return settings(new Stored(null, null, null, null, null, null, null, null, null, null, null, null));
    }

    private static Settings settings(Stored stored) {
        String user = System.getProperty("user.name", "");
        return new Settings(
                theme(stored.theme()),
                "ko".equals(stored.language()) ? "ko" : "en",
                Optional.ofNullable(stored.annotator())
                        .filter(name -> !name.isBlank())
                        .orElse(user.isBlank() ? "annotator" : user),
                paths(stored.recent()),
                paths(stored.models()),
                withoutNulls(stored.window()),
                withoutNulls(stored.places()),
                preferences(stored));
    }

    private static String theme(@Nullable String stored) {
        return stored != null && List.of("dark", "system").contains(stored) ? stored : "light";
    }

    /** What is missing or cannot be is left to the defaults, each for itself. */
    private static Preferences preferences(Stored stored) {
        Preferences usual = Preferences.DEFAULT;
        return new Preferences(
                Boolean.TRUE.equals(stored.compact()),
                within(stored.threads(), Preferences.MOST_THREADS, usual.threads()),
                within(stored.cacheMb(), Preferences.MOST_CACHE_MB, usual.cacheMb()),
                reasons(stored.reasons()),
                keys(stored.keys()));
    }

    private static int within(@Nullable Integer number, int most, int usual) {
        return number == null || number < 0 || number > most ? usual : number;
    }

    private static List<String> reasons(@Nullable List<@Nullable String> stored) {
        List<String> reasons = new ArrayList<>();
        for (String text : stored == null ? List.<@Nullable String>of() : stored) {
            String reason = text == null ? "" : text.strip();
            if (!reason.isEmpty() && !reasons.contains(reason) && reasons.size() < Preferences.MOST_REASONS) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private static Map<String, String> keys(@Nullable Map<String, @Nullable String> stored) {
        Map<String, String> keys = withoutNulls(stored);
        keys.values().removeIf(String::isBlank);
        return keys;
    }

    private static Stored stored(Settings settings) {
        return new Stored(
                settings.theme(),
                settings.language(),
                settings.annotator(),
                texts(settings.recent()),
                texts(settings.models()),
                new HashMap<>(settings.window()),
                new HashMap<>(settings.places()),
                settings.preferences().compact(),
                settings.preferences().threads(),
                settings.preferences().cacheMb(),
                new ArrayList<>(settings.preferences().reasons()),
                new HashMap<>(settings.preferences().keys()));
    }

    private static List<@Nullable String> texts(List<Path> paths) {
        List<@Nullable String> texts = new ArrayList<>();
        paths.forEach(path -> texts.add(path.toString()));
        return texts;
    }

    private static List<Path> paths(@Nullable List<@Nullable String> texts) {
        List<Path> paths = new ArrayList<>();
        for (String text : texts == null ? List.<@Nullable String>of() : texts) {
            try {
                if (text != null) {
                    paths.add(Path.of(text));
                }
            } catch (InvalidPathException e) {
                log.debug("A path in the settings is none on this system: {}", text, e);
            }
        }
        return paths;
    }

    private static <V> Map<String, V> withoutNulls(@Nullable Map<String, @Nullable V> map) {
        Map<String, V> result = new HashMap<>();
        if (map != null) {
            map.forEach((key, value) -> {
                if (value != null) {
                    result.put(key, value);
                }
            });
        }
        return result;
    }
}
