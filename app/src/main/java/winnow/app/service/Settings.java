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
 * @param theme {@code "light"}, {@code "dark"}, or {@code "system"} for that of the desktop
 * @param language {@code "en"} or {@code "ko"}
 * @param annotator the name decisions are signed with
 * @param recent workspaces, the last one used first; at most ten
 * @param models snapshot folders used before
 * @param window x, y, width, height and 0 or 1 for maximised, under these names; empty before the first start
 * @param places last sample looked at, by workspace file
 * @param preferences what was set on the pane of settings
 */
public record Settings(
        String theme,
        String language,
        String annotator,
        List<Path> recent,
        List<Path> models,
        Map<String, Double> window,
        Map<String, Long> places,
        Preferences preferences) {

    private static final int MOST_RECENT = 10;

    public Settings {
        requireNonNull(theme, "theme");
        requireNonNull(language, "language");
        requireNonNull(annotator, "annotator");
        requireNonNull(preferences, "preferences");
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
        return withRecent(now);
    }

    /** The same with another look. */
    public Settings withTheme(String other) {
        return new Settings(other, language, annotator, recent, models, window, places, preferences);
    }

    /** The same in another language. */
    public Settings withLanguage(String other) {
        return new Settings(theme, other, annotator, recent, models, window, places, preferences);
    }

    /** The same with decisions signed by another name. */
    public Settings withAnnotator(String other) {
        return new Settings(theme, language, other, recent, models, window, places, preferences);
    }

    /** The same with these workspaces as those used, the last one first. */
    public Settings withRecent(List<Path> others) {
        return new Settings(theme, language, annotator, others, models, window, places, preferences);
    }

    /** The same with these models as those used, the last one first. */
    public Settings withModels(List<Path> others) {
        return new Settings(theme, language, annotator, recent, others, window, places, preferences);
    }

    /** The same with the window at another place. */
    public Settings withWindow(Map<String, Double> place) {
        return new Settings(theme, language, annotator, recent, models, place, places, preferences);
    }

    /** The same with other samples looked at last. */
    public Settings withPlaces(Map<String, Long> others) {
        return new Settings(theme, language, annotator, recent, models, window, others, preferences);
    }

    /** The same with something set. */
    public Settings with(Preferences others) {
        return new Settings(theme, language, annotator, recent, models, window, places, others);
    }

    /** The same with this model among those used, the last one first. */
    public Settings usingModel(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> now = Stream.concat(Stream.of(absolute), models.stream().filter(p -> !p.equals(absolute)))
                .toList();
        return withModels(now);
    }

    /** The same without this model. */
    public Settings withoutModel(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> now = models.stream().filter(p -> !p.equals(absolute)).toList();
        return withModels(now);
    }
}
