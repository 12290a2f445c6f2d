package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * A record of a dataset file that could not become a sample.
 *
 * @param record position of the record in the file, from 0
 * @param line line of the file on which it starts, from 1; empty where the format has no lines
 * @param reason one sentence in the user's words
 * @param raw the record as it stood in the file, cut after 10 000 characters
 */
public record Reject(long record, OptionalLong line, String reason, String raw) {

    public Reject {
        requireNonNull(line, "line");
        requireNonNull(reason, "reason");
        requireNonNull(raw, "raw");
        raw = raw.length() > 10_000 ? raw.substring(0, 10_000) : raw;
    }
}
