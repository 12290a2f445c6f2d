package winnow.app.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.ImportService;
import winnow.app.service.ReviewService.Step;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.app.ui.PairSet;
import winnow.app.ui.compare.CompareState.State;
import winnow.app.ui.job.LateJobs;
import winnow.app.ui.review.Decoders;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.PairOrder;
import winnow.store.data.Verdict;
import winnow.store.db.StoreException;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.store.media.Videos;

/** Runs without a JavaFX toolkit, on real votes. */
class CompareViewModelTest {

    @TempDir
    Path folder;

    private final LateJobs jobs = new LateJobs();
    private final Lanes lanes = new Lanes();
    private final List<Step> elsewhere = new ArrayList<>();
    private Session session;
    private CompareViewModel model;

    @BeforeEach
    void open() {
        session = Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
        model = model();
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    private CompareViewModel model() {
        return new CompareViewModel(
                session,
                jobs,
                "kim",
                new Decoders(
                        picture -> {
                            throw new IOException(picture + " is no picture.");
                        },
                        new Videos()),
                elsewhere::add);
    }

    private void imported(Path file) throws IOException {
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
    }

    private void pairs(int more) throws IOException {
        imported(PairSet.ranked(Files.createDirectory(folder.resolve("pairs")), more));
        model.open();
        jobs.catchUp();
    }

    private State state() {
        return model.now().stateProperty().get();
    }

    private Question question() {
        return model.now().questionProperty().get();
    }

    private Optional<Choice> stored(Comparison.Pair pair, String annotator) {
        Sitting sitting = new Sitting(annotator, PairOrder.MIXED, OptionalLong.empty(), 1);
        return session.comparing()
                .question(sitting, pair)
                .said()
                .map(vote -> vote.said().choice());
    }

    @Test
    void withoutPairsTheScreenSaysSo() {
        model.open();
        jobs.catchUp();

        assertEquals(State.NO_PAIRS, state());
        model.vote(Choice.A); // nothing is there to be voted on
        model.previous();
        jobs.catchUp();
        assertEquals(State.NO_PAIRS, state());
    }

    @Test
    void nothingIsShownBeforeTheVoteAndEverythingAfter() throws IOException {
        pairs(0);
        assertEquals(State.VOTE, state());
        assertNull(model.now().hiddenProperty().get());

        model.vote(Choice.A);
        assertNull(model.now().hiddenProperty().get()); // not on disk yet
        jobs.finishOne(Lane.DECIDE);

        assertEquals(State.REVEALED, state());
        assertEquals(Optional.of(Choice.A), stored(question().pair(), "kim"));
        Set<String> models = Set.of(
                model.now().hiddenProperty().get().modelA().orElseThrow(),
                model.now().hiddenProperty().get().modelB().orElseThrow());
        assertEquals(Set.of("qwen-vl-chat", "llava-1.6-13b"), models);
        assertTrue(model.now().hiddenProperty().get().betterInFile().isPresent());
    }

    @Test
    void aVoteChangedAfterTheRevealIsNotBlind() throws IOException {
        pairs(0);
        model.vote(Choice.A);
        jobs.catchUp();
        assertTrue(question().said().orElseThrow().said().blind());

        model.vote(Choice.B_MUCH);
        jobs.catchUp();

        assertEquals(Choice.B_MUCH, question().said().orElseThrow().said().choice());
        assertFalse(question().said().orElseThrow().said().blind());
        assertEquals(1, model.now().doneProperty().get());
    }

    @Test
    void quickKeysVoteOnSuccessivePairsWhereNothingIsRevealed() throws IOException {
        pairs(3);
        model.now().revealingProperty().set(false);
        Set<Long> voted = new java.util.HashSet<>();
        for (Choice choice : List.of(Choice.A_MUCH, Choice.A, Choice.TIE, Choice.B, Choice.B_MUCH, Choice.BOTH_BAD)) {
            voted.add(question().pair().record());
            model.vote(choice);
            jobs.catchUp();
        }

        assertEquals(6, voted.size());
        assertEquals(State.DONE, state());
        assertEquals(6, model.now().doneProperty().get());
    }

    @Test
    void keysTypedWhileAVoteIsWrittenWaitForTheNextPair() throws IOException {
        pairs(3);
        model.now().revealingProperty().set(false);
        model.vote(Choice.A);
        model.vote(Choice.B);
        model.vote(Choice.TIE);

        jobs.catchUp();

        assertEquals(3, model.now().doneProperty().get());
    }

    @Test
    void aVoteThatCannotBeWrittenLeavesThePairOpen() throws IOException {
        pairs(1);
        Comparison.Pair pair = question().pair();
        jobs.failNext(Lane.DECIDE, new StoreException("The disk is full."));
        model.vote(Choice.A);
        model.vote(Choice.B); // dropped: it was meant for a pair that does not show
        jobs.catchUp();

        assertEquals("The disk is full.", model.now().troubleProperty().get().getMessage());
        assertEquals(pair, question().pair());
        assertEquals(State.VOTE, state());
        assertEquals(Optional.empty(), stored(pair, "kim"));

        model.vote(Choice.A);
        jobs.catchUp();
        assertNull(model.now().troubleProperty().get());
    }

    @Test
    void undoShowsThePairAgainAndRedoItsVoteAcrossARestart() throws IOException {
        pairs(2);
        Comparison.Pair first = question().pair();
        model.vote(Choice.B);
        model.next();
        jobs.catchUp();
        assertNotEquals(first, question().pair());

        model = model(); // as after a restart
        model.open();
        jobs.catchUp();
        model.undo();
        jobs.catchUp();

        assertEquals(first, question().pair());
        assertEquals(Optional.empty(), question().said());
        assertEquals(0, model.now().doneProperty().get());
        model.redo();
        jobs.catchUp();
        assertEquals(Choice.B, question().said().orElseThrow().said().choice());
        assertEquals(1, model.now().doneProperty().get());
    }

    @Test
    void aVoteOnAPairThatHadBeenRevealedIsNotBlind() throws IOException {
        pairs(0);
        model.vote(Choice.B);
        model.undo();
        model.vote(Choice.A);
        jobs.catchUp();

        assertFalse(question().said().orElseThrow().said().blind());
    }

    @Test
    void undoTakesBackWhatWasDoneLastWhateverItWas() throws IOException {
        pairs(0);
        long sample = question().a().id();
        session.review().decide("kim", sample, Verdict.PRUNE, Optional.empty(), Optional.empty());

        model.undo();
        jobs.catchUp();

        assertEquals(List.of(sample), elsewhere.get(0).samples());
        assertEquals(State.VOTE, state());
    }

    @Test
    void reasonsAndNoteGoWithTheVoteAndCanFollowIt() throws IOException {
        pairs(0);
        model.toggleReason(Dimension.CORRECT);
        model.vote(Choice.A);
        model.toggleReason(Dimension.STYLE);
        model.note(" it counts better ");
        jobs.catchUp();

        Comparison.Vote said = question().said().orElseThrow().said();
        assertEquals(Set.of(Dimension.CORRECT, Dimension.STYLE), said.reasons());
        assertEquals(Optional.of("it counts better"), said.note());
        assertTrue(said.blind());
        model.next();
        jobs.catchUp();
        assertEquals(Set.of(), model.now().reasonsProperty().get());
    }

    @Test
    void whatIsSkippedComesBackAtTheEndAlsoAfterARestart() throws IOException {
        pairs(0);
        model.now().revealingProperty().set(false);
        long skipped = question().pair().record();
        model.vote(Choice.SKIP);
        jobs.catchUp();
        model = model();
        model.now().revealingProperty().set(false);
        model.open();
        jobs.catchUp();
        assertNotEquals(skipped, question().pair().record());

        model.vote(Choice.A);
        model.vote(Choice.A);
        jobs.catchUp();

        assertEquals(skipped, question().pair().record());
        model.vote(Choice.FLAG);
        jobs.catchUp();
        assertEquals(State.DONE, state());
    }

    @Test
    void aGroupIsAskedPairByPairUntilItIsInOrder() throws IOException {
        imported(PairSet.group(folder));
        model.open();
        model.now().revealingProperty().set(false);
        jobs.catchUp();
        assertEquals(6, question().pairs());

        int votes = 0;
        while (state() == State.VOTE) {
            int a = question().pair().a();
            model.vote(a < question().pair().b() ? Choice.A : Choice.B);
            jobs.catchUp();
            votes++;
        }

        assertEquals(State.DONE, state());
        assertTrue(votes >= 3 && votes <= 6, votes + " votes");
    }

    @Test
    void aPairIsAskedAgainAfterTwenty() throws IOException {
        pairs(22);
        model.now().revealingProperty().set(false);
        boolean again = false;
        int asked = 0;
        while (state() == State.VOTE) {
            again |= question().again();
            model.vote(Choice.A);
            jobs.catchUp();
            asked++;
        }

        assertTrue(again);
        assertEquals(26, asked); // 25 pairs, one of them twice
        assertEquals(25, model.now().doneProperty().get());
    }

    @Test
    void queuesAreCountedAndAnEmptyOneSaysSo() throws IOException {
        pairs(0);
        assertEquals(3L, model.now().leftProperty().get().get(PairOrder.RANDOM));

        model.choose(PairOrder.CONFLICT);
        jobs.catchUp();

        assertEquals(State.NOTHING_QUEUED, state());
        model.choose(PairOrder.UNDECIDED);
        jobs.catchUp();
        assertEquals(State.VOTE, state());
        assertEquals(0, question().pair().record());
    }

    @Test
    void aLateQueueIsDroppedOnceAnotherOneIsChosen() throws IOException {
        pairs(0);
        model.choose(PairOrder.CONFLICT);
        model.choose(PairOrder.UNDECIDED);
        jobs.catchUp();

        assertEquals(PairOrder.UNDECIDED, model.now().orderProperty().get());
        assertEquals(State.VOTE, state());
    }
}
