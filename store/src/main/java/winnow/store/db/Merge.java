package winnow.store.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Unites workspaces: a union of rows by their ids. Whatever the order of the workspaces, and however often one is
 * named, the same comes of it.
 */
final class Merge {

    private final Sql sql;

    /** Into a workspace that is new and empty. */
    Merge(Sql sql) {
        this.sql = sql;
    }

    /**
     * Brings workspaces in, all or nothing.
     *
     * @param copies files of the newest schema that nobody else uses
     * @throws StoreException if two of them hold one file as different formats
     */
    void run(List<Path> copies, Progress progress, CancelToken cancel) {
        long done = 0;
        long all = 2L * copies.size();
        sql.execute(script("merge-start.sql"));
        for (Path copy : copies) {
            cancel.check();
            bring(copy, "merge-data.sql");
            progress.update(++done, all);
        }
        sql.write(() -> {
            sql.execute(script("merge-order.sql"));
            return true;
        });
        for (Path copy : copies) {
            cancel.check();
            bring(copy, "merge-words.sql");
            progress.update(++done, all);
        }
    }

    private void bring(Path copy, String script) {
        sql.execute("ATTACH '" + copy.toString().replace("'", "''") + "' AS src");
        try {
            refuseOtherFormat();
            sql.write(() -> {
                sql.execute(script(script));
                return true;
            });
        } finally {
            sql.execute("DETACH src");
        }
    }

    /** The same file read as two formats has two kinds of samples. */
    private void refuseOtherFormat() {
        sql.first(
                        "SELECT d.name, d.format, m.format FROM src.dataset d JOIN main.dataset m"
                                + " ON m.sha256 = d.sha256 AND m.complete = 1"
                                + " WHERE d.complete = 1 AND d.format <> m.format ORDER BY d.id",
                        row -> "The dataset " + row.getString(1) + " was imported as " + row.getString(2)
                                + " in one workspace and as " + row.getString(3) + " in another, so its samples"
                                + " are not the same. Import it as one format in both.")
                .ifPresent(sentence -> {
                    throw new StoreException(sentence);
                });
    }

    private static String script(String name) {
        try (InputStream in = Merge.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
