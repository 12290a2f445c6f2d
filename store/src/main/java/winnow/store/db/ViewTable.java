package winnow.store.db;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import winnow.store.data.SavedView;

/** Searches that are kept under a name. Rows are only ever added. */
public final class ViewTable {

    private final Sql sql;
    private final Clock clock = Clock.systemUTC();

    ViewTable(Sql sql) {
        this.sql = sql;
    }

    /** All that are kept, in order of the alphabet. */
    public List<SavedView> all() {
        return sql.list(
                "SELECT v.name, v.query, v.annotator FROM saved_view v WHERE v.query IS NOT NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM saved_view l WHERE l.name = v.name"
                        + " AND (l.saved_at, l.id) > (v.saved_at, v.id))"
                        + " ORDER BY v.name COLLATE NOCASE, v.name",
                row -> new SavedView(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Keeps a search; one of the same name is replaced. */
    public void save(SavedView view) {
        add(view.name(), view.query(), view.annotator());
    }

    /** Keeps a search no longer. Returns whether there was one of that name. */
    public boolean remove(String name, String annotator) {
        return sql.write(() -> {
            Optional<SavedView> known =
                    all().stream().filter(view -> view.name().equals(name)).findFirst();
            known.ifPresent(view -> add(name, null, annotator));
            return known.isPresent();
        });
    }

    private void add(String name, @Nullable String query, String annotator) {
        sql.write(() -> {
            String last = sql.first("SELECT coalesce(max(saved_at), '') FROM saved_view", row -> row.getString(1))
                    .orElse("");
            return sql.update(
                    "INSERT INTO saved_view (id, name, query, annotator, saved_at) VALUES (?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    name,
                    query,
                    annotator,
                    Times.after(last, clock.instant()));
        });
    }
}
