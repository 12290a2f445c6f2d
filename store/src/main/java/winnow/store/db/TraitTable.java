package winnow.store.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Traits;

/** What rankings ask of samples beside their rewards. Rows follow from the texts, are added once and never changed. */
public final class TraitTable {

    /**
     * The traits of a sample.
     *
     * @param sampleId its number in the workspace
     * @param datasetId the dataset it came with
     * @param traits what they are
     */
    public record Row(long sampleId, long datasetId, Traits traits) {}

    private final Sql sql;

    TraitTable(Sql sql) {
        this.sql = sql;
    }

    /** How many samples of complete imports have none yet. */
    public long missing() {
        return sql.number("SELECT coalesce(sum(imported), 0) FROM dataset WHERE complete = 1")
                - sql.number("SELECT count(*) FROM sample_trait");
    }

    /** The first samples of complete imports after one that have none, in order of the workspace; start with 0. */
    public List<Long> missing(long after, int limit) {
        return sql.list(
                "SELECT s.id FROM sample s WHERE s.id > ? AND NOT EXISTS"
                        + " (SELECT 1 FROM sample_trait t WHERE t.sample_id = s.id) AND "
                        + Condition.COMPLETE.sql() + " ORDER BY s.id LIMIT ?",
                row -> row.getLong(1),
                after,
                limit);
    }

    /** Adds traits, all in one commit; what another program added first stays. */
    public void add(List<Row> rows) {
        List<@Nullable Object[]> tasks = rows.stream()
                .map(row -> row.traits().task())
                .flatMap(Optional::stream)
                .distinct()
                .map(task -> new @Nullable Object[] {task})
                .toList();
        sql.write(() -> {
            sql.updateAll("INSERT INTO task (name) VALUES (?) ON CONFLICT DO NOTHING", tasks);
            Map<String, Long> known =
                    sql.list("SELECT name, id FROM task", row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            List<@Nullable Object[]> values = new ArrayList<>(rows.size());
            for (Row row : rows) {
                Traits traits = row.traits();
                values.add(new @Nullable Object[] {
                    row.sampleId(),
                    row.datasetId(),
                    traits.answerChars(),
                    traits.markupMarks(),
                    traits.promptKey(),
                    traits.task()
                            .map(task -> Objects.requireNonNull(known.get(task)))
                            .orElse(null)
                });
            }
            sql.updateAll(
                    "INSERT INTO sample_trait (sample_id, dataset_id, answer_chars, markup_marks, prompt_key, task_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    values);
            return rows.size();
        });
    }
}
