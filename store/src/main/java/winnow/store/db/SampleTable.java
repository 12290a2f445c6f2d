package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.StoredSample;

/** Imported samples, narrow rows and long texts apart. Rows are added by an import and never changed. */
public final class SampleTable {

    private static final int PREVIEW = 120;
    private static final char DELETE = 0x7F;

    private final Sql sql;

    SampleTable(Sql sql) {
        this.sql = sql;
    }

    /** Samples made ready for {@link #add(Rows)}, so that another thread can do this part of the work. */
    public static final class Rows {

        private final List<@Nullable Object[]> narrow; // the first column, their number, is filled in by add
        private final List<@Nullable Object[]> wide;

        private Rows(int size) {
            narrow = new ArrayList<>(size);
            wide = new ArrayList<>(size);
        }

        private int count() {
            return narrow.size();
        }
    }

    /** Makes samples of a dataset that is being imported ready. Touches no file. */
    public Rows rows(long datasetId, List<Sample> samples) {
        Rows rows = new Rows(samples.size());
        for (Sample s : samples) {
            Media first = s.media().isEmpty() ? null : s.media().get(0);
            rows.narrow.add(new @Nullable Object[] {
                null,
                datasetId,
                s.record(),
                s.candidate(),
                s.line(),
                preview(s.answer()),
                first == null ? null : first.kind().name(),
                first == null ? null : first.path()
            });
            Body.Stored stored = new Body(s.turns(), s.media()).stored(s.raw());
            rows.wide.add(new @Nullable Object[] {null, stored.json(), stored.raw()});
        }
        return rows;
    }

    /** Adds samples to a dataset that is being imported, in one commit: keep batches small. */
    public void add(long datasetId, List<Sample> samples) {
        add(rows(datasetId, samples));
    }

    /** The same for samples that were made ready before. */
    public void add(Rows rows) {
        sql.write(() -> {
            long next = sql.number("SELECT coalesce(max(id), 0) + 1 FROM sample");
            for (int i = 0; i < rows.count(); i++) {
                rows.narrow.get(i)[0] = next + i;
                rows.wide.get(i)[0] = next + i;
            }
            sql.updateAll(
                    "INSERT INTO sample (id, dataset_id, record, candidate, line, preview, media_kind, media_path)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    rows.narrow);
            sql.updateAll("INSERT INTO sample_text (sample_id, body, raw) VALUES (?, ?, ?)", rows.wide);
            return rows.count();
        });
    }

    /** Samples by number, in the order asked for; unknown ones are left out. */
    public List<StoredSample> load(List<Long> ids) {
        return sql.list("""
                SELECT s.id, s.dataset_id, s.record, s.candidate, s.line, t.body, t.raw
                FROM json_each(?) j JOIN sample s ON s.id = j.value JOIN sample_text t ON t.sample_id = s.id
                ORDER BY j.key
                """, SampleTable::sample, ids.toString());
    }

    /** The samples of a record, by candidate. */
    public List<StoredSample> ofRecord(long datasetId, long record) {
        return load(sql.list(
                "SELECT id FROM sample WHERE dataset_id = ? AND record = ? ORDER BY candidate",
                row -> row.getLong(1),
                datasetId,
                record));
    }

    /** How many samples some records of a dataset have. */
    public long count(long datasetId, Collection<Long> records) {
        return sql.number(
                "SELECT count(*) FROM json_each(?) j JOIN sample s ON s.dataset_id = ? AND s.record = j.value",
                records.toString(),
                datasetId);
    }

    private static StoredSample sample(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        try {
            Body.Stored stored = new Body.Stored(row.getString(6), row.getString(7));
            Body body = Body.parse(stored.json());
            Sample sample = new Sample(
                    row.getLong(3), row.getInt(4), row.getLong(5), body.turns(), body.media(), stored.record(id));
            return new StoredSample(id, row.getLong(2), sample);
        } catch (JsonProcessingException e) {
            throw new StoreException("Sample " + id + " in the workspace is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** The start of a text on one line, with one blank for any white space, never half a character. */
    static String preview(String text) {
        char[] line = new char[PREVIEW];
        int length = 0;
        boolean blank = false;
        int end = Math.min(text.length(), 4 * PREVIEW);
        for (int i = 0; i < end && length < PREVIEW; i++) {
            char each = text.charAt(i);
            if (each <= DELETE ? each <= ' ' || each == DELETE : Character.isWhitespace(each)) {
                blank = length > 0;
            } else {
                if (blank) {
                    line[length++] = ' ';
                    blank = false;
                }
                if (length < PREVIEW) {
                    line[length++] = each;
                }
            }
        }
        if (length > 0 && Character.isHighSurrogate(line[length - 1])) {
            length--;
        }
        return new String(line, 0, length);
    }
}
