package winnow.store.db;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What models said of inputs, whichever samples they were of. Rows are added by scoring and never changed. Keys are
 * SHA-256 in hexadecimal, of the model, its number types and all it reads.
 */
public final class KnownInputTable {

    private final Sql sql;

    KnownInputTable(Sql sql) {
        this.sql = sql;
    }

    /** The rewards that are known, by key; keys without one are left out. */
    public Map<String, Double> find(List<String> keys) {
        Map<String, Double> known = new LinkedHashMap<>();
        for (String key : keys) {
            Optional<Double> reward = sql.first(
                    "SELECT reward FROM known_input WHERE key = ?",
                    row -> row.getDouble(1),
                    HexFormat.of().parseHex(key));
            reward.ifPresent(value -> known.put(key, value));
        }
        return known;
    }

    /** Adds rewards by key, all in one commit. What is known already stays. */
    public void add(Map<String, Double> rewards) {
        List<@Nullable Object[]> rows = new ArrayList<>(rewards.size());
        rewards.forEach(
                (key, reward) -> rows.add(new @Nullable Object[] {HexFormat.of().parseHex(key), reward}));
        sql.updateAll("INSERT INTO known_input (key, reward) VALUES (?, ?) ON CONFLICT DO NOTHING", rows);
    }
}
