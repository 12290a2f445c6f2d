package winnow.app.ui;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import winnow.app.service.Settings;
import winnow.app.service.SettingsFile;
import winnow.app.ui.job.Jobs;
import winnow.store.job.Lanes.Lane;

/**
 * Keeps what the user chose for the next start. On the JavaFX thread; writes in the background, and knows meanwhile
 * what will stand in the file.
 */
final class Remember {

    private final SettingsFile file;
    private final Jobs jobs;
    private Settings now;

    /** Keeps settings in {@code file}, in which {@code now} stands. */
    Remember(SettingsFile file, Settings now, Jobs jobs) {
        this.file = file;
        this.now = now;
        this.jobs = jobs;
    }

    /** What is remembered now. */
    Settings now() {
        return now;
    }

    void window(Map<String, Double> window) {
        change(settings -> settings.withWindow(window));
    }

    void opened(Path workspace) {
        change(settings -> settings.using(workspace));
    }

    void forget(Path workspace) {
        change(settings -> {
            List<Path> recent = settings.recent().stream()
                    .filter(path -> !path.equals(workspace))
                    .toList();
            return settings.withRecent(recent);
        });
    }

    void place(Path workspace, long sampleId) {
        change(settings -> {
            Map<String, Long> places = new LinkedHashMap<>(settings.places());
            places.put(workspace.toString(), sampleId);
            return settings.withPlaces(places);
        });
    }

    /** Changes what is remembered. */
    void change(UnaryOperator<Settings> change) {
        now = change.apply(now);
        jobs.start("Saving settings", Lane.DISK, (progress, cancel) -> file.update(change), settings -> {});
    }
}
