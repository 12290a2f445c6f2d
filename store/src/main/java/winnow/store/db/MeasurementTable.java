package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import winnow.store.data.Measurement;

/** Measurements and their reports. Rows are only ever added. */
public final class MeasurementTable {

    private static final String SELECT =
            "SELECT id, dataset_id, model, samples, planted, seed, measured_at FROM measurement ";

    private final Sql sql;
    private final Clock clock = Clock.systemUTC();

    MeasurementTable(Sql sql) {
        this.sql = sql;
    }

    /** All, the newest first. */
    public List<Measurement> all() {
        return sql.list(SELECT + "ORDER BY measured_at DESC, id DESC", MeasurementTable::measurement);
    }

    /** The one of an id. */
    public Optional<Measurement> find(UUID id) {
        return sql.first(SELECT + "WHERE id = ?", MeasurementTable::measurement, id.toString());
    }

    /** The report of a measurement, as it was kept; empty where there is none of that id. */
    public Optional<String> report(UUID id) {
        return sql.first("SELECT report FROM measurement WHERE id = ?", row -> row.getString(1), id.toString());
    }

    /**
     * Keeps a measurement.
     *
     * @param report JSON
     */
    public Measurement add(long datasetId, String model, Planted planted, String report) {
        return sql.write(() -> {
            String last = sql.first("SELECT coalesce(max(measured_at), '') FROM measurement", row -> row.getString(1))
                    .orElse("");
            String now = Times.after(last, clock.instant());
            Measurement added = new Measurement(
                    UUID.randomUUID(),
                    datasetId,
                    model,
                    planted.samples(),
                    planted.faults(),
                    planted.seed(),
                    Times.parse(now));
            sql.update(
                    "INSERT INTO measurement (id, dataset_id, model, samples, planted, seed, report, measured_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    added.id().toString(),
                    datasetId,
                    model,
                    planted.samples(),
                    planted.faults(),
                    planted.seed(),
                    report,
                    now);
            return added;
        });
    }

    /**
     * What was planted.
     *
     * @param samples in the copy
     * @param faults so many of them have one
     * @param seed of the draws
     */
    public record Planted(int samples, int faults, long seed) {}

    private static Measurement measurement(ResultSet row) throws SQLException {
        return new Measurement(
                UUID.fromString(row.getString(1)),
                row.getLong(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                row.getLong(6),
                Times.parse(row.getString(7)));
    }
}
