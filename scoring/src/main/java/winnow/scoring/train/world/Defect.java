package winnow.scoring.train.world;

import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a record. */
enum Defect {
    SWAPPED_PICTURE,
    INVENTED_OBJECT(Task.LISTING),
    WRONG_COUNT(Task.COUNT),
    WRONG_COLOR(Task.COLOUR),
    WRONG_NUMBER(Task.NUMBER),
    WRONG_LABEL(Task.LABEL),
    WRONG_SIGN(Task.SIGN),
    WRONG_MOTION(Task.MOTION),
    EMPTY,
    TRUNCATED,
    OFF_TOPIC,
    WRONG_LANGUAGE,
    GARBLED,
    DUPLICATE;

    private final Optional<Task> task;

    Defect() {
        this.task = Optional.empty();
    }

    Defect(Task task) {
        this.task = Optional.of(task);
    }

    /** The only type of question it is about; empty for all. */
    Optional<Task> task() {
        return task;
    }

    /** What the truth calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
