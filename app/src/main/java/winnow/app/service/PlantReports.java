package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import winnow.scoring.rank.Detection;
import winnow.store.data.Dataset;
import winnow.store.data.Measurement;
import winnow.store.db.MeasurementTable;
import winnow.store.db.Workspace;

/** Reports of planted faults that are kept with the workspace. Blocks, so not on the JavaFX thread. */
public final class PlantReports {

    private static final String ALL = "all";
    private static final int SHORT = 8; // characters of an id in the name of a file

    private final Workspace workspace;
    private final JsonMapper json = new JsonMapper();

    /** What of a report is kept as JSON. */
    private record Figures(TruthReport truth, Map<String, List<PlantReport.Missed>> missed) {}

    PlantReports(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Keeps a report. */
    PlantReport keep(
            Dataset dataset,
            String model,
            MeasurementTable.Planted planted,
            TruthReport truth,
            Map<String, List<PlantReport.Missed>> missed) {
        String figures;
        try {
            figures = json.writeValueAsString(new Figures(truth, missed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report is made of records and numbers", e);
        }
        Measurement kept = workspace.measurements().add(dataset.id(), model, planted, figures);
        return new PlantReport(kept, dataset.name(), truth, missed);
    }

    /** All that are kept, the newest first. */
    public List<Measurement> all() {
        return workspace.measurements().all();
    }

    /**
     * Opens a report.
     *
     * @throws IOException if there is none of that id, or it cannot be read
     */
    public PlantReport open(UUID id) throws IOException {
        Measurement kept = workspace.measurements().find(id).orElseThrow(() -> unknown(id.toString()));
        String text = workspace.measurements().report(id).orElseThrow(() -> unknown(id.toString()));
        String dataset = workspace
                .datasets()
                .find(kept.datasetId())
                .map(Dataset::name)
                .orElseThrow(() -> new IOException("The dataset of report " + id + " is gone."));
        try {
            Figures figures = json.readValue(text, Figures.class);
            return new PlantReport(kept, dataset, figures.truth(), figures.missed());
        } catch (JsonProcessingException e) {
            throw new IOException("Report " + id + " cannot be read: another version wrote it. Measure again.", e);
        }
    }

    /**
     * Opens the one report whose id begins so.
     *
     * @throws IOException if there is none or more than one, or it cannot be read
     */
    public PlantReport open(String beginning) throws IOException {
        List<UUID> found = all().stream()
                .map(Measurement::id)
                .filter(id -> id.toString().startsWith(beginning.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new IOException(
                    found.size() + " reports have an id that begins with " + beginning + ". Write more of it.");
        }
        return open(found.stream().findFirst().orElseThrow(() -> unknown(beginning)));
    }

    private static IOException unknown(String id) {
        return new IOException("No report " + id + " is kept in this workspace. List them with: winnow measured");
    }

    /** Where the figures of a report go if nothing else is said: a file beside the workspace. */
    public Path fileOf(PlantReport report) {
        String name = String.valueOf(workspace.file().getFileName());
        int dot = name.lastIndexOf('.');
        String id = report.measurement().id().toString().substring(0, SHORT);
        return workspace.file().resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-measured-" + id + ".csv");
    }

    /** Writes the figures of a report as a table: a line for every ranking and kind of fault. */
    public void csv(PlantReport report, Path file) throws IOException {
        TreeSet<Integer> depths = new TreeSet<>();
        report.truth()
                .rankings()
                .values()
                .forEach(found -> depths.addAll(found.all().precisionAt().keySet()));
        StringBuilder text =
                new StringBuilder("ranking,kind,planted,clean,auroc,auroc_low,auroc_high,average_precision");
        depths.forEach(k -> text.append(",precision_at_").append(k));
        text.append('\n');
        report.truth().rankings().forEach((ranking, found) -> {
            line(text, ranking, ALL, found.all(), depths);
            found.kinds().forEach((kind, one) -> line(text, ranking, kind, one, depths));
        });
        Files.writeString(file, text);
    }

    private static void line(StringBuilder text, String ranking, String kind, Detection one, Set<Integer> depths) {
        text.append(ranking)
                .append(',')
                .append(kind)
                .append(',')
                .append(one.n())
                .append(',')
                .append(one.clean());
        Detection.Interval interval = one.interval();
        for (double value : new double[] {one.auroc(), interval.low(), interval.high(), one.averagePrecision()}) {
            cell(text, value);
        }
        depths.forEach(k -> cell(text, one.precisionAt().getOrDefault(k, Double.NaN)));
        text.append('\n');
    }

    private static void cell(StringBuilder text, double value) {
        text.append(',').append(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value));
    }
}
