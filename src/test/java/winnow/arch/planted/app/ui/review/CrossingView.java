package winnow.arch.planted.app.ui.review;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.concurrent.Task;

/** A screen that crosses threads by itself. */
public final class CrossingView {

    void call(Runnable work) {
        Platform.runLater(work);
    }

    Consumer<Runnable> reference() {
        return Platform::runLater;
    }

    void task(Task<String> task) {
        task.run();
    }
}
