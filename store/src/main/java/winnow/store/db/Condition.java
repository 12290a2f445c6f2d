package winnow.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Media;
import winnow.store.data.Verdict;
import winnow.store.query.Criterion;
import winnow.store.query.Query;
import winnow.store.query.Span;
import winnow.store.query.Term;

/**
 * A condition on a sample {@code s} as SQL text with question marks, and what stands for them: no word of a user ever
 * becomes SQL text.
 */
final class Condition {

    /** Every sample. */
    static final Condition ALL = new Condition("1");
    /** Samples of imports that are complete. */
    static final Condition COMPLETE = new Condition("s.dataset_id NOT IN (SELECT id FROM dataset WHERE complete = 0)");

    private static final String SCORES = "s.id IN (SELECT c.sample_id FROM score c WHERE c.run_id = ? AND ";
    private static final String PERCENTILE = """
            (SELECT reward FROM score WHERE run_id = ? AND reward IS NOT NULL ORDER BY reward, sample_id LIMIT 1 OFFSET
                (SELECT max(0, CAST(ceil(? * count(*) / 100.0) AS INTEGER) - 1)
                 FROM score WHERE run_id = ? AND reward IS NOT NULL))
            """;

    private final String sql;
    private final List<@Nullable Object> args;

    Condition(String sql, @Nullable Object... args) {
        this.sql = sql;
        this.args = new ArrayList<>();
        for (@Nullable Object arg : args) {
            this.args.add(arg);
        }
    }

    /**
     * What a query asks for, with the rewards of a run; without a run nothing has a reward.
     *
     * @param rankings tells which ranking of the run is meant
     * @throws IllegalArgumentException if the query asks for a ranking the workspace does not have
     */
    static Condition of(Query query, OptionalLong runId, KeptRankings rankings) {
        Condition all = ALL;
        for (Term term : query.terms()) {
            Optional<Condition> ranked = rankings.condition(term.criterion(), runId);
            Condition one = ranked.isPresent() ? ranked.get() : of(term.criterion(), runId.orElse(-1));
            all = all.and(term.negated() ? new Condition("NOT (" + one.sql + ")", one.args()) : one);
        }
        return all;
    }

    String sql() {
        return sql;
    }

    @Nullable
    Object[] args() {
        return args.toArray();
    }

    /** These arguments, then those of the condition. */
    @Nullable
    Object[] argsAfter(@Nullable Object... before) {
        List<@Nullable Object> all = new ArrayList<>();
        for (@Nullable Object arg : before) {
            all.add(arg);
        }
        all.addAll(args);
        return all.toArray();
    }

    boolean isAll() {
        return sql.equals(ALL.sql);
    }

    Condition and(Condition other) {
        return isAll() ? other : new Condition("(" + sql + ") AND (" + other.sql + ")", other.argsAfter(args()));
    }

    private static Condition of(Criterion criterion, long run) {
        if (criterion instanceof Criterion.Reward c) {
            return new Condition(SCORES + "c.reward " + c.relation().sign() + " ?)", run, c.value());
        } else if (criterion instanceof Criterion.Percentile c) {
            return new Condition(
                    SCORES + "c.reward " + c.relation().sign() + PERCENTILE + ")", run, run, c.percent(), run);
        } else if (criterion instanceof Criterion.Scored c) {
            return when(c.yes(), new Condition(SCORES + "c.reward IS NOT NULL)", run));
        } else if (criterion instanceof Criterion.Failed c) {
            return when(c.yes(), new Condition(SCORES + "c.reward IS NULL)", run));
        } else if (criterion instanceof Criterion.Tokens c) {
            return new Condition(
                    SCORES + "c.tokens BETWEEN ? AND ?)",
                    run,
                    c.span().from(),
                    c.span().to());
        }
        return ofSample(criterion);
    }

