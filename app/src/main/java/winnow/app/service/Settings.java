package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of a user between starts. Immutable; {@link SettingsFile} reads and writes it.
 *
 * @param theme {@code "light"} or {@code "dark"}
 * @param language {@code "en"} or {@code "ko"}
 * @param annotator the name decisions are signed with
 * @param recent workspaces, the last one used first; at most ten
 * @param models snapshot folders used before
 * @param window x, y, width, height and 0 or 1 for maximised, under these names; empty before the first start
 * @param places last sample looked at, by workspace file
 */
public record Settings(
        String theme,
        String language,
        String annotator,
        List<Path> recent,
        List<Path> models,
        Map<String, Double> window,
        Map<String, Long> places) {

    private static final int MOST_RECENT = 10;

    public Settings {
        requireNonNull(theme, "theme");
        requireNonNull(language, "language");
        requireNonNull(annotator, "annotator");
        recent = List.copyOf(recent);
        models = List.copyOf(models);
        window = Map.copyOf(window);
        places = Map.copyOf(places);
    }

    /** The workspace that was used last. */
    public Optional<Path> lastWorkspace() {
        return recent.stream().findFirst();
    }

    /** The same with this workspace as the last one used. */
    public Settings using(Path workspace) {
        Path absolute = workspace.toAbsolutePath().normalize();
        List<Path> now = Stream.concat(Stream.of(absolute), recent.stream().filter(p -> !p.equals(absolute)))
                .limit(MOST_RECENT)
                .toList();
        return new Settings(theme, language, annotator, now, models, window, places);
    }

    /** The same with this model among those used, the last one first. */
    public Settings usingModel(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> now = Stream.concat(Stream.of(absolute), models.stream().filter(p -> !p.equals(absolute)))
                .toList();
        return new Settings(theme, language, annotator, recent, now, window, places);
    }

    /** The same without this model. */
    public Settings withoutModel(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> now = models.stream().filter(p -> !p.equals(absolute)).toList();
        return new Settings(theme, language, annotator, recent, now, window, places);
    }
}
