package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A record that asks and is not answered. It is kept, so that an export has it again, but there is nothing to score.
 *
 * @param record position of the record in the dataset file, from 0
 * @param line line of the file on which the record starts, from 1
 * @param turns what was said, oldest first
 * @param media the pictures and videos shown, in the order the text refers to them; may be empty
 * @param raw the record as it stood in the file
 */
public record Prompt(long record, long line, List<Turn> turns, List<Media> media, String raw) {

    public Prompt {
        requireNonNull(raw, "raw");
        turns = List.copyOf(turns);
        media = List.copyOf(media);
        if (record < 0 || line < 1) {
            throw new IllegalArgumentException(
                    "Record " + record + ", line " + line + ": record counts from 0, line from 1");
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a prompt without a word");
        }
    }
}
