package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.store.data.Audit;
import winnow.store.data.Audit.Quality;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/** Two sources of answers with 1 to 120 and 1 to 80 letters; the reward is a tenth of the letters. */
class AuditServiceTest {

    @TempDir
    Path folder;

    private Bench bench;
    private long first;
    private long second;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open(folder);
        first = bench.imported("a.jsonl", Bench.lines(120)).id();
        second = bench.imported("b.jsonl", Bench.lines(80)).id();
        bench.scored();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private AuditService audits() {
        return bench.session().audits();
    }

    private Audit start(double cut, int samples, long seed) {
        Map<Long, Double> cuts = Map.of(first, cut, second, cut);
        return audits().start(
                        new AuditService.Request(
                                bench.run().getAsLong(), new RankingChoice.Raw(), cuts, samples, seed, "ann"),
                        Progress.SILENT,
                        new CancelToken());
    }

    private AuditResult result(Audit audit) {
        return audits().result(audit, Progress.SILENT, new CancelToken());
    }

    private AuditService.Moved move(Audit audit, double cut) {
        return audits().move(audit, Map.of(first, cut, second, cut), "ann", Progress.SILENT, new CancelToken());
    }

    /** The reward of a sample as the model gave it. */
    private double reward(long sample) {
        return bench.session()
                .review()
                .rows(bench.run(), List.of(sample))
                .get(0)
                .reward()
                .orElseThrow();
    }

    /** Judges all that is drawn: bad below a reward; returns the samples in the order they came. */
    private List<Long> judgeAll(Audit audit, double badBelow) {
        List<Long> samples = new ArrayList<>();
        Optional<AuditService.Next> next = audits().next(audit.id());
        while (next.isPresent()) {
            long sample = next.get().sampleId();
            samples.add(sample);
            Quality quality = reward(sample) < badBelow ? Quality.BAD : Quality.GOOD;
            audits().judge(next.get().draw(), "ann", quality, Optional.empty());
            next = audits().next(audit.id());
        }
        return samples;
    }

    @Test
    void samplesComeFromBothSidesAndAllSourcesInRandomOrderWithHiddenRepeats() {
        Audit audit = start(5, 50, 3);

        List<Long> samples = judgeAll(audit, 4);

        Set<Long> distinct = new HashSet<>(samples);
        assertEquals(50, distinct.size());
        assertEquals(52, samples.size());
        assertEquals(25, distinct.stream().filter(id -> reward(id) < 5).count());
        assertTrue(
                distinct.stream().anyMatch(id -> id <= 120) && distinct.stream().anyMatch(id -> id > 120));
        long lowFirst =
                samples.subList(0, 26).stream().filter(id -> reward(id) < 5).count();
        assertTrue(lowFirst > 5 && lowFirst < 21, "of the first half, " + lowFirst + " are below the cut");
        assertEquals(new AuditResult.Progress(52, 52, 0, 2, 2), result(audit).progress());
    }

