package winnow.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;

/**
 * What an export will write.
 *
 * @param parts one a dataset
 * @param run whose rewards; empty when nothing was scored
 * @param cut what is left out
 */
record ExportPlan(List<Part> parts, Optional<ScoringRun> run, Snapshot.Cut cut) {

    static final String REMOVED = "removed.jsonl";
    static final String REJECTED = "rejected.jsonl";
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String CARD = "README.md";

    /**
     * A dataset and the file its kept records go to.
     *
     * @param dataset where they come from
     * @param file name of the file
     * @param writer writes the format
     * @param reader reads it back
     * @param records records that became samples
     */
    record Part(Dataset dataset, String file, DatasetWriter writer, DatasetReader reader, long records) {}

    static ExportPlan of(Snapshot snapshot, Formats formats, ExportService.Request request) throws IOException {
        Optional<ScoringRun> run = request.runId().isPresent()
                ? Optional.of(known(snapshot, request.runId().getAsLong()))
                : snapshot.latestRun();
        if (run.isEmpty() && request.pruneBelow().isPresent()) {
            throw new IllegalArgumentException("Nothing was scored yet, so no reward can be below "
                    + request.pruneBelow().getAsDouble() + ". Score first, or export without a limit.");
        }
        List<Dataset> datasets = chosen(snapshot.datasets(), request.datasetId());
        List<Part> parts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String name : List.of(REMOVED, REJECTED, MANIFEST, SUMS, CARD)) {
            taken.add(name.toLowerCase(Locale.ROOT));
        }
        for (Dataset dataset : datasets) {
            DatasetWriter writer = formats.writer(dataset.format())
                    .orElseThrow(() -> new IOException("This Winnow cannot write " + dataset.format()
                            + ", the format of " + dataset.name() + ". Export the other datasets one by one."));
            parts.add(new Part(
                    dataset,
                    fileName(dataset, taken),
                    writer,
                    formats.reader(dataset.format()),
                    snapshot.records(dataset.id())));
        }
        OptionalLong runId = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        return new ExportPlan(parts, run, new Snapshot.Cut(runId, request.pruneBelow()));
    }

    long records() {
        return parts.stream().mapToLong(Part::records).sum();
    }

    private static ScoringRun known(Snapshot snapshot, long runId) {
        return snapshot.run(runId)
                .orElseThrow(() -> new IllegalArgumentException("There is no run " + runId + " in this workspace"));
    }

    private static List<Dataset> chosen(List<Dataset> all, OptionalLong id) throws IOException {
        if (id.isEmpty()) {
            if (all.isEmpty()) {
                throw new IOException("The workspace holds no dataset. Import one first.");
            }
            return all;
        }
        List<Dataset> chosen =
                all.stream().filter(d -> d.id() == id.getAsLong()).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("There is no dataset " + id.getAsLong() + " in this workspace");
        }
        return chosen;
    }

    /**
     * The name of the source, without the ending of a packed file; with the number of the dataset where another file
     * has that name, in any case.
     */
    private static String fileName(Dataset dataset, Set<String> taken) {
        String name = FileNames.unpacked(dataset.source());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        String unique = name;
        for (int i = 1; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name.substring(0, dot) + "-" + dataset.id() + (i == 1 ? "" : "-" + i) + name.substring(dot);
        }
        return unique;
    }
}
