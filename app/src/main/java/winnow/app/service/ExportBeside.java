package winnow.app.service;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.store.data.WholeRecord;
import winnow.store.db.Snapshot;
import winnow.store.format.Beside;
import winnow.store.job.CancelToken;

/** Collects what the kept records of an export point to in files beside theirs. */
final class ExportBeside {

    private static final int PAGE = 200;

    private final Snapshot snapshot;
    private final ExportPlan plan;
    private final CancelToken cancel;

    ExportBeside(Snapshot snapshot, ExportPlan plan, CancelToken cancel) {
        this.snapshot = snapshot;
        this.plan = plan;
        this.cancel = cancel;
    }

    /** The lines of each such file, each once; none where no record needs any. */
    Map<String, Set<String>> lines() {
        Map<String, Set<String>> files = new LinkedHashMap<>();
        for (ExportPlan.Part part : plan.parts()) {
            Optional<Beside> beside = part.form() instanceof ExportPlan.Form.Own own
                    ? own.writer().beside()
                    : Optional.empty();
            if (beside.isPresent()) {
                Set<String> lines = files.computeIfAbsent(beside.get().name(), name -> new LinkedHashSet<>());
                collect(part.dataset().id(), beside.get(), lines);
            }
        }
        files.values().removeIf(Set::isEmpty);
        return files;
    }

    private void collect(long datasetId, Beside beside, Set<String> lines) {
        long after = -1;
        List<WholeRecord> page = snapshot.whole(datasetId, plan.cut(), false, after, PAGE);
        while (!page.isEmpty()) {
            cancel.check();
            page.forEach(record -> lines.addAll(beside.lines(record)));
            after = page.get(page.size() - 1).record();
            page = snapshot.whole(datasetId, plan.cut(), false, after, PAGE);
        }
    }
}
