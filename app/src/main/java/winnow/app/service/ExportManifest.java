package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetLayout;

/** {@code manifest.json}: where an export came from, what judged it, what is in it. */
final class ExportManifest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What became of a dataset.
     *
     * @param part the dataset and its file
     * @param kept the records that stay
     * @param pruned records that were removed
     */
    record Result(ExportPlan.Part part, ExportKept.Result kept, long pruned) {}

    private ExportManifest() {}

    static String of(
            Snapshot snapshot,
            ExportPlan plan,
            List<Result> results,
            ExportService.MediaReport media,
            List<ExportService.Written> files)
            throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("program", "Winnow");
        root.put("version", version());
        root.put("exported_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("format", plan.layout().map(DatasetLayout::id).orElse("as imported"));
        ArrayNode datasets = root.putArray("datasets");
        results.forEach(result -> dataset(datasets.addObject(), result));
        if (plan.run().isPresent()) {
            model(root.putObject("model"), plan.run().get());
        } else {
            root.putNull("model");
        }
        if (plan.cut().pruneBelow().isPresent()) {
            root.put("prune_below", plan.cut().pruneBelow().getAsDouble());
        } else {
            root.putNull("prune_below");
        }
        root.put("kept", results.stream().mapToLong(each -> each.kept().kept()).sum());
        root.put("pruned", results.stream().mapToLong(Result::pruned).sum());
        ObjectNode verdicts = root.putObject("verdicts");
        verdicts(snapshot, plan).forEach((verdict, count) -> verdicts.put(verdict.toLowerCase(Locale.ROOT), count));
        ArrayNode annotators = root.putArray("annotators");
        snapshot.annotators().forEach(annotators::add);
        media(root.putObject("media"), media);
        files(root.putArray("files"), files);
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void media(ObjectNode node, ExportService.MediaReport media) {
        node.put("choice", media.choice().name().toLowerCase(Locale.ROOT));
        node.put("copied", media.copied());
        node.put("linked", media.linked());
        node.put("missing", media.missing());
        node.put("bytes", media.bytes());
    }

    private static void files(ArrayNode list, List<ExportService.Written> files) {
        for (ExportService.Written file : files) {
            list.addObject()
                    .put("path", String.valueOf(file.path().getFileName()))
                    .put("sha256", file.sha256())
                    .put("records", file.records());
        }
    }

    /** Samples of the exported datasets by current verdict; undecided ones are NONE. */
    static Map<String, Long> verdicts(Snapshot snapshot, ExportPlan plan) {
        Map<String, Long> all = new TreeMap<>(Map.of("KEEP", 0L, "PRUNE", 0L, "UNSURE", 0L, "NONE", 0L));
        for (ExportPlan.Part part : plan.parts()) {
            snapshot.verdicts(part.dataset().id()).forEach((verdict, count) -> all.merge(verdict, count, Long::sum));
        }
        return all;
    }

    /** Names and hashes of the files an earlier export into a folder made; none where there was none. */
    static Map<String, String> earlier(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path manifest = folder.resolve(ExportPlan.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return files;
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(manifest));
            if (!root.path("program").asText().equals("Winnow")) {
                return files;
            }
            for (JsonNode file : root.path("files")) {
                files.put(file.path("path").asText(), file.path("sha256").asText());
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    manifest + " is not a manifest Winnow wrote, so nothing in its folder is overwritten."
                            + " Choose another folder.",
                    e);
        }
        files.put(ExportPlan.MANIFEST, "");
        files.put(ExportPlan.SUMS, "");
        return files;
    }

    static String version() {
        String version = ExportManifest.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static void dataset(ObjectNode node, Result result) {
        Dataset dataset = result.part().dataset();
        node.put("id", dataset.id());
        node.put("name", dataset.name());
        node.put("file", result.part().file());
        node.put("source", dataset.source().toString());
        node.put("sha256", dataset.sha256());
        node.put("format", dataset.format());
        node.put("imported_at", dataset.importedAt().toString());
        node.put("records", dataset.records());
        node.put("imported", dataset.imported());
        node.put("rejected", dataset.rejected());
        node.put("kept", result.kept().kept());
        node.put("written", result.kept().written());
        node.put("pruned", result.pruned());
        counts(node.putObject("left_out"), result.kept().leftOut());
        counts(node.putObject("notes"), result.kept().notes());
    }

    private static void counts(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static void model(ObjectNode node, ScoringRun run) throws IOException {
        node.put("name", run.model());
        node.put("kind", run.kind());
        node.put("fingerprint", run.fingerprint());
        node.put("trained", run.trained());
        node.put("run", run.id());
        node.put("started_at", run.startedAt().toString());
        node.set("settings", JSON.readTree(run.settings()));
    }
}
