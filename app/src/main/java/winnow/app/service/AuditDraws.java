package winnow.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import winnow.scoring.rank.RandomControl;
import winnow.store.data.Audit;

/** Draws samples for an audit: by source in proportion, without replacement, in random order, with hidden repeats. */
final class AuditDraws {

    /** One sample in so many comes twice. */
    private static final int REPEAT_EVERY = 25;

    /** Fewer than this and a repeat would be noticed. */
    private static final int LEAST_FOR_REPEATS = 8;

    private final AuditBands bands;
    private final long seed;

    AuditDraws(AuditBands bands, long seed) {
        this.bands = bands;
        this.seed = seed;
    }

    /** Draws, half of it below the cut where there are as many; the same seed draws the same samples. */
    List<Audit.Draw> draw(int samples, List<Audit.Draw> before) {
        Set<Long> drawn = new HashSet<>();
        before.forEach(draw -> drawn.add(draw.sampleId()));
        List<long[]> below = cells(true, drawn);
        List<long[]> above = cells(false, drawn);
        int half = (int) Math.min(samples - samples / 2, size(below));
        int rest = (int) Math.min(samples - half, size(above));
        half = (int) Math.min(samples - rest, size(below));
        List<Long> picked = new ArrayList<>();
        pick(below, half, picked);
        pick(above, rest, picked);
        Random random = new Random(seed + before.size());
        Collections.shuffle(picked, random);
        List<Audit.Draw> draws = new ArrayList<>();
        picked.forEach(id -> draws.add(new Audit.Draw(UUID.randomUUID(), id, Optional.empty())));
        addRepeats(draws, random);
        return draws;
    }

    private List<long[]> cells(boolean below, Set<Long> drawn) {
        return bands.datasets().stream()
                .map(dataset -> bands.undrawn(dataset, below, drawn::contains))
                .toList();
    }

    private static long size(List<long[]> cells) {
        return cells.stream().mapToLong(cell -> cell.length).sum();
    }

    /** Shares out by the largest remainder, one at least to every source while there are as many. */
    private void pick(List<long[]> cells, int samples, List<Long> into) {
        int[] shares = new int[cells.size()];
        for (int given = 0; given < samples; given++) {
            int next = -1;
            double worth = -1;
            for (int i = 0; i < shares.length; i++) {
                double one = cells.get(i).length / (shares[i] == 0 ? 1e-9 : shares[i] + 0.5);
                if (shares[i] < cells.get(i).length && one > worth) {
                    worth = one;
                    next = i;
                }
            }
            shares[next]++;
        }
        for (int i = 0; i < shares.length; i++) {
            Arrays.stream(RandomControl.draw(cells.get(i), shares[i], seed)).forEach(into::add);
        }
    }

    /** Samples of the first half come again somewhere in the second. */
    private static void addRepeats(List<Audit.Draw> draws, Random random) {
        int size = draws.size();
        int repeats = size < LEAST_FOR_REPEATS ? 0 : Math.max(1, size / REPEAT_EVERY);
        List<Audit.Draw> first = new ArrayList<>(draws.subList(0, size / 2));
        Collections.shuffle(first, random);
        for (Audit.Draw again : first.subList(0, repeats)) {
            int from = Math.max(size / 2, draws.indexOf(again) + size / 4);
            int place = from + random.nextInt(draws.size() - from + 1);
            draws.add(place, new Audit.Draw(UUID.randomUUID(), again.sampleId(), Optional.of(again.id())));
        }
    }

    /** How far the judging of draws is, and how steady. */
    static AuditResult.Progress progress(List<Audit.Judged> draws) {
        Map<UUID, Audit.Quality> said = new HashMap<>();
        draws.forEach(one -> said.put(one.draw().id(), one.quality()));
        int judged = 0;
        int unknown = 0;
        int repeated = 0;
        int alike = 0;
        for (Audit.Judged one : draws) {
            judged += one.isJudged() ? 1 : 0;
            unknown += one.quality() == Audit.Quality.UNKNOWN ? 1 : 0;
            Optional<Audit.Quality> first = one.draw().repeats().map(said::get);
            if (one.isJudged() && first.isPresent() && first.get() != Audit.Quality.NONE) {
                repeated++;
                alike += first.get() == one.quality() ? 1 : 0;
            }
        }
        return new AuditResult.Progress(draws.size(), judged, unknown, repeated, alike);
    }
}