    private static Condition ofSample(Criterion criterion) {
        if (criterion instanceof Criterion.Decided c) {
            return when(c.yes(), new Condition("s.id IN (SELECT k.sample_id FROM current_verdict k)"));
        } else if (criterion instanceof Criterion.VerdictIs c) {
            return c.verdict() == Verdict.NONE
                    ? new Condition("s.id NOT IN (SELECT k.sample_id FROM current_verdict k)")
                    : new Condition(
                            "s.id IN (SELECT k.sample_id FROM current_verdict k WHERE k.verdict = ?)",
                            c.verdict().name());
        } else if (criterion instanceof Criterion.Reason c) {
            return new Condition(
                    "s.id IN (SELECT k.sample_id FROM current_verdict k WHERE k.reason LIKE ? ESCAPE '\\')",
                    within(c.within()));
        } else if (criterion instanceof Criterion.Annotator c) {
            return new Condition(
                    "s.id IN (SELECT t.sample_id FROM standing t WHERE t.annotator = ? AND t.verdict <> 'NONE')",
                    c.name());
        } else if (criterion instanceof Criterion.Source c) {
            return new Condition(
                    "s.dataset_id IN (SELECT d.id FROM dataset d WHERE d.name LIKE ? ESCAPE '\\'"
                            + " OR CAST(d.id AS TEXT) = ?)",
                    escape(c.name()).replace("*", "%"),
                    c.name());
        } else if (criterion instanceof Criterion.MediaIs c) {
            return c.kind().map(Condition::media).orElseGet(() -> new Condition("s.media_kind IS NULL"));
        } else if (criterion instanceof Criterion.RecordNumber c) {
            return between("s.record", c.span());
        } else if (criterion instanceof Criterion.SampleNumber c) {
            return between("s.id", c.span());
        }
        return ofRemark(criterion);
    }

    private static Condition ofRemark(Criterion criterion) {
        if (criterion instanceof Criterion.Tag c) {
            return new Condition(
                    "s.id IN (SELECT r.sample_id FROM standing_remark r WHERE r.kind = 'TAG' AND r.value IS NOT NULL"
                            + " AND r.name LIKE ? ESCAPE '\\')",
                    escape(c.name()).replace("*", "%"));
        } else if (criterion instanceof Criterion.Note c) {
            return new Condition(
                    "s.id IN (SELECT r.sample_id FROM standing_remark r WHERE r.kind = 'NOTE' AND r.value LIKE ?"
                            + " ESCAPE '\\' UNION SELECT k.sample_id FROM current_verdict k WHERE k.note LIKE ?"
                            + " ESCAPE '\\')",
                    within(c.within()),
                    within(c.within()));
        }
        return ofText(criterion);
    }

    private static Condition ofText(Criterion criterion) {
        if (criterion instanceof Criterion.Length c) {
            return between(
                    "coalesce((SELECT x.answer_chars FROM sample_trait x WHERE x.sample_id = s.id),"
                            + " (SELECT length(json_extract(t.body, '$.turns[#-1].text')) FROM sample_text t"
                            + " WHERE t.sample_id = s.id))",
                    c.span());
        }
        if (criterion instanceof Criterion.Answer c) {
            return indexed(
                    c.within(),
                    new Condition(
                            "(SELECT json_extract(t.body, '$.turns[#-1].text') FROM sample_text t"
                                    + " WHERE t.sample_id = s.id) LIKE ? ESCAPE '\\'",
                            within(c.within())));
        } else if (criterion instanceof Criterion.Text c) {
            return indexed(c.within(), anywhere(c.within()));
        }
        throw new IllegalArgumentException("Unknown criterion " + criterion);
    }

    /** Asks the index first, which knows most of what is not to be read at all. */
    private static Condition indexed(String text, Condition exact) {
        return TextIndex.mayHold(text).map(some -> some.and(exact)).orElse(exact);
    }

    /** Looks through the JSON as it stands first, which is much faster, where the text looks the same in there. */
    private static Condition anywhere(String text) {
        String exact = "EXISTS (SELECT 1 FROM json_each(t.body, '$.turns') j"
                + " WHERE json_extract(j.value, '$.text') LIKE ? ESCAPE '\\')";
        String found = "EXISTS (SELECT 1 FROM sample_text t WHERE t.sample_id = s.id AND ";
        boolean same = text.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
        return same
                ? new Condition(found + "t.body LIKE ? ESCAPE '\\' AND " + exact + ")", within(text), within(text))
                : new Condition(found + exact + ")", within(text));
    }

    private static Condition media(Media.Kind kind) {
        return new Condition("s.media_kind = ?", kind.name());
    }

    private static Condition between(String column, Span span) {
        return new Condition(column + " BETWEEN ? AND ?", span.from(), span.to());
    }

    private static Condition when(boolean yes, Condition condition) {
        return yes ? condition : new Condition("NOT (" + condition.sql + ")", condition.args());
    }

    private static String within(String text) {
        return "%" + escape(text) + "%";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", sql, args);
    }
}
