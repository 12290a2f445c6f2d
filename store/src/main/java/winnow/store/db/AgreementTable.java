package winnow.store.db;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Verdict;

/** What annotators, a model and the labels of files say of the same pairs and samples. Only reads. */
public final class AgreementTable {

    private static final String VOTES = """
            SELECT c.dataset_id, c.record, c.candidate_a, c.candidate_b, v.annotator, v.choice, c.blind,
                oa.reward - ob.reward, c.reasons
            FROM standing_vote v JOIN comparison c ON c.id = v.comparison_id
            JOIN sample a ON a.dataset_id = c.dataset_id AND a.record = c.record AND a.candidate = c.candidate_a
            JOIN sample b ON b.dataset_id = c.dataset_id AND b.record = c.record AND b.candidate = c.candidate_b
            LEFT JOIN score oa ON oa.run_id = ?1 AND oa.sample_id = a.id
            LEFT JOIN score ob ON ob.run_id = ?1 AND ob.sample_id = b.id
            WHERE v.choice NOT IN ('NONE', 'SKIP', 'FLAG')
            ORDER BY v.dataset_id, v.record, v.low, v.high, v.annotator""";
    private static final String VERDICTS = """
            SELECT s.dataset_id, s.id, t.annotator, t.verdict
            FROM standing t JOIN sample s ON s.id = t.sample_id
            WHERE t.verdict <> 'NONE' AND EXISTS (SELECT 1 FROM standing u
                WHERE u.sample_id = t.sample_id AND u.annotator <> t.annotator AND u.verdict <> 'NONE')
            ORDER BY s.dataset_id, s.id, t.annotator""";
    private static final String MARGINS = """
            SELECT count(*), sum(g.margin > 0), sum(g.margin = 0), sum(g.margin IS NULL)
            FROM (SELECT max(CASE s.candidate WHEN 0 THEN o.reward END)
                    - max(CASE s.candidate WHEN 1 THEN o.reward END) AS margin
                FROM sample s LEFT JOIN score o ON o.run_id = ?1 AND o.sample_id = s.id
                WHERE s.dataset_id = ?2 GROUP BY s.record HAVING count(*) = 2) g""";

    private static final String REPEATED = "SELECT c.dataset_id, c.annotator, c.voted_at, c.id,"
            + " CASE c.choice WHEN 'TIE' THEN 0 WHEN 'BOTH_BAD' THEN 9"
            + " ELSE CASE WHEN c.choice IN ('A', 'A_MUCH') THEN 1 ELSE -1 END"
            + " * CASE WHEN c.candidate_a < c.candidate_b THEN 1 ELSE -1 END END AS says,"
            + " (SELECT CASE WHEN v.choice = 'BOTH_BAD' THEN 9 ELSE sign(v.prefers) END FROM standing_vote v"
            + " WHERE v.dataset_id = c.dataset_id AND v.record = c.record AND v.annotator = c.annotator"
            + " AND v.low = min(c.candidate_a, c.candidate_b) AND v.high = max(c.candidate_a, c.candidate_b)"
            + " AND v.choice NOT IN ('NONE', 'SKIP', 'FLAG')) AS first"
            + " FROM comparison c WHERE " + ComparisonTable.LAST_REPEAT;

    /**
     * What an annotator says of a pair now, beside what a model says.
     *
     * @param pair the answers on the sides they stood on
     * @param annotator who voted
     * @param choice one that judges the answers
     * @param blind false when the rewards had been shown before
     * @param margin how much higher the reward of A is; empty where one is missing
     * @param reasons in what an answer is better, where that was said
     */
    public record SpokenVote(
            Pair pair, String annotator, Choice choice, boolean blind, OptionalDouble margin, Set<Dimension> reasons) {}

    /**
     * A pair an annotator was asked about twice.
     *
     * @param datasetId where it came from
     * @param annotator who was asked
     * @param same whether the same was said both times, strength left aside
     */
    public record Repeated(long datasetId, String annotator, boolean same) {}

    /**
     * When an annotator voted.
     *
     * @param datasetId where the pair came from
     * @param annotator who
     * @param at when
     */
    public record VotedAt(long datasetId, String annotator, Instant at) {}

    /**
     * What an annotator says of a sample now.
     *
     * @param datasetId where it came from
     * @param sampleId its number in the workspace
     * @param annotator who decided
     * @param verdict never {@link Verdict#NONE}
     */
    public record SpokenVerdict(long datasetId, long sampleId, String annotator, Verdict verdict) {}

    /**
     * The first answers of records with two, beside the second ones.
     *
     * @param pairs how many such records there are
     * @param higher those whose first answer has the higher reward
     * @param equal those whose rewards are the same
     * @param unscored those without both rewards
     */
    public record Margins(long pairs, long higher, long equal, long unscored) {}

    private final Sql sql;

    AgreementTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Votes that stand and judge the answers, in order of the workspace and of the names of annotators.
     *
     * @param runId whose rewards
     */
    public List<SpokenVote> votes(OptionalLong runId) {
        return sql.list(
                VOTES,
                row -> new SpokenVote(
                        new Pair(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4)),
                        row.getString(5),
                        Choice.valueOf(row.getString(6)),
                        row.getBoolean(7),
                        Sql.optionalDouble(row, 8),
                        ComparisonTable.fromJson(row.getString(9))),
                runId.orElse(-1));
    }

    /** Pairs that were asked about twice and judged both times, in order of the second time. */
    public List<Repeated> repeated() {
        return sql.list(
                "SELECT dataset_id, annotator, says = first FROM (" + REPEATED + ") WHERE first IS NOT NULL",
                row -> new Repeated(row.getLong(1), row.getString(2), row.getBoolean(3)));
    }

    /**
     * When votes were given, those of a ranking at once, those left out that take others back: by annotator, then in
     * order of time.
     */
    public List<VotedAt> votedAt() {
        return sql.list(
                "SELECT DISTINCT dataset_id, annotator, voted_at FROM comparison WHERE undoes IS NULL"
                        + " ORDER BY annotator, voted_at",
                row -> new VotedAt(row.getLong(1), row.getString(2), Times.parse(row.getString(3))));
    }

    /** Verdicts that stand on samples more than one annotator decided on, in order of samples and of names. */
    public List<SpokenVerdict> verdicts() {
        return sql.list(
                VERDICTS,
                row -> new SpokenVerdict(
                        row.getLong(1), row.getLong(2), row.getString(3), Verdict.valueOf(row.getString(4))));
    }

    /** How the rewards of a run put the two answers of the records of a dataset in order. */
    public Margins margins(long datasetId, OptionalLong runId) {
        return sql.first(
                        MARGINS,
                        row -> new Margins(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        runId.orElse(-1),
                        datasetId)
                .orElseThrow();
    }
}
