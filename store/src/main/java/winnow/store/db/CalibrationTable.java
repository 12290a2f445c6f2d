package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import winnow.store.data.KeptCalibration;

/** Calibrations of runs. Rows are only ever added; of a run the last one counts. */
public final class CalibrationTable {

    private static final String SELECT = "SELECT id, name, run_id, method, parameters, figures, voter, votes, sha256,"
            + " annotator, fitted_at FROM calibration ";

    private final Sql sql;
    private final Clock clock = Clock.systemUTC();

    CalibrationTable(Sql sql) {
        this.sql = sql;
    }

    /** All, oldest first. */
    public List<KeptCalibration> all() {
        return sql.list(SELECT + "ORDER BY fitted_at, id", CalibrationTable::calibration);
    }

    /** The one that counts for a run. */
    public Optional<KeptCalibration> ofRun(long runId) {
        return sql.first(
                SELECT + "WHERE run_id = ? ORDER BY fitted_at DESC, id DESC LIMIT 1",
                CalibrationTable::calibration,
                runId);
    }

    /** Keeps a fit; it counts for its run from now on. */
    public KeptCalibration add(
            String name, long runId, KeptCalibration.Curve curve, KeptCalibration.Votes votes, String annotator) {
        return sql.write(() -> {
            String last = sql.first("SELECT coalesce(max(fitted_at), '') FROM calibration", row -> row.getString(1))
                    .orElse("");
            String now = Times.after(last, clock.instant());
            KeptCalibration added =
                    new KeptCalibration(UUID.randomUUID(), name, runId, curve, votes, annotator, Times.parse(now));
            sql.update(
                    "INSERT INTO calibration (id, name, run_id, method, parameters, figures, voter, votes, sha256,"
                            + " annotator, fitted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    added.id().toString(),
                    name,
                    runId,
                    curve.method().name(),
                    curve.parameters(),
                    curve.figures(),
                    votes.voter().orElse(null),
                    votes.count(),
                    votes.sha256(),
                    annotator,
                    now);
            return added;
        });
    }

    private static KeptCalibration calibration(ResultSet row) throws SQLException {
        return new KeptCalibration(
                UUID.fromString(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                new KeptCalibration.Curve(
                        KeptCalibration.Method.valueOf(row.getString(4)), row.getString(5), row.getString(6)),
                new KeptCalibration.Votes(Sql.optionalText(row, 7), row.getLong(8), row.getString(9)),
                row.getString(10),
                Times.parse(row.getString(11)));
    }
}
