package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Audit;

/**
 * Audits of cuts, what was drawn and judged for them, and the cuts that were pruned. Rows are only ever added. What is
 * returned is on the disk.
 */
public final class AuditTable {

    /** The last judgement of every draw of an audit. */
    private static final String DRAWS = """
            SELECT w.id, s.id, w.repeats, j.quality, j.reason
            FROM audit_draw w
            JOIN sample s ON s.dataset_id = w.dataset_id AND s.record = w.record AND s.candidate = w.candidate
            LEFT JOIN audit_judgement j ON j.id = (SELECT k.id FROM audit_judgement k WHERE k.draw_id = w.id
                ORDER BY k.judged_at DESC, k.id DESC LIMIT 1)
            WHERE w.audit_id = ? ORDER BY w.place, w.id
            """;

    private final Sql sql;
    private final DecisionTable decisions;

    AuditTable(Sql sql, DecisionTable decisions) {
        this.sql = sql;
        this.decisions = decisions;
    }

    /** Starts an audit with its cut and draws, all in one commit. */
    public void start(Audit audit, Audit.Cut cut, List<Audit.Draw> draws) {
        sql.write(() -> {
            sql.update(
                    "INSERT INTO audit (id, run_id, ranking, seed, annotator, started_at) VALUES (?, ?, ?, ?, ?, ?)",
                    audit.id().toString(),
                    audit.run(),
                    audit.ranking(),
                    audit.seed(),
                    audit.annotator(),
                    Times.text(audit.startedAt()));
            move(audit.id(), cut, audit.annotator());
            draw(audit.id(), cut.id(), draws);
            return true;
        });
    }

    /** Puts the cut of an audit somewhere else. */
    public void move(UUID audit, Audit.Cut cut, String annotator) {
        sql.write(() -> {
            String last = latest("SELECT max(cut_at) FROM audit_cut WHERE audit_id = ?", audit);
            sql.update(
                    "INSERT INTO audit_cut (id, audit_id, annotator, cut_at) VALUES (?, ?, ?, ?)",
                    cut.id().toString(),
                    audit.toString(),
                    annotator,
                    Times.after(last, Instant.now()));
            List<@Nullable Object[]> rows = new ArrayList<>();
            cut.sources()
                    .forEach((dataset, source) -> rows.add(new @Nullable Object[] {
                        cut.id().toString(), dataset, source.below(), source.ranked(), source.value()
                    }));
            sql.updateAll(
                    "INSERT INTO audit_cut_source (cut_id, dataset_id, below, ranked, value) VALUES (?, ?, ?, ?, ?)",
                    rows);
            return true;
        });
    }

    /** Adds draws after those there are, made while the cut stood somewhere. */
    public void draw(UUID audit, UUID cut, List<Audit.Draw> draws) {
        sql.write(() -> {
            long place = sql.number(
                    "SELECT coalesce(max(place) + 1, 0) FROM audit_draw WHERE audit_id = ?", audit.toString());
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (Audit.Draw draw : draws) {
                rows.add(new @Nullable Object[] {
                    draw.id().toString(),
                    audit.toString(),
                    cut.toString(),
                    place++,
                    draw.repeats().map(UUID::toString).orElse(null),
                    draw.sampleId()
                });
            }
            sql.updateAll(
                    "INSERT INTO audit_draw (id, audit_id, cut_id, place, dataset_id, record, candidate, repeats)"
                            + " SELECT ?1, ?2, ?3, ?4, dataset_id, record, candidate, ?5 FROM sample WHERE id = ?6",
                    rows);
            return true;
        });
    }

    /**
     * Judges a draw.
     *
     * @throws IllegalArgumentException if there is no such draw
     */
    public void judge(UUID draw, String annotator, Audit.Quality quality, Optional<String> reason) {
        sql.write(() -> {
            if (sql.number("SELECT count(*) FROM audit_draw WHERE id = ?", draw.toString()) == 0) {
                throw new IllegalArgumentException("There is no draw " + draw + " in this workspace");
            }
            String last = sql.first("SELECT coalesce(max(judged_at), '') FROM audit_judgement", row -> row.getString(1))
                    .orElse("");
            return sql.update(
                    "INSERT INTO audit_judgement (id, draw_id, annotator, quality, reason, judged_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    draw.toString(),
                    annotator,
                    quality.name(),
                    reason.orElse(null),
                    Times.after(last, Instant.now()));
        });
    }

