package winnow.store.db;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the few samples that may hold a text, so that not all texts are read. Filled in short steps after an import; a
 * kill costs the last step. Samples that are not in it yet are searched as if there was none.
 */
public final class TextIndex {

    private static final int GRAM = 3;
    private static final String FILLED = "(SELECT up_to FROM text_indexed)";

    /** Samples of an import that is not complete may be taken back, and others get their numbers. */
    private static final String OPEN = "(SELECT coalesce(min(o.id), 9223372036854775807) FROM sample o"
            + " WHERE o.dataset_id IN (SELECT id FROM dataset WHERE complete = 0))";

    private final Sql sql;

    TextIndex(Sql sql) {
        this.sql = sql;
    }

    /** How many samples are to be added. */
    public long missing() {
        return sql.number("SELECT count(*) FROM sample WHERE id > " + FILLED + " AND id < " + OPEN);
    }

    /**
     * Adds the next samples, in one commit: decisions wait for it.
     *
     * @param most samples at a time
     * @return how many were added; 0 when all are
     */
    public int fill(int most) {
        return sql.write(() -> {
            long last = sql.number(
                    "SELECT max(id) FROM (SELECT id FROM sample WHERE id > " + FILLED + " AND id < " + OPEN
                            + " ORDER BY id LIMIT ?)",
                    most);
            if (last == 0) {
                return 0;
            }
            int added = sql.update(
                    "INSERT INTO text_index (rowid, said)"
                            + " SELECT t.sample_id, (SELECT group_concat(json_extract(j.value, '$.text'), char(10))"
                            + " FROM json_each(t.body, '$.turns') j)"
                            + " FROM sample_text t WHERE t.sample_id > " + FILLED + " AND t.sample_id <= ?",
                    last);
            sql.update("UPDATE text_indexed SET up_to = ?", last);
            return added;
        });
    }

    /** Samples that are in no index yet, and those that the index says may hold a text; all for a short text. */
    static Optional<Condition> mayHold(String text) {
        Set<String> grams = grams(text);
        if (grams.isEmpty()) {
            return Optional.empty();
        }
        String all = grams.stream()
                .map(gram -> "\"" + gram.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(" AND "));
        return Optional.of(new Condition(
                "s.id > " + FILLED + " OR s.id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)", all));
    }

    /** Every three characters in a row; what the index cannot hold is left out. */
    private static Set<String> grams(String text) {
        Set<String> grams = new LinkedHashSet<>();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i + GRAM <= characters.length; i++) {
            String gram = new String(characters, i, GRAM);
            if (gram.chars().noneMatch(each -> each == 0 || Character.isSurrogate((char) each))) {
                grams.add(gram);
            }
        }
        return grams;
    }
}
