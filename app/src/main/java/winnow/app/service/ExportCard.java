package winnow.app.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;

/** {@code README.md} of an export: what was removed and why, for people. */
final class ExportCard {

    private ExportCard() {}

    static String of(Snapshot snapshot, ExportPlan plan, List<ExportManifest.Result> results) {
        StringBuilder card = new StringBuilder("# What is left, and why\n\n");
        card.append("Made by Winnow ").append(ExportManifest.version()).append(". The sources were not changed.\n\n");
        card.append("""
                | File | Source | Records | Kept | Removed | Unreadable |
                |---|---|---:|---:|---:|---:|
                """);
        for (ExportManifest.Result result : results) {
            Dataset dataset = result.part().dataset();
            card.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %d |%n",
                    cell(result.part().file()),
                    cell(dataset.source().toString()),
                    dataset.records(),
                    result.kept(),
                    result.pruned(),
                    dataset.rejected()));
        }
        reasons(card, snapshot, results);
        model(card, plan);
        card.append("""

                ## Proof

                `manifest.json` has the sources with their SHA-256, the model and its settings.
                `sha256sum -c SHA256SUMS` checks the files. `removed.jsonl` has every removed record with its reward,
                verdict and reason, unchanged under `original`.
                """);
        return card.toString().replace("\r\n", "\n");
    }

    private static void reasons(StringBuilder card, Snapshot snapshot, List<ExportManifest.Result> results) {
        card.append("\n## Why samples were removed\n\n");
        boolean any = false;
        for (ExportManifest.Result result : results) {
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

    private static void model(StringBuilder card, ExportPlan plan) {
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

    /** A text of others on one line of a table. */
    private static String cell(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;");
    }
}
