package winnow.app.ui;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.app.service.Sentence;
import winnow.viewer.text.Words;

/** Turns what went wrong into one sentence for the user, and what nobody expected into the log as well. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Words words;
    private final Consumer<String> show;
    private final BiConsumer<Throwable, String> report;

    /**
     * Says problems in some language.
     *
     * @param show puts a sentence on the screen, where it stays until it is dismissed
     * @param report shows a mistake of the program with its sentence, so that it can be passed on
     */
    public Problems(Words words, Consumer<String> show, BiConsumer<Throwable, String> report) {
        this.words = words;
        this.show = show;
        this.report = report;
    }

    /** Logs what is our own fault, and tells the user. Called once per problem, on the JavaFX thread. */
    public void show(Throwable problem) {
        if (known(problem).isPresent()) {
            LOG.info("{}", problem.getMessage(), problem);
            show.accept(sentence(problem));
        } else {
            LOG.error("Unexpected", problem);
            report.accept(problem, sentence(problem));
        }
    }

    /** What went wrong, in one sentence. */
    public String sentence(Throwable problem) {
        return known(problem)
                .orElseGet(() -> words.tr(
                        "Something went wrong inside Winnow ({0}). Nothing that was decided is lost.",
                        problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage()));
    }

    /** What the services say of it; empty when the program itself is at fault. */
    private static Optional<String> known(Throwable problem) {
        if (problem instanceof IllegalArgumentException wrongInput) { // such as a search that is not understood
            return Optional.ofNullable(wrongInput.getMessage());
        }
        return problem instanceof Exception exception ? Sentence.of(exception) : Optional.empty();
    }
}
