package winnow.app.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import winnow.store.check.Alike;
import winnow.store.check.CheckKind;
import winnow.store.check.Shingles;
import winnow.store.check.TextChecks;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.StoredSample;
import winnow.store.data.Turn;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;
import winnow.store.query.Query;

/**
 * Checks samples without a model, before the GPU: in one pass, of which a signature per sample is kept. Only samples
 * that are not pruned are looked at, so that of duplicates one always stays. Writes nothing.
 */
public final class CheckService {

    /** Characters a conversation may have where no other limit is given. */
    public static final int DEFAULT_MAX_CHARS = 32_000;

    private static final int BATCH = 200;
    private static final double NEARLY_THE_SAME = 0.9;

    /**
     * What to check.
     *
     * @param dataset only the samples of this one; empty for all
     * @param decode whether pictures are decoded, which finds damage behind the head and duplicate pictures
     * @param maxChars characters a conversation may have, 1 or more
     */
    public record Request(OptionalLong dataset, boolean decode, int maxChars) {}

    private record Fingerprint(long high, long low) {}

    private final Workspace workspace;

    CheckService(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Checks. Takes its time: not on the JavaFX thread. */
    public CheckReport run(Request request, Progress progress, CancelToken cancel) {
        return new Pass(request, cancel).run(progress);
    }

    /** One check from beginning to end. */
    private final class Pass {

        private final OptionalLong dataset;
        private final CancelToken cancel;
        private final TextChecks texts;
        private final CheckFindings findings = new CheckFindings();
        private final PictureCheck pictures;
        private final Map<Long, MediaRoots> roots = new HashMap<>();
        private final Set<Long> datasetsWithTags = new HashSet<>();
        private final Map<Long, List<Long>> untagged = new HashMap<>();
        private final Set<Fingerprint> seen = new HashSet<>();
        private final List<Long> checked = new ArrayList<>();
        private final Alike alike = new Alike();

        Pass(Request request, CancelToken cancel) {
            this.dataset = request.dataset();
            this.cancel = cancel;
            this.texts = new TextChecks(request.maxChars());
            this.pictures = new PictureCheck(request.decode(), findings, cancel);
            workspace
                    .datasets()
                    .all()
                    .forEach(d -> roots.put(d.id(), MediaFolder.roots(workspace.file(), d.mediaRoots())));
        }

        CheckReport run(Progress progress) {
            long[] ids = workspace.queue().order(OptionalLong.empty(), Query.parse("-verdict:prune"));
            for (int from = 0; from < ids.length; from += BATCH) {
                cancel.check();
                int to = Math.min(ids.length, from + BATCH);
                List<Long> batch = Arrays.stream(ids, from, to).boxed().toList();
                workspace.samples().load(batch).stream()
                        .filter(s -> dataset.isEmpty() || dataset.getAsLong() == s.datasetId())
                        .forEach(this::check);
                progress.update(to, ids.length);
            }
            datasetsWithTags.forEach(id ->
                    untagged.getOrDefault(id, List.of()).forEach(sample -> findings.add(CheckKind.WRONG_TAGS, sample)));
            addNearTexts();
            pictures.finish();
            return findings.report(workspace, checked.size());
        }

        private void check(StoredSample stored) {
            Sample sample = stored.sample();
            texts.of(sample).forEach(kind -> findings.add(kind, stored.id()));
            noteTags(stored);
            boolean fresh = seen.add(fingerprint(sample));
            if (!fresh) {
                findings.add(CheckKind.DUPLICATE_TEXT, stored.id());
            }
            checked.add(stored.id());
            alike.add(fresh ? Shingles.of(sample).map(Shingles::keys) : Optional.empty());
            pictures.look(stored, roots.getOrDefault(stored.datasetId(), new MediaRoots(List.of())));
        }

        /** Media without any tag are a fault only in a file that has tags elsewhere; else it is its layout. */
        private void noteTags(StoredSample stored) {
            if (TextChecks.tags(stored.sample()) > 0) {
                datasetsWithTags.add(stored.datasetId());
            } else if (!stored.sample().media().isEmpty()) {
                untagged.computeIfAbsent(stored.datasetId(), id -> new ArrayList<>())
                        .add(stored.id());
            }
        }

        private void addNearTexts() {
            BitSet near = alike.repeated((earlier, later) -> {
                cancel.check();
                List<Shingles> both =
                        workspace.samples().load(List.of(checked.get(earlier), checked.get(later))).stream()
                                .flatMap(stored -> Shingles.of(stored.sample()).stream())
                                .toList();
                return both.size() == 2 && both.get(0).likeness(both.get(1)) >= NEARLY_THE_SAME;
            });
            near.stream().forEach(i -> findings.add(CheckKind.NEAR_DUPLICATE_TEXT, checked.get(i)));
        }
    }

    /** Half of the SHA-256 of all that is said and shown. */
    private static Fingerprint fingerprint(Sample sample) {
        String said = sample.turns().stream().map(CheckService::part).collect(Collectors.joining());
        String shown = sample.media().stream().map(CheckService::part).collect(Collectors.joining());
        ByteBuffer hash = ByteBuffer.wrap(Hashes.digest().digest((said + shown).getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    private static String part(Turn turn) {
        String text = turn.text().strip();
        return turn.role() + " " + text.length() + " " + text + "\n";
    }

    private static String part(Media media) {
        return media.kind() + " " + media.path().length() + " " + media.path() + "\n";
    }
}
