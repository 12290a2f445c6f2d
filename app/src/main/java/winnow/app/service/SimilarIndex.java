package winnow.app.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import winnow.store.check.Shingles;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.data.StoredSample;

/**
 * Keys of all samples, by which those are found that may be like another one. About a hundred bytes a sample, gone
 * through from end to end for each question, so a million is fine. Never changes; thread-safe.
 */
public final class SimilarIndex {

    private static final int BANDS = 8;
    private static final int SHORTEST_ANSWER = 16; // characters; every second "Yes." is like another one
    private static final long NONE = 0;

    private final long[] ids;
    private final long[] texts; // BANDS of each sample; all NONE for short texts
    private final long[] answers;
    private final long[] media;
    private final int[] mediaOwners; // places in ids

    private SimilarIndex(Builder from) {
        this.ids = Arrays.copyOf(from.ids, from.size);
        this.texts = Arrays.copyOf(from.texts, from.size * BANDS);
        this.answers = Arrays.copyOf(from.answers, from.size);
        this.media = Arrays.copyOf(from.media, from.shown);
        this.mediaOwners = Arrays.copyOf(from.owners, from.shown);
    }

    /** Takes samples one by one. */
    static final class Builder {
        private long[] ids = new long[1024];
        private long[] texts = new long[1024 * BANDS];
        private long[] answers = new long[1024];
        private long[] media = new long[1024];
        private int[] owners = new int[1024];
        private int size;
        private int shown;

        /** Adds a sample. */
        void add(StoredSample stored) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                texts = Arrays.copyOf(texts, size * 2 * BANDS);
                answers = Arrays.copyOf(answers, size * 2);
            }
            ids[size] = stored.id();
            answers[size] = answerKey(stored.sample());
            Optional<long[]> keys = Shingles.of(stored.sample()).map(Shingles::keys);
            if (keys.isPresent()) {
                System.arraycopy(keys.get(), 0, texts, size * BANDS, BANDS);
            }
            for (Media medium : stored.sample().media()) {
                addMedium(mediumKey(stored.datasetId(), medium));
            }
            size++;
        }

        private void addMedium(long key) {
            if (shown == media.length) {
                media = Arrays.copyOf(media, shown * 2);
                owners = Arrays.copyOf(owners, shown * 2);
            }
            media[shown] = key;
            owners[shown] = size;
            shown++;
        }

        SimilarIndex build() {
            return new SimilarIndex(this);
        }
    }

    /** How many samples it knows. */
    public int size() {
        return ids.length;
    }

    /** Samples that show the same file as this one. */
    List<Long> sameFile(StoredSample stored) {
        long[] wanted = stored.sample().media().stream()
                .mapToLong(medium -> mediumKey(stored.datasetId(), medium))
                .toArray();
        Set<Long> found = new TreeSet<>();
        LongPredicate isWanted = key -> Arrays.stream(wanted).anyMatch(each -> each == key);
        for (int i = 0; i < media.length && wanted.length > 0; i++) {
            if (isWanted.test(media[i])) {
                found.add(ids[mediaOwners[i]]);
            }
        }
        found.remove(stored.id());
        return List.copyOf(found);
    }

    /** Samples whose answer has the same words as that of this one; none where it is short. */
    List<Long> sameAnswer(StoredSample stored) {
        long wanted = answerKey(stored.sample());
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < ids.length && wanted != NONE; i++) {
            if (answers[i] == wanted && ids[i] != stored.id()) {
                found.add(ids[i]);
            }
        }
        return found;
    }

    /** Samples whose conversation may be nearly that of this one: most of those that are, and few others. */
    List<Long> maybeNear(StoredSample stored) {
        Optional<long[]> wanted = Shingles.of(stored.sample()).map(Shingles::keys);
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < ids.length && wanted.isPresent(); i++) {
            if (ids[i] != stored.id() && sharesKey(i, wanted.get())) {
                found.add(ids[i]);
            }
        }
        return found;
    }

    private boolean sharesKey(int place, long[] wanted) {
        for (int band = 0; band < BANDS; band++) {
            long key = texts[place * BANDS + band];
            if (key != NONE && key == wanted[band]) {
                return true;
            }
        }
        return false;
    }

    private static long answerKey(Sample sample) {
        String words = sample.answer()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return words.length() < SHORTEST_ANSWER ? NONE : key(words);
    }

    private static long mediumKey(long datasetId, Media medium) {
        return key(datasetId + " " + medium.path());
    }

    private static long key(String text) {
        return ByteBuffer.wrap(Hashes.digest().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
