package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One conversation with its media, exactly as it travels from the dataset file to the model, the screen and the export.
 *
 * @param record position of its record in the dataset file, from 0
 * @param candidate which answer of the record, from 0; several for pairs and groups
 * @param line line of the file on which the record starts, from 1
 * @param turns what was said, oldest first; ends with the assistant answer that gets judged
 * @param media the pictures and videos shown, in the order the text refers to them; may be empty
 * @param raw the record as it stood in the file, so that an export can write it back untouched
 */
public record Sample(long record, int candidate, long line, List<Turn> turns, List<Media> media, String raw) {

    public Sample {
        requireNonNull(raw, "raw");
        turns = List.copyOf(turns);
        media = List.copyOf(media);
        if (record < 0 || candidate < 0 || line < 1) {
            throw new IllegalArgumentException("Record " + record + ", candidate " + candidate + ", line " + line
                    + ": record and candidate count from 0, line from 1");
        }
        if (turns.isEmpty() || turns.get(turns.size() - 1).role() != Role.ASSISTANT) {
            throw new IllegalArgumentException("the conversation does not end with an assistant answer");
        }
    }

    /** The text the reward model judges. */
    public String answer() {
        return turns.get(turns.size() - 1).text();
    }
}
