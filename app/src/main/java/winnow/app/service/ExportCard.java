package winnow.app.service;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import winnow.app.service.ExportManifest.Result;
import winnow.app.service.ExportService.MediaChoice;
import winnow.app.service.ExportService.MediaReport;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.format.DatasetLayout;

/** {@code README.md} of an export: a dataset card, which says what was removed and why, for people and for hubs. */
final class ExportCard {

    private static final int WIDEST_BAR = 30;

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final List<Result> results;
    private final ExportScores scores;
    private final MediaReport media;
    private final StringBuilder card = new StringBuilder();

    ExportCard(Snapshot snapshot, ExportPlan plan, List<Result> results, ExportScores scores, MediaReport media) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.results = results;
        this.scores = scores;
        this.media = media;
    }

    /** The whole card. */
    String text() {
        card.setLength(0);
        frontMatter();
        card.append("# What is left, and why\n\nMade by Winnow ").append(ExportManifest.version());
        card.append(". The sources were not changed.\n\n");
        files();
        counts("\n## Left out for the layout\n", "left_out.jsonl has these records.", ExportKept.Result::leftOut);
        counts("\n## How records were written\n", "", ExportKept.Result::notes);
        media();
        reasons();
        model();
        histogram();
        card.append("""

                ## Proof

                `manifest.json` has the sources with their SHA-256, the model and its settings.
                `sha256sum -c SHA256SUMS` checks the files. `removed.jsonl` has every removed record with its reward,
                verdict and reason, unchanged under `original`.
                """);
        return card.toString().replace("\r\n", "\n");
    }

    /** As dataset hubs read it. */
    private void frontMatter() {
        long records = results.stream().mapToLong(each -> each.kept().written()).sum();
        List<String> names =
                results.stream().map(each -> each.part().dataset().name()).toList();
        card.append("---\npretty_name: ").append(yaml(String.join(", ", names) + ", cleaned with Winnow"));
        card.append("\nsize_categories:\n- ").append(size(records));
        card.append("\ntask_categories:\n");
        tasks().forEach(task -> card.append("- ").append(task).append('\n'));
        card.append("tags:\n- winnow\n- data-cleaning\nconfigs:\n");
        for (Result result : results) {
            String file = result.part().file();
            card.append("- config_name: ").append(yaml(results.size() == 1 ? "default" : file.replace('.', '-')));
            card.append("\n  data_files:\n  - split: train\n    path: ")
                    .append(yaml(file))
                    .append('\n');
        }
        card.append("---\n\n");
    }

    private Set<String> tasks() {
        Set<Media.Kind> shown = EnumSet.noneOf(Media.Kind.class);
        results.forEach(result -> shown.addAll(result.kept().shown()));
        List<String> tasks = new ArrayList<>();
        if (shown.contains(Media.Kind.IMAGE)) {
            tasks.add("image-text-to-text");
        }
        if (shown.contains(Media.Kind.VIDEO)) {
            tasks.add("video-text-to-text");
        }
        return tasks.isEmpty() ? Set.of("text-generation") : new java.util.LinkedHashSet<>(tasks);
    }

    /** The names hubs have for sizes. */
    static String size(long records) {
        String[] steps = {"1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B"};
        long limit = 1_000;
        for (int step = 0; step < steps.length; step++) {
            if (records < limit) {
                return step == 0 ? "n<1K" : steps[step - 1] + "<n<" + steps[step];
            }
            limit *= 10;
        }
        return "n>10B";
    }

    private void files() {
        card.append("""
                | File | Source | Records | Kept | Written | Removed | Unreadable |
                |---|---|---:|---:|---:|---:|---:|
                """);
        for (Result result : results) {
            Dataset dataset = result.part().dataset();
            card.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %d | %d |%n",
                    cell(result.part().file()),
                    cell(dataset.source().toString()),
                    dataset.records(),
                    result.kept().kept(),
                    result.kept().written(),
                    result.pruned(),
                    dataset.rejected()));
        }
        String how = plan.layout().map(DatasetLayout::description).orElse("as the records came in, byte for byte");
        card.append("\nFormat: ").append(cell(how)).append(".\n");
    }

    private void counts(
            String title, String after, java.util.function.Function<ExportKept.Result, Map<String, Long>> counts) {
        boolean any = false;
        for (Result result : results) {
            for (Map.Entry<String, Long> count : counts.apply(result.kept()).entrySet()) {
                card.append(any ? "" : title + "\n");
                any = true;
                card.append("- ").append(cell(result.part().dataset().name())).append(": ");
                card.append(count.getValue())
                        .append(" records: ")
                        .append(cell(count.getKey()))
                        .append('\n');
            }
        }
        if (any && !after.isEmpty()) {
            card.append('\n').append(after).append('\n');
        }
    }

    private void media() {
        card.append("\n## Pictures and videos\n\n");
        if (media.choice() == MediaChoice.NONE) {
            card.append("They did not come with the export; records name them as they did.\n");
            return;
        }
        card.append(media.copied())
                .append(" files copied, ")
                .append(media.linked())
                .append(" linked, ");
        card.append(media.bytes()).append(" bytes; ").append(media.missing());
        card.append(" names in records lead to no file. `media.jsonl` lists all.\n");
    }

    private void reasons() {
        card.append("\n## Why samples were removed\n\n");
        boolean any = false;
        for (Result result : results) {
            Dataset dataset = result.part().dataset();
            for (Map.Entry<String, Long> reason : snapshot.reasons(dataset.id()).entrySet()) {
                any = true;
                card.append("- ")
                        .append(cell(dataset.name()))
                        .append(": ")
                        .append(reason.getValue())
                        .append(" pruned, ")
                        .append(reason.getKey().isEmpty() ? "no reason given" : cell(reason.getKey()))
                        .append('\n');
            }
        }
        if (!any) {
            card.append("Nobody pruned a sample.\n");
        }
    }

    private void model() {
        card.append("\n## What judged\n\n");
        if (plan.run().isEmpty()) {
            card.append("Nothing was scored.\n");
            return;
        }
        ScoringRun run = plan.run().get();
        card.append("Model ").append(cell(run.model())).append(" (").append(run.kind());
        card.append("), fingerprint `").append(run.fingerprint()).append("`.\n");
        if (!run.trained()) {
            card.append("\n**This model was not trained: its scores mean nothing.**\n");
        }
        if (plan.cut().pruneBelow().isPresent()) {
            card.append("\nUndecided samples with a reward below ")
                    .append(plan.cut().pruneBelow().getAsDouble())
                    .append(" were left out without anyone looking at them.\n");
        }
    }

    private void histogram() {
        if (scores.bins() == 0) {
            return;
        }
        long most = 1;
        for (int bin = 0; bin < scores.bins(); bin++) {
            most = Math.max(most, scores.scored(bin));
        }
        card.append("\n## Scores\n\nAll rewards of the run, and how many of them were removed here.\n\n");
        card.append("| From | Scored | Removed | |\n|---:|---:|---:|---|\n");
        for (int bin = 0; bin < scores.bins(); bin++) {
            int bar = Math.toIntExact((scores.scored(bin) * WIDEST_BAR + most - 1) / most);
            card.append(String.format(
                    Locale.ROOT,
                    "| %.3f | %d | %d | %s |%n",
                    scores.from(bin),
                    scores.scored(bin),
                    scores.removed(bin),
                    "█".repeat(bar)));
        }
    }

    /** A text of others in double quotes, as YAML reads it. */
    private static String yaml(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A text of others on one line of a table. */
    private static String cell(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;");
    }
}
