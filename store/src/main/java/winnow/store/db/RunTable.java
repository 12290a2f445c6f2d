package winnow.store.db;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import winnow.store.data.ScoringRun;

/** Scoring runs: one model with one set of options, over the whole workspace. */
public final class RunTable {

    private static final String COLUMNS =
            "SELECT id, model, kind, fingerprint, trained, settings, started_at FROM run ";

    /**
     * What makes a run the same run.
     *
     * @param model what people call the model
     * @param folder where it was loaded from
     * @param kind id of the provider
     * @param fingerprint SHA-256 over configuration, tokenizer and weights
     * @param trained whether the model was trained
     * @param settings the options that change scores, as JSON, always written the same way
     */
    public record Key(String model, Path folder, String kind, String fingerprint, boolean trained, String settings) {}

    private final Sql sql;

    RunTable(Sql sql) {
        this.sql = sql;
    }

    /** All runs, oldest first. */
    public List<ScoringRun> all() {
        return sql.list(COLUMNS + "ORDER BY id", RunTable::run);
    }

    /** One run. */
    public Optional<ScoringRun> find(long id) {
        return sql.first(COLUMNS + "WHERE id = ?", RunTable::run, id);
    }

    /** The run of a model with some settings. */
    public Optional<ScoringRun> find(String fingerprint, String settings) {
        return sql.first(COLUMNS + "WHERE fingerprint = ? AND settings = ?", RunTable::run, fingerprint, settings);
    }

    /** The run that was started or resumed last. */
    public Optional<ScoringRun> latest() {
        return sql.first(COLUMNS + "ORDER BY resumed_at DESC, id DESC LIMIT 1", RunTable::run);
    }

    /** Finds the run again, or starts it; it is the latest one from now on. */
    public ScoringRun start(Key key) {
        return sql.write(() -> {
            String last = sql.first("SELECT coalesce(max(resumed_at), '') FROM run", row -> row.getString(1))
                    .orElse("");
            String now = Times.after(last, java.time.Instant.now());
            sql.update(
                    """
                    INSERT INTO run (model, folder, kind, fingerprint, trained, settings, started_at, resumed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (fingerprint, settings) DO UPDATE SET resumed_at = excluded.resumed_at
                    """,
                    key.model(),
                    key.folder().toString(),
                    key.kind(),
                    key.fingerprint(),
                    key.trained() ? 1 : 0,
                    key.settings(),
                    now,
                    now);
            return find(key.fingerprint(), key.settings()).orElseThrow();
        });
    }

    static ScoringRun run(ResultSet row) throws SQLException {
        return new ScoringRun(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5) == 1,
                row.getString(6),
                Times.parse(row.getString(7)));
    }
}
