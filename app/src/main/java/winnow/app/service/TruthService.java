package winnow.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.scoring.rank.Detection;
import winnow.store.data.Dataset;
import winnow.store.data.ScoreColumns;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;

/** Measures rankings on a dataset of which is known what is bad. Blocks, so not on the JavaFX thread. */
public final class TruthService {

    /** The k of precision at k. */
    private static final List<Integer> DEPTHS = List.of(10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);

    private final Workspace workspace;

    TruthService(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Measures. Of a record with several answers, all are as good or bad as the truth says of the record.
     *
     * @param rankings of one run, by the name they get in the report
     * @param datasetId the dataset the truth is about
     * @throws IOException if the truth names a record the dataset does not have
     */
    public TruthReport measure(Map<String, Ranking> rankings, long datasetId, TruthFile truth) throws IOException {
        Dataset dataset = workspace
                .datasets()
                .find(datasetId)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no dataset " + datasetId + " in this workspace"));
        for (long record : truth.kinds().keySet()) {
            if (record >= dataset.records()) {
                throw new IOException(truth.file() + " names record " + record + ", but " + dataset.name() + " has "
                        + dataset.records() + " records, numbered from 0. Does it belong to another dataset?");
            }
        }
        Map<String, TruthReport.Found> found = new LinkedHashMap<>();
        long bad = 0;
        for (Map.Entry<String, Ranking> ranking : rankings.entrySet()) {
            ScoreColumns columns = ranking.getValue().columns();
            long[] records;
            try (Snapshot now = workspace.snapshot()) {
                records = now.records(datasetId, columns);
            }
            TruthReport.Found one = measure(ranking.getValue().valuesByPlace(), records, truth.kinds());
            found.put(ranking.getKey(), one);
            bad = one.all().n();
        }
        return new TruthReport(
                workspace.samples().count(datasetId, truth.kinds().keySet()) - bad, found);
    }

    private static TruthReport.Found measure(double[] values, long[] records, Map<Long, String> truth) {
        Map<String, Detection> kinds = new TreeMap<>();
        for (String kind : new TreeSet<>(truth.values())) {
            kinds.put(kind, measure(values, records, truth, List.of(kind)));
        }
        return new TruthReport.Found(measure(values, records, truth, List.copyOf(kinds.keySet())), kinds);
    }

    /** Some kinds against what is clean; samples of other datasets and other kinds are left out. */
    private static Detection measure(double[] values, long[] records, Map<Long, String> truth, List<String> kinds) {
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String kind = truth.get(records[i]);
            if (records[i] >= 0 && (kind == null || kinds.contains(kind))) {
                asked.add(i);
            }
        }
        double[] picked = new double[asked.size()];
        boolean[] bad = new boolean[asked.size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[asked.get(i)];
            bad[i] = truth.containsKey(records[asked.get(i)]);
        }
        return Detection.of(picked, bad, DEPTHS);
    }
}
