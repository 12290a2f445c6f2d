package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the review queue: light enough to hold many of, details are loaded on selection.
 *
 * @param sampleId number of the sample in the workspace
 * @param datasetId the dataset it came with
 * @param record position of its record in the file, from 0
 * @param reward the score in the run the queue shows; empty where there is none
 * @param preview first words of the answer
 * @param media the first picture or video; empty for text only
 * @param verdict the current decision, never {@link Verdict#NONE}; empty while undecided
 * @param reason why it was pruned, where a reason was given
 */
public record QueueRow(
        long sampleId,
        long datasetId,
        long record,
        OptionalDouble reward,
        String preview,
        Optional<Media> media,
        Optional<Verdict> verdict,
        Optional<String> reason) {

    public QueueRow {
        requireNonNull(reward, "reward");
        requireNonNull(preview, "preview");
        requireNonNull(media, "media");
        requireNonNull(verdict, "verdict");
        requireNonNull(reason, "reason");
    }

    /** The same line with another score, such as that of another ranking. */
    public QueueRow scored(OptionalDouble score) {
        return new QueueRow(sampleId, datasetId, record, score, preview, media, verdict, reason);
    }

    /** The same line after a decision; {@link Verdict#NONE} makes it undecided again. */
    public QueueRow with(Verdict newVerdict, Optional<String> newReason) {
        return new QueueRow(
                sampleId,
                datasetId,
                record,
                reward,
                preview,
                media,
                newVerdict == Verdict.NONE ? Optional.empty() : Optional.of(newVerdict),
                newVerdict == Verdict.NONE ? Optional.empty() : newReason);
    }
}
