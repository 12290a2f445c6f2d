package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who said what about which sample, when and why. Only ever added, never edited: the current decision of an annotator
 * is the one with the greatest (time, id), so that merging two workspaces is a union of rows.
 *
 * @param id random
 * @param step the action it belongs to: one undo step; a bulk action shares one
 * @param undoes the step this one takes back; empty for a decision of its own
 * @param sampleId number of the sample in the workspace
 * @param annotator who decided
 * @param verdict what was decided; {@link Verdict#NONE} takes a decision back
 * @param reason why, as shown on the buttons; empty where none was given
 * @param note what the annotator wrote beside it
 * @param decidedAt when, UTC, microseconds
 */
public record Decision(
        UUID id,
        UUID step,
        Optional<UUID> undoes,
        long sampleId,
        String annotator,
        Verdict verdict,
        Optional<String> reason,
        Optional<String> note,
        Instant decidedAt) {

    public Decision {
        requireNonNull(id, "id");
        requireNonNull(step, "step");
        requireNonNull(undoes, "undoes");
        requireNonNull(annotator, "annotator");
        requireNonNull(verdict, "verdict");
        requireNonNull(reason, "reason");
        requireNonNull(note, "note");
        requireNonNull(decidedAt, "decidedAt");
    }
}
