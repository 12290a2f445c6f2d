package winnow.app.ui;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.ScoringException;
import winnow.store.db.StoreException;
import winnow.viewer.text.Words;

/** Turns what went wrong into one sentence for the user, and what nobody expected into the log as well. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Words words;
    private final Consumer<String> show;

    /**
     * Says problems in some language.
     *
     * @param show puts a sentence on the screen, where it stays until it is dismissed
     */
    public Problems(Words words, Consumer<String> show) {
        this.words = words;
        this.show = show;
    }

    /** Logs what is our own fault, and tells the user. Called once per problem, on the JavaFX thread. */
    public void show(Throwable problem) {
        if (expected(problem)) {
            LOG.info("{}", problem.getMessage(), problem);
        } else {
            LOG.error("Unexpected", problem);
        }
        show.accept(sentence(problem));
    }

    /** What went wrong, in one sentence. */
    public String sentence(Throwable problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        if (problem instanceof NoSuchFileException) {
            return words.tr("{0} does not exist.", message);
        }
        if (problem instanceof AccessDeniedException) {
            return words.tr("{0} may not be read or written. Check its permissions.", message);
        }
        if (problem instanceof FileSystemException file && file.getReason() == null) {
            return words.tr("{0} cannot be read or written.", message);
        }
        if (expected(problem) && !message.isBlank()) {
            return message;
        }
        return words.tr(
                "Something went wrong inside Winnow ({0}). Nothing that was decided is lost; the log has the details.",
                message.isBlank() ? problem.getClass().getSimpleName() : message);
    }

    private static boolean expected(Throwable problem) {
        return problem instanceof IOException
                || problem instanceof StoreException
                || problem instanceof ScoringException
                || problem instanceof IllegalArgumentException;
    }
}
