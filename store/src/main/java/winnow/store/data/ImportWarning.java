package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Something odd about a record that was imported all the same.
 *
 * @param record position of the record in the file, from 0
 * @param line line of the file on which it starts, from 1; empty where the format has no lines
 * @param reason one sentence in the user's words
 */
public record ImportWarning(long record, OptionalLong line, String reason) {

    public ImportWarning {
        requireNonNull(line, "line");
        requireNonNull(reason, "reason");
    }
}