    /** The draw of an audit that was judged last by an annotator, of those whose judgement stands. */
    public Optional<UUID> lastJudged(UUID audit, String annotator) {
        return sql.first("""
                SELECT j.draw_id FROM audit_judgement j JOIN audit_draw w ON w.id = j.draw_id
                WHERE w.audit_id = ? AND j.annotator = ? AND j.quality <> 'NONE'
                  AND NOT EXISTS (SELECT 1 FROM audit_judgement k WHERE k.draw_id = j.draw_id
                      AND (k.judged_at, k.id) > (j.judged_at, j.id))
                ORDER BY j.judged_at DESC, j.id DESC LIMIT 1
                """, row -> UUID.fromString(row.getString(1)), audit.toString(), annotator);
    }

    /** All audits, oldest first. */
    public List<Audit> all() {
        return sql.list(
                "SELECT id, run_id, ranking, seed, annotator, started_at FROM audit ORDER BY started_at, id",
                row -> new Audit(
                        UUID.fromString(row.getString(1)),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        Times.parse(row.getString(6))));
    }

    /** Where the cut of an audit has stood, the last place last. */
    public List<Audit.Cut> cuts(UUID audit) {
        return sql
                .list(
                        "SELECT id FROM audit_cut WHERE audit_id = ? ORDER BY cut_at, id",
                        row -> UUID.fromString(row.getString(1)),
                        audit.toString())
                .stream()
                .map(id -> new Audit.Cut(id, sources(id)))
                .toList();
    }

    /** The cuts under which something was drawn. */
    public Set<UUID> drawnAt(UUID audit) {
        return Set.copyOf(sql.list(
                "SELECT DISTINCT cut_id FROM audit_draw WHERE audit_id = ?",
                row -> UUID.fromString(row.getString(1)),
                audit.toString()));
    }

    private Map<Long, Audit.SourceCut> sources(UUID cut) {
        return sql
                .list(
                        "SELECT dataset_id, value, below, ranked FROM audit_cut_source WHERE cut_id = ?",
                        row -> Map.entry(
                                row.getLong(1), new Audit.SourceCut(row.getDouble(2), row.getLong(3), row.getLong(4))),
                        cut.toString())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What was drawn for an audit, in the order to judge it, and what was said last. */
    public List<Audit.Judged> draws(UUID audit) {
        return sql.list(DRAWS, AuditTable::judged, audit.toString());
    }

    /**
     * Prunes samples that nobody decided on, as one step, and keeps which cut that was, in one commit.
     *
     * @return the step; empty when there was nothing to prune
     */
    public Optional<UUID> prune(UUID cut, DecisionTable.Judgement judgement, List<Long> sampleIds) {
        return sql.write(() -> {
            Optional<UUID> step = decisions.decideUndecided(judgement, sampleIds);
            if (step.isPresent()) {
                sql.update(
                        "INSERT INTO audit_prune (step_id, cut_id) VALUES (?, ?)",
                        step.get().toString(),
                        cut.toString());
            }
            return step;
        });
    }

    /** The cuts of an audit that were pruned, oldest first. */
    public List<Audit.Pruned> pruned(UUID audit) {
        return sql.list(
                """
                SELECT p.step_id, p.cut_id, count(*), sum(v.verdict IS 'PRUNE')
                FROM audit_prune p JOIN audit_cut c ON c.id = p.cut_id JOIN step t ON t.id = p.step_id
                JOIN decision d ON d.step_id = p.step_id
                JOIN sample s ON s.dataset_id = d.dataset_id AND s.record = d.record AND s.candidate = d.candidate
                LEFT JOIN current_verdict v ON v.sample_id = s.id
                WHERE c.audit_id = ? GROUP BY p.step_id ORDER BY t.seq
                """,
                row -> new Audit.Pruned(
                        UUID.fromString(row.getString(1)),
                        UUID.fromString(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4)),
                audit.toString());
    }

    private String latest(String query, UUID of) {
        return sql.first(query, row -> Sql.optionalText(row, 1), of.toString())
                .flatMap(text -> text)
                .orElse("");
    }

    private static Audit.Judged judged(ResultSet row) throws SQLException {
        return new Audit.Judged(
                new Audit.Draw(
                        UUID.fromString(row.getString(1)),
                        row.getLong(2),
                        Sql.optionalText(row, 3).map(UUID::fromString)),
                Sql.optionalText(row, 4).map(Audit.Quality::valueOf).orElse(Audit.Quality.NONE),
                Sql.optionalText(row, 5));
    }
}
