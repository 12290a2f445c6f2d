package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import winnow.store.check.Look;
import winnow.store.check.Shingles;
import winnow.store.data.Media;
import winnow.store.data.QueueRow;
import winnow.store.data.StoredSample;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaRoots;
import winnow.store.media.Stills;
import winnow.store.media.Videos;
import winnow.store.query.Query;

/**
 * Finds samples that are like another one: the same picture, one that looks alike, the same or nearly the same words.
 * What it looks in is made once and kept by who asks. Writes nothing; every call may take its time.
 */
public final class SimilarService {

    /** In what two samples are alike, the strongest first. */
    public enum Likeness {
        SAME_PICTURE,
        /** The same bytes under another name. */
        COPIED_PICTURE,
        NEAR_PICTURE,
        /** The conversation, nearly, about the same media. */
        NEAR_TEXT,
        SAME_ANSWER
    }

    /**
     * A sample that is like the one asked for.
     *
     * @param row what a list shows of it
     * @param likeness in what it is like it
     */
    public record Similar(QueueRow row, Likeness likeness) {}

    /** Most that are told of one sample. */
    public static final int MOST = 200;

    private static final int BATCH = 200;
    private static final double NEARLY_THE_SAME = 0.9; // as the check has it

    private final Workspace workspace;
    private final LongFunction<MediaRoots> media;

    SimilarService(Workspace workspace, LongFunction<MediaRoots> media) {
        this.workspace = workspace;
        this.media = media;
    }

    /**
     * Reads the texts of all samples.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public SimilarIndex texts(Progress progress, CancelToken cancel) {
        SimilarIndex.Builder index = new SimilarIndex.Builder();
        forAll(progress, cancel, index::add);
        return index.build();
    }

    /** Whether samples came or went since an index was made. */
    public boolean isOutdated(SimilarIndex index) {
        return workspace.queue().counts(OptionalLong.empty()).samples() != index.size();
    }

    /**
     * Decodes the pictures of all samples, each file once; those that cannot be read are counted.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public PictureIndex pictures(Progress progress, CancelToken cancel) {
        Map<Path, List<Long>> shown = new LinkedHashMap<>();
        forAll(
                Progress.SILENT,
                cancel,
                stored -> files(stored)
                        .forEach(file -> shown.computeIfAbsent(file, each -> new ArrayList<>())
                                .add(stored.id())));
        Stills stills = new Stills();
        List<PictureIndex.Entry> found = new ArrayList<>();
        long unread = 0;
        long done = 0;
        for (Map.Entry<Path, List<Long>> each : shown.entrySet()) {
            cancel.check();
            try {
                Path file = each.getKey();
                Look look = Look.of(stills.decode(file));
                found.add(new PictureIndex.Entry(file, Hashes.of(file, cancel), look, each.getValue()));
            } catch (IOException e) {
                unread++; // it says so itself once it is looked at
            }
            progress.update(++done, shown.size());
        }
        return new PictureIndex(found, unread);
    }

    /**
     * The samples that are like one, each once, the most alike first.
     *
     * @param run whose rewards they are shown with
     * @param pictures where copies and pictures that look alike are to be found too
     */
    public List<Similar> similar(
            OptionalLong run, StoredSample stored, SimilarIndex texts, Optional<PictureIndex> pictures) {
        Map<Long, Likeness> found = new LinkedHashMap<>();
        add(found, texts.sameFile(stored), Likeness.SAME_PICTURE);
        if (pictures.isPresent()) {
            List<Path> files = files(stored);
            add(found, pictures.get().copies(files), Likeness.COPIED_PICTURE);
            add(found, pictures.get().near(files), Likeness.NEAR_PICTURE);
        }
        add(found, near(stored, texts), Likeness.NEAR_TEXT);
        add(found, texts.sameAnswer(stored), Likeness.SAME_ANSWER);
        found.remove(stored.id());
        List<Long> ids = found.keySet().stream().limit(MOST).toList();
        List<Similar> similar = new ArrayList<>();
        for (QueueRow row : workspace.queue().rows(run, ids)) {
            similar.add(new Similar(row, found.getOrDefault(row.sampleId(), Likeness.SAME_ANSWER)));
        }
        return similar;
    }

    private static void add(Map<Long, Likeness> found, List<Long> ids, Likeness likeness) {
        ids.forEach(id -> found.putIfAbsent(id, likeness));
    }

    private List<Long> near(StoredSample stored, SimilarIndex texts) {
        Optional<Shingles> mine = Shingles.of(stored.sample());
        List<Long> maybe = texts.maybeNear(stored).stream().limit(MOST).toList();
        if (mine.isEmpty() || maybe.isEmpty()) {
            return List.of();
        }
        return workspace.samples().load(maybe).stream()
                .filter(other -> Shingles.of(other.sample())
                        .filter(its -> mine.get().likeness(its) >= NEARLY_THE_SAME)
                        .isPresent())
                .map(StoredSample::id)
                .toList();
    }

    /** The pictures of a sample that are where they should be. */
    private List<Path> files(StoredSample stored) {
        MediaRoots roots = media.apply(stored.datasetId());
        return stored.sample().media().stream()
                .filter(medium -> medium.kind() == Media.Kind.IMAGE && !Videos.isVideo(medium.path()))
                .flatMap(medium -> file(roots, medium).stream())
                .toList();
    }

    private static Optional<Path> file(MediaRoots roots, Media medium) {
        try {
            return Optional.of(roots.resolve(medium.path()));
        } catch (IOException e) {
            return Optional.empty(); // missing: nothing to compare
        }
    }

    private void forAll(Progress progress, CancelToken cancel, Consumer<StoredSample> each) {
        long[] ids = workspace.queue().order(OptionalLong.empty(), Query.parse(""));
        for (int from = 0; from < ids.length; from += BATCH) {
            cancel.check();
            int to = Math.min(ids.length, from + BATCH);
            workspace
                    .samples()
                    .load(Arrays.stream(ids, from, to).boxed().toList())
                    .forEach(each);
            progress.update(to, ids.length);
        }
    }
}
