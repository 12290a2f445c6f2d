package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of what annotators did: one step is one press of undo, whatever it wrote. Rows are only ever added.
 *
 * <p>Times grow from step to step, also when the clock stands still, was set back, or another program wrote last.
 */
public final class StepTable {

    /** A random UUID (version 4) made by SQLite, for rows that one statement adds by the thousand. */
    static final String RANDOM_ID = "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'"
            + " || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1)"
            + " || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

    /**
     * A step of the log.
     *
     * @param seq place in the log, from 1
     * @param id its UUID
     * @param undoes the step it takes back
     * @param annotator whose it is
     */
    public record Step(long seq, UUID id, Optional<UUID> undoes, String annotator) {}

    /** Writes what makes the rows of a step undone; called inside its transaction. */
    interface Undoing {
        void takeBack(UUID step, UUID undone, String now);
    }

    private final Sql sql;
    private final Clock clock = Clock.systemUTC();

    StepTable(Sql sql) {
        this.sql = sql;
    }

    /** The steps of the log after a place, in order of arrival; start with 0. */
    public List<Step> after(long place) {
        return sql.list(
                "SELECT seq, id, undoes, annotator FROM step WHERE seq > ? ORDER BY seq", StepTable::step, place);
    }

    /** A step of a log, from its place, id, what it undoes and whose it is. */
    static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong(1),
                UUID.fromString(row.getString(2)),
                Sql.optionalText(row, 3).map(UUID::fromString),
                row.getString(4));
    }

    /** Adds a step to the log, inside the transaction that writes what it does; says when it was. */
    String begin(UUID step, Optional<UUID> undoes, String annotator) {
        String last = sql.first("SELECT coalesce(max(decided_at), '') FROM step", row -> row.getString(1))
                .orElse("");
        String now = Times.after(last, clock.instant());
        sql.update(
                "INSERT INTO step (id, undoes, annotator, decided_at) VALUES (?, ?, ?, ?)",
                step.toString(),
                undoes.map(UUID::toString).orElse(null),
                annotator,
                now);
        return now;
    }

    /**
     * Adds a step that takes another back, with all that was written in it, in one commit.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    UUID takeBack(UUID undone, List<Undoing> tables) {
        UUID step = UUID.randomUUID();
        return sql.write(() -> {
            String annotator = sql.first(
                            "SELECT annotator FROM step WHERE id = ?", row -> row.getString(1), undone.toString())
                    .orElseThrow(() -> new IllegalArgumentException("There is no step " + undone));
            String now = begin(step, Optional.of(undone), annotator);
            tables.forEach(table -> table.takeBack(step, undone, now));
            return step;
        });
    }
}
