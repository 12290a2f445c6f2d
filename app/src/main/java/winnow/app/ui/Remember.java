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

/** Keeps what the user chose for the next start. On the JavaFX thread; writes in the background. */
final class Remember {

    private final SettingsFile file;
    private final Jobs jobs;

    Remember(SettingsFile file, Jobs jobs) {
        this.file = file;
        this.jobs = jobs;
    }

    void theme(String theme) {
        write(now -> new Settings(
                theme, now.language(), now.annotator(), now.recent(), now.models(), now.window(), now.places()));
    }

    void language(String language) {
        write(now -> new Settings(
                now.theme(), language, now.annotator(), now.recent(), now.models(), now.window(), now.places()));
    }

    void window(Map<String, Double> window) {
        write(now -> new Settings(
                now.theme(), now.language(), now.annotator(), now.recent(), now.models(), window, now.places()));
    }

    void opened(Path workspace) {
        write(now -> now.using(workspace));
    }

    void forget(Path workspace) {
        write(now -> {
            List<Path> recent = now.recent().stream()
                    .filter(path -> !path.equals(workspace))
                    .toList();
            return new Settings(
                    now.theme(), now.language(), now.annotator(), recent, now.models(), now.window(), now.places());
        });
    }

    void place(Path workspace, long sampleId) {
        write(now -> {
            Map<String, Long> places = new LinkedHashMap<>(now.places());
            places.put(workspace.toString(), sampleId);
            return new Settings(
                    now.theme(), now.language(), now.annotator(), now.recent(), now.models(), now.window(), places);
        });
    }

    private void write(UnaryOperator<Settings> change) {
        jobs.start("Saving settings", Lane.DISK, (progress, cancel) -> file.update(change), settings -> {});
    }
}
