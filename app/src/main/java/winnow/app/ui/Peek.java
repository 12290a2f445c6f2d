package winnow.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.store.data.Counts;
import winnow.store.data.ScoringRun;
import winnow.store.job.Lanes;

/**
 * Looks how far a workspace has come, and closes it again. Called on a background thread.
 *
 * @param settings where models are
 * @param lanes threads; stay the caller's
 */
record Peek(SettingsFile settings, Lanes lanes) implements Function<Path, Counts> {

    @Override
    public Counts apply(Path file) {
        try (Session session = Session.open(file, settings, lanes)) {
            Optional<ScoringRun> run = session.latestRun();
            return session.review()
                    .counts(run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty());
        }
    }
}