    @Test
    void theResultCountsEachSampleOnceAndHoldsTheTruth() {
        Audit audit = start(5, 60, 1);
        judgeAll(audit, 4);

        AuditResult result = result(audit);

        assertEquals(98, result.below().size());
        assertEquals(102, result.above().size());
        assertEquals(30, result.below().judged());
        assertEquals(30, result.above().judged());
        assertEquals(0, result.above().bad());
        assertTrue(
                result.below().low() <= 78 && 78 <= result.below().high(),
                result.below().toString());
        assertTrue(result.moreBelow() > 0 && result.moreBelow() < 68, "more " + result.moreBelow());
        assertEquals(
                List.of(49L, 49L),
                result.sources().stream().map(s -> s.below().size()).toList());
        assertFalse(result.stale());
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherOneDoesNot() {
        List<Long> once = judgeAll(start(5, 20, 7), 4);
        List<Long> again = judgeAll(start(5, 20, 7), 4);
        List<Long> other = judgeAll(start(5, 20, 8), 4);

        assertEquals(once, again);
        assertNotEquals(new HashSet<>(once), new HashSet<>(other));
    }

    @Test
    void whatIsTakenBackIsAskedAgain() {
        Audit audit = start(5, 10, 1);
        AuditService.Next one = audits().next(audit.id()).orElseThrow();
        audits().judge(one.draw(), "ann", Quality.BAD, Optional.of("Empty"));
        AuditService.Next two = audits().next(audit.id()).orElseThrow();
        audits().judge(two.draw(), "ann", Quality.UNKNOWN, Optional.empty());

        assertEquals(Optional.empty(), audits().undo(audit.id(), "bob"));
        assertEquals(Optional.of(two.draw()), audits().undo(audit.id(), "ann"));
        assertEquals(two.draw(), audits().next(audit.id()).orElseThrow().draw());
        assertEquals(Optional.of(one.draw()), audits().undo(audit.id(), "ann"));
        assertEquals(Optional.empty(), audits().undo(audit.id(), "ann"));
        assertEquals(0, result(audit).progress().judged());
    }

    @Test
    void whoCannotTellLeavesTheSampleOut() {
        Audit audit = start(5, 10, 1);
        AuditService.Next next = audits().next(audit.id()).orElseThrow();

        audits().judge(next.draw(), "ann", Quality.UNKNOWN, Optional.empty());

        AuditResult result = result(audit);
        assertEquals(0, result.below().judged() + result.above().judged());
        assertEquals(1, result.progress().unknown());
        assertEquals(
                List.of(0L, 98L), List.of(result.below().low(), result.below().high()));
    }

    @Test
    void movingTheCutKeepsWhatWasJudged() {
        Audit audit = start(5, 60, 1);
        judgeAll(audit, 4);

        AuditService.Moved moved = move(audit, 8);

        AuditResult result = result(audit);
        assertEquals(60, moved.below() + moved.above());
        assertTrue(moved.crossed() > 3, "crossed " + moved.crossed());
        assertEquals(30 + moved.crossed(), result.below().judged());
        assertEquals(158, result.below().size());
        assertTrue(
                result.below().low() <= 78 && 78 <= result.below().high(),
                result.below().toString());
        assertEquals(78.0 / 158, result.below().share(), 0.15);
    }

    @Test
    void moreSamplesAreNewOnes() {
        Audit audit = start(5, 20, 1);
        List<Long> before = judgeAll(audit, 4);

        int drawn = audits().more(audit, 30, Progress.SILENT, new CancelToken());
        List<Long> after = judgeAll(audit, 4);

        assertEquals(drawn, after.size());
        assertEquals(50, result(audit).below().judged() + result(audit).above().judged());
        assertTrue(after.stream().noneMatch(before::contains));
        audits().more(audit, 1_000, Progress.SILENT, new CancelToken());
        judgeAll(audit, 4);
        AuditResult all = result(audit);
        assertEquals(List.of(78L, 78L), List.of(all.below().low(), all.below().high()));
        assertEquals(0, audits().more(audit, 5, Progress.SILENT, new CancelToken()));
    }

    @Test
    void pruningTheCutIsOneStepWithItsAudit() {
        Audit audit = start(5, 20, 1);
        judgeAll(audit, 4);
        long good = result(audit).below().judged() - result(audit).below().bad();
        ReviewService review = bench.session().review();
        review.decide("bob", 1, Verdict.KEEP, Optional.empty(), Optional.empty());

        long changed = audits().prune(audit, "ann", Progress.SILENT, new CancelToken());

        assertEquals(98 - good - 1, changed);
        assertEquals(changed, review.counts(bench.run()).pruned());
        Audit.Pruned pruned = result(audit).pruned().get(0);
        assertEquals(List.of(changed, changed), List.of(pruned.changed(), pruned.standing()));
        assertEquals(changed, review.undo(Optional.of("ann")).orElseThrow().changed());
        assertEquals(0, review.counts(bench.run()).pruned());
        assertEquals(0, result(audit).pruned().get(0).standing());
        assertEquals(changed, review.redo(Optional.of("ann")).orElseThrow().changed());
        assertEquals(0, audits().prune(audit, "ann", Progress.SILENT, new CancelToken()));
    }

    @Test
    void anAuditOfRewardsThatChangedProvesNothing() throws Exception {
        bench.imported("c.jsonl", List.of(Bench.line("z")));
        Audit audit = audits().start(
                        new AuditService.Request(
                                bench.run().getAsLong(),
                                new RankingChoice.InGroup(Grouping.SOURCE),
                                Map.of(first, -0.5),
                                10,
                                1,
                                "ann"),
                        Progress.SILENT,
                        new CancelToken());
        assertFalse(result(audit).stale());
        bench.imported("d.jsonl", Bench.lines(900).subList(300, 900));
        bench.scored();

        assertTrue(result(audit).stale());
        CancelToken cancel = new CancelToken();
        assertThrows(IllegalStateException.class, () -> audits().more(audit, 5, Progress.SILENT, cancel));
        assertThrows(IllegalStateException.class, () -> audits().prune(audit, "ann", Progress.SILENT, cancel));
    }

    @Test
    void theAuditSurvivesARestart() throws IOException {
        Audit audit = start(5, 10, 1);
        UUID draw = audits().next(audit.id()).orElseThrow().draw();
        bench.close();

        bench = Bench.open(folder);

        assertEquals(List.of(audit.id()), audits().all().stream().map(Audit::id).toList());
        assertEquals(draw, audits().next(audit.id()).orElseThrow().draw());
        assertEquals(98, result(audit).below().size());
    }

    @Test
    void aShareEndsBelowEqualValues() {
        Ranking ranking = bench.session()
                .rankings()
                .rank(
                        bench.session().rankings().columns(bench.run().getAsLong(), Progress.SILENT, new CancelToken()),
                        new RankingChoice.Raw(),
                        new CancelToken());

        Map<Long, Double> cuts = new HashMap<>(audits().cutsAt(ranking, 0.1));

        assertEquals(Map.of(first, 1.3, second, 0.9), cuts);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> start(-1, 10, 1));
        assertThrows(IllegalArgumentException.class, () -> start(Double.NaN, 10, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> audits().judge(UUID.randomUUID(), "ann", Quality.GOOD, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> move(start(5, 10, 1), -1));
    }
}
