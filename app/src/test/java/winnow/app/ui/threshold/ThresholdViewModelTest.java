package winnow.app.ui.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.CutProof;
import winnow.app.service.Session;
import winnow.app.ui.CutBench;
import winnow.app.ui.job.LateJobs;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.store.data.Audit;
import winnow.store.data.Verdict;
import winnow.store.db.StoreException;
import winnow.store.job.Lanes.Lane;

/** Runs without a JavaFX toolkit, on a real workspace of two sources. */
class ThresholdViewModelTest {

    @TempDir
    Path folder;

    private final LateJobs jobs = new LateJobs();
    private final ChosenRanking ranking = new ChosenRanking();
    private int changes;
    private CutBench bench;
    private ThresholdViewModel model;

    @BeforeEach
    void open() {
        bench = new CutBench(folder);
        model = new ThresholdViewModel(bench.session(), jobs, "ann", ranking, () -> changes++);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Session session() {
        return bench.session();
    }

    private void ready() throws Exception {
        bench.imported().scored();
        model.refresh();
        jobs.catchUp();
    }

    private ThresholdViewModel.Seen seen() {
        return Objects.requireNonNull(model.seenProperty().get());
    }

    private CutProof proof() {
        return Objects.requireNonNull(model.proofProperty().get());
    }

    private double cut(long dataset) {
        return Objects.requireNonNull(model.cutsProperty().get().get(dataset));
    }

    private double kept(Audit audit) {
        return Objects.requireNonNull(
                        session().audits().cut(audit.id()).sources().get(1L))
                .value();
    }

    private long pruned() {
        return session().review().counts(OptionalLong.empty()).pruned();
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        model.refresh();
        jobs.catchUp();
        assertEquals(ThresholdViewModel.State.NO_DATA, model.stateProperty().get());

        bench.imported();
        model.refresh();
        jobs.catchUp();
        assertEquals(ThresholdViewModel.State.NO_SCORES, model.stateProperty().get());
        assertNull(model.seenProperty().get());
    }

    @Test
    void theLowestTwentiethOfEverySourceIsCutToBeginWith() throws Exception {
        ready();

        assertEquals(ThresholdViewModel.State.CUT, model.stateProperty().get());
        assertEquals(6 + 3, model.below());
        assertEquals(9, proof().pruned());
        assertTrue(proof().audit().isEmpty());
    }

    @Test
    void aCutThatMovesIsCountedAtOnceAndProvedLater() throws Exception {
        ready();
        model.cutShare(0.1);

        assertEquals(12 + 6, model.below());
        assertNull(model.proofProperty().get());
        model.count();
        jobs.catchUp();
        assertEquals(18, proof().pruned());
    }

    @Test
    void aLateCountOfAnOlderCutIsDropped() throws Exception {
        ready();
        model.cutShare(0.1);
        model.count();
        model.cutShare(0.2);

        jobs.catchUp();

        assertNull(model.proofProperty().get());
    }

    @Test
    void onlyTheSourceThatIsNamedIsCutElsewhere() throws Exception {
        ready();
        double second = cut(2);
        model.cut(1, Objects.requireNonNull(seen().spread().cutsAt(0.5).get(1L)));

        assertEquals(60 + 3, model.below());
        assertEquals(second, cut(2));
        model.cut(1, Double.NaN);
        assertEquals(63, model.below());
    }

    @Test
    void movingWritesNothingUntilJudgingBegins() throws Exception {
        ready();
        model.cutShare(0.3);
        model.count();
        jobs.catchUp();
        assertEquals(List.of(), session().audits().all());

        List<Audit> begun = new ArrayList<>();
        model.judge(begun::add);
        assertTrue(model.workingProperty().get());
        jobs.catchUp();

        assertEquals(begun, session().audits().all());
        assertFalse(model.workingProperty().get());
        assertEquals(Optional.of(begun.get(0)), seen().audit());
        assertEquals(
                ThresholdViewModel.DRAWS + 4,
                session().audits().progress(begun.get(0).id()).drawn());
    }

    @Test
    void anImpatientKeyBeginsOneAuditOnly() throws Exception {
        ready();
        model.judge(audit -> {});
        model.judge(audit -> {});
        jobs.catchUp();

        assertEquals(1, session().audits().all().size());
    }

    @Test
    void judgementsStayWhenTheCutMovesAndTheSameAuditGoesOn() throws Exception {
        ready();
        model.cutShare(0.3);
        Audit audit = judgeAll(Audit.Quality.BAD);
        model.refresh();
        jobs.catchUp();
        long judged = proof().audit().orElseThrow().below().judged();

        model.cutShare(0.4);
        model.count();
        jobs.catchUp();
        CutProof moved = proof();
        assertTrue(moved.audit().orElseThrow().below().judged() > judged);
        assertEquals(Map.of("Wrong", moved.audit().orElseThrow().below().judged()), moved.reasons());
        assertNotEquals(cut(1), kept(audit));

        List<Audit> next = new ArrayList<>();
        model.judge(next::add);
        jobs.catchUp();
        assertEquals(List.of(audit), next);
        assertEquals(cut(1), kept(audit));
        assertTrue(session().audits().next(audit.id()).isPresent());
    }

    private Audit judgeAll(Audit.Quality quality) {
        List<Audit> begun = new ArrayList<>();
        model.judge(begun::add);
        jobs.catchUp();
        Audit audit = begun.get(0);
        session()
                .audits()
                .upcoming(audit.id(), Integer.MAX_VALUE)
                .forEach(next -> session().audits().judge(next.draw(), "ann", quality, Optional.of("Wrong")));
        return audit;
    }

    @Test
    void pruningWithoutAnAuditIsKeptWithTheCutAndTakenBackInOneStep() throws Exception {
        ready();
        session()
                .review()
                .decide("ann", seen().spread().ranking().id(0), Verdict.KEEP, Optional.empty(), Optional.empty());
        model.count();
        jobs.catchUp();
        assertEquals(8, proof().pruned());

        List<Long> told = new ArrayList<>();
        model.prune(told::add);
        jobs.catchUp();

        assertEquals(List.of(8L), told);
        assertEquals(8, pruned());
        assertEquals(1, changes);
        assertEquals(0, proof().pruned());
        assertEquals(1, proof().audit().orElseThrow().pruned().size());
        assertEquals(
                8, session().review().undo(Optional.of("ann")).orElseThrow().changed());
        assertEquals(0, pruned());
    }

    @Test
    void whatWasJudgedGoodIsNotPruned() throws Exception {
        ready();
        model.cutShare(0.2);
        judgeAll(Audit.Quality.GOOD);
        model.refresh();
        jobs.catchUp();
        long good = proof().audit().orElseThrow().below().judged();
        assertEquals(36 - good, proof().pruned());

        model.prune(count -> {});
        jobs.catchUp();

        assertEquals(36 - good, pruned());
    }

    @Test
    void anotherRankingIsCutAnewAndHasAuditsOfItsOwn() throws Exception {
        ready();
        model.cutShare(0.3);
        model.judge(audit -> {});
        jobs.catchUp();

        ranking.next();
        model.refresh();
        jobs.catchUp();
        assertEquals("group:prompt", seen().spread().ranking().choice().id());
        assertEquals(Optional.empty(), seen().audit());
        assertEquals(9, model.below());

        ranking.choose(ChosenRanking.Kind.RAW);
        model.refresh();
        jobs.catchUp();
        assertEquals(54, model.below()); // where its audit stands
    }

    @Test
    void anAuditOfOtherValuesIsSaidToProveNothing() throws Exception {
        ranking.choose(ChosenRanking.Kind.ADJUSTED);
        ready();
        model.cutShare(0.5);
        model.judge(audit -> {});
        jobs.catchUp();
        bench.importedMore().scored();

        model.refresh();
        jobs.catchUp();

        assertTrue(seen().stale());
        assertEquals(Optional.empty(), seen().audit());
        assertTrue(proof().audit().isEmpty());
    }

    @Test
    void whatGoesWrongIsSaidAndCanBeTriedAgain() throws Exception {
        ready();
        jobs.failNext(Lane.DISK, new StoreException("The disk is full."));
        model.prune(count -> {});
        jobs.catchUp();
        assertEquals("The disk is full.", model.problemProperty().get());
        assertFalse(model.workingProperty().get());

        model.prune(count -> {});
        jobs.catchUp();
        assertEquals("", model.problemProperty().get());
        assertEquals(9, pruned());
    }

    @Test
    void numbersAreReadAsTheyAreWritten() {
        assertEquals(OptionalDouble.of(-2.1), CutRow.read(" −2.10 "));
        assertEquals(OptionalDouble.of(-0.5), CutRow.read("-.5"));
        assertEquals(OptionalDouble.of(1234.5), CutRow.read("1,234.5"));
        for (String wrong : List.of("", "-", "low", "1e400", "NaN", "1.2.3", "--1", "Infinity")) {
            assertEquals(OptionalDouble.empty(), CutRow.read(wrong), wrong);
        }
    }
}
