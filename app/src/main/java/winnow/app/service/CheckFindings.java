package winnow.app.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import winnow.app.service.CheckReport.Example;
import winnow.app.service.CheckReport.Finding;
import winnow.store.check.CheckKind;
import winnow.store.data.StoredSample;
import winnow.store.db.Workspace;

/** Gathers what a check finds: numbers of samples while it runs, examples at its end. Confined to one thread. */
final class CheckFindings {

    private static final int EXAMPLES = 5;
    private static final int EXCERPT = 100;

    private final Map<CheckKind, TreeSet<Long>> found = new EnumMap<>(CheckKind.class);
    private final Map<Long, String> mediaReasons = new HashMap<>();

    void add(CheckKind kind, long sampleId) {
        found.computeIfAbsent(kind, k -> new TreeSet<>()).add(sampleId);
    }

    /** Media that cannot be shown, with the sentence that says why; of the first few it is kept. */
    void add(CheckKind kind, long sampleId, String reason) {
        add(kind, sampleId);
        if (found.getOrDefault(kind, new TreeSet<>()).size() <= EXAMPLES) {
            mediaReasons.putIfAbsent(sampleId, reason);
        }
    }

    CheckReport report(Workspace workspace, long samples) {
        Map<Long, String> files = new HashMap<>();
        workspace.datasets().all().forEach(dataset -> files.put(dataset.id(), name(dataset.source())));
        List<Finding> findings = new ArrayList<>();
        found.forEach((kind, ids) -> {
            List<Long> first = ids.stream().limit(EXAMPLES).toList();
            List<Example> examples = workspace.samples().load(first).stream()
                    .map(sample -> example(kind, sample, files))
                    .toList();
            findings.add(new Finding(kind, List.copyOf(ids), examples));
        });
        return new CheckReport(samples, findings);
    }

    private Example example(CheckKind kind, StoredSample stored, Map<Long, String> files) {
        boolean media = kind == CheckKind.MISSING_MEDIA || kind == CheckKind.UNREADABLE_MEDIA;
        Optional<String> reason = media ? Optional.ofNullable(mediaReasons.get(stored.id())) : Optional.empty();
        String excerpt = reason.orElseGet(() -> excerpt(kind, stored));
        return new Example(stored.id(), stored.sample().record(), files.getOrDefault(stored.datasetId(), ""), excerpt);
    }

    /** The start of the answer; of one that breaks off its end. */
    private static String excerpt(CheckKind kind, StoredSample stored) {
        String line =
                stored.sample().answer().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        int length = line.codePointCount(0, line.length());
        if (length <= EXCERPT) {
            return line;
        }
        return kind == CheckKind.TRUNCATED_ANSWER
                ? "…" + line.substring(line.offsetByCodePoints(0, length - EXCERPT))
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
