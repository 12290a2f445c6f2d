package winnow.app.ui.welcome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import winnow.app.ui.job.Jobs;
import winnow.scoring.ModelInfo;
import winnow.store.data.Counts;
import winnow.store.job.Lanes.Lane;

/** What is known before a workspace is open. Knows no control; lives on the JavaFX thread. */
public final class WelcomeViewModel {

    /**
     * A workspace that was used before.
     *
     * @param file where it is
     * @param found whether it is still there
     * @param counts how far it has come; empty until it was looked at, or when it cannot be read
     * @param problem why it cannot be read; empty when it can
     */
    public record Recent(Path file, boolean found, Optional<Counts> counts, String problem) {}

    private final Jobs jobs;
    private final Function<Path, Counts> peek;
    private final Callable<List<ModelInfo>> findModels;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Recent> recents = FXCollections.observableArrayList();
    private final ObservableList<Recent> seenRecents = FXCollections.unmodifiableObservableList(recents);
    private final ObservableList<ModelInfo> models = FXCollections.observableArrayList();
    private final ObservableList<ModelInfo> seenModels = FXCollections.unmodifiableObservableList(models);

    /**
     * Nothing is looked at until {@link #refresh}.
     *
     * @param peek says how far a workspace has come; called on a background thread
     * @param findModels finds the models there are; called on a background thread
     */
    public WelcomeViewModel(Jobs jobs, Function<Path, Counts> peek, Callable<List<ModelInfo>> findModels) {
        this.jobs = jobs;
        this.peek = peek;
        this.findModels = findModels;
    }

    /** Workspaces that were used before, the last one first. */
    public ObservableList<Recent> recents() {
        return seenRecents;
    }

    /** Models there are, the shipped one first. */
    public ObservableList<ModelInfo> models() {
        return seenModels;
    }

    /** Looks at the workspaces that were used before, one after the other, and for models. */
    public void refresh(List<Path> files) {
        recents.setAll(files.stream()
                .map(file -> new Recent(file, true, Optional.empty(), ""))
                .toList());
        for (Path file : files) {
            jobs.start(
                    "Looking at a workspace",
                    Lane.DISK,
                    (progress, cancel) -> look(file),
                    this::replace,
                    problem -> replace(new Recent(file, true, Optional.empty(), String.valueOf(problem.getMessage()))));
        }
        jobs.start("Looking for models", Lane.DECODE, (progress, cancel) -> findModels.call(), models::setAll);
    }

    /** Takes a workspace off the list; its file stays. */
    public void drop(Path file) {
        recents.removeIf(recent -> recent.file().equals(file));
    }

    private Recent look(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Recent(file, false, Optional.empty(), "");
        }
        return new Recent(file, true, Optional.of(peek.apply(file)), "");
    }

    private void replace(Recent now) {
        recents.replaceAll(recent -> recent.file().equals(now.file()) ? now : recent);
    }
}
