package winnow.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import winnow.app.service.DemoService;
import winnow.app.service.SettingsFile;
import winnow.app.ui.desk.StageChoosers;
import winnow.store.job.Lanes;

/** Starts the toolkit, shows the window and waits until it is closed. Once in the life of a process. */
public final class WindowStart {

    private final SettingsFile settings;

    /** A window with these settings. */
    public WindowStart(SettingsFile settings) {
        this.settings = settings;
    }

    /**
     * Shows the window and returns when it is closed.
     *
     * @param workspace what to open in it; empty for the welcome screen
     * @throws UnsupportedOperationException if there is no display to show it on
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void showAndWait(Optional<Path> workspace) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Lanes lanes = new Lanes()) {
            Platform.startup(() -> show(lanes, workspace, closed));
            closed.await();
        }
        Platform.exit();
    }

    private void show(Lanes lanes, Optional<Path> workspace, CountDownLatch closed) {
        Platform.setImplicitExit(false);
        Stage stage = new Stage();
        DemoService demo = new DemoService(settings, lanes);
        WinnowWindow window = new WinnowWindow(
                stage,
                settings,
                lanes,
                words -> new StageChoosers(stage, words),
                (progress, cancel) -> demo.run(settings.folder().resolve("demo"), progress, cancel)
                        .workspace());
        Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> window.problem(problem));
        stage.setOnCloseRequest(event -> {
            event.consume(); // it hides once nothing runs any more
            window.shutDown(() -> {
                stage.hide();
                closed.countDown();
            });
        });
        window.show();
        workspace.ifPresent(window::open);
    }
}
