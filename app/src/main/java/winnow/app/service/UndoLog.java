package winnow.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import winnow.store.db.StepTable;

/**
 * What can be taken back and done again, worked out from the log of steps alone, so that it survives restarts and
 * counts what other programs wrote. A step that takes back an ordinary one is an undo; one that takes back an undo is a
 * redo. Confined to the thread that holds its owner's lock.
 */
final class UndoLog {

    private record Undone(StepTable.Step step, StepTable.Step original) {}

    private final LongFunction<List<StepTable.Step>> log;
    private final List<StepTable.Step> done = new ArrayList<>();
    private final List<Undone> undone = new ArrayList<>();
    private long seen;
    private long lastOrdinary;

    /** Over a log that tells its steps after a place. */
    UndoLog(LongFunction<List<StepTable.Step>> log) {
        this.log = log;
    }

    /** The last step that is not taken back, of an annotator or of anyone. */
    Optional<UUID> toUndo(Optional<String> annotator) {
        catchUp();
        for (int i = done.size() - 1; i >= 0; i--) {
            if (matches(annotator, done.get(i))) {
                return Optional.of(done.get(i).id());
            }
        }
        return Optional.empty();
    }

    /** The last undo that can be taken back: nothing else was decided since, by that annotator or by anyone. */
    Optional<UUID> toRedo(Optional<String> annotator) {
        catchUp();
        for (int i = undone.size() - 1; i >= 0; i--) {
            StepTable.Step undo = undone.get(i).step();
            if (matches(annotator, undo) && (annotator.isPresent() || undo.seq() > lastOrdinary)) {
                return Optional.of(undo.id());
            }
        }
        return Optional.empty();
    }

    private void catchUp() {
        for (StepTable.Step step : log.apply(seen)) {
            seen = step.seq();
            if (step.undoes().isEmpty()) {
                done.add(step);
                undone.removeIf(u -> u.step().annotator().equals(step.annotator()));
                lastOrdinary = step.seq();
            } else {
                takeBack(step, step.undoes().get());
            }
        }
    }

    private void takeBack(StepTable.Step step, UUID target) {
        for (int i = done.size() - 1; i >= 0; i--) {
            if (done.get(i).id().equals(target)) {
                undone.add(new Undone(step, done.remove(i)));
                return;
            }
        }
        for (int i = undone.size() - 1; i >= 0; i--) {
            if (undone.get(i).step().id().equals(target)) {
                done.add(undone.remove(i).original());
                return;
            }
        }
    }

    private static boolean matches(Optional<String> annotator, StepTable.Step step) {
        return annotator.isEmpty() || annotator.get().equals(step.annotator());
    }
}
