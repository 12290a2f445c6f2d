package winnow.app.ui.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.ImportService;
import winnow.app.service.Ranking;
import winnow.app.service.RankingChoice;
import winnow.app.service.ScoringService;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.app.ui.job.LateJobs;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.scoring.ModelOptions;
import winnow.store.data.ScoreColumns;
import winnow.store.data.Verdict;
import winnow.store.db.StoreException;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.store.media.Videos;

/** Runs without a JavaFX toolkit, on a real workspace. */
class ReviewViewModelTest {

    private static final int SAMPLES = 5;

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private final LateJobs jobs = new LateJobs();
    private final ChosenRanking ranking = new ChosenRanking();
    private Session session;
    private ReviewViewModel model;
    private long[] order;

    @BeforeEach
    void open() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < SAMPLES; i++) {
            String image = i == 3 ? "\"image\": \"gone.png\", " : "";
            lines.append("{" + image + "\"conversations\": [{\"from\": \"human\", \"value\": \"Say a number\"},"
                    + "{\"from\": \"gpt\", \"value\": \"It is " + i + "\"}]}\n");
        }
        Path file = folder.resolve("numbers.jsonl");
        Files.writeString(file, lines, StandardCharsets.UTF_8);
        Path plain = Files.createDirectories(folder.resolve("model"));
        Files.writeString(plain.resolve("answer-model.txt"), "trained", StandardCharsets.UTF_8);
        session = Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
        session.scoring()
                .run(
                        new ScoringService.Request(plain, ModelOptions.DEFAULT, OptionalLong.empty(), 2),
                        Progress.SILENT,
                        new CancelToken());
        model = new ReviewViewModel(
                session,
                jobs,
                "ann",
                new Decoders(
                        picture -> {
                            throw new IOException(picture + " is no picture.");
                        },
                        new Videos()),
                ranking);
        model.open(-1);
        jobs.catchUp();
        order = model.now().orderProperty().get();
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    @Test
    void theQueueBeginsWithTheLowestScore() {
        assertEquals(SAMPLES, order.length);
        assertEquals(order[0], model.now().detailProperty().get().sample().id());
        assertEquals(1, model.now().detailProperty().get().rank());
    }

    @Test
    void aDecisionIsOnDiskBeforeTheNextSampleShows() {
        model.decide(Verdict.KEEP, Optional.empty(), false);

        assertEquals(order[0], model.selected());
        jobs.finishOne(Lane.DECIDE);

        assertEquals(order[1], model.selected());
        assertEquals(Optional.of(Verdict.KEEP), verdict(order[0]));
    }

    @Test
    void quickKeysDecideOnSuccessiveSamples() {
        model.decide(Verdict.PRUNE, Optional.of("Empty"), false);
        model.decide(Verdict.KEEP, Optional.empty(), false);
        model.decide(Verdict.UNSURE, Optional.empty(), false);
        jobs.catchUp();

        assertEquals(Optional.of(Verdict.PRUNE), verdict(order[0]));
        assertEquals(Optional.of(Verdict.KEEP), verdict(order[1]));
        assertEquals(Optional.of(Verdict.UNSURE), verdict(order[2]));
        assertEquals(order[3], model.selected());
        assertEquals(2, model.now().toGoProperty().get());
    }

    @Test
    void aDecisionThatCannotBeWrittenLeavesTheSampleAndForgetsTheKeysAfterIt() {
        model.decide(Verdict.KEEP, Optional.empty(), false);
        model.decide(Verdict.KEEP, Optional.empty(), false);
        jobs.failNext(Lane.DECIDE, new StoreException("The disk is full."));

        jobs.catchUp();

        assertEquals(order[0], model.selected());
        assertEquals("The disk is full.", model.now().troubleProperty().get().getMessage());
        assertEquals(Optional.empty(), verdict(order[0]));
        assertEquals(Optional.empty(), verdict(order[1]));
    }

    @Test
    void aLaterDecisionThatIsWrittenTakesTheTroubleAway() {
        jobs.failNext(Lane.DECIDE, new StoreException("The disk is full."));
        model.decide(Verdict.KEEP, Optional.empty(), false);
        jobs.catchUp();

        model.decide(Verdict.KEEP, Optional.empty(), false);
        jobs.catchUp();

        assertNull(model.now().troubleProperty().get());
        assertEquals(Optional.of(Verdict.KEEP), verdict(order[0]));
    }

    @Test
    void aLateSampleIsDroppedOnceTheReviewerMovedOn() {
        model.search("verdict:none"); // what was read ahead is forgotten
        jobs.finishOne(Lane.DISK);
        model.move(1);
        model.move(1);

        jobs.finishOne(Lane.DISK);
        assertNull(model.now().detailProperty().get());

        jobs.catchUp();
        assertEquals(order[2], model.now().detailProperty().get().sample().id());
    }

    @Test
    void theQueueFollowsTheRankingThatIsChosen() {
        ranking.choose(ChosenRanking.Kind.ADJUSTED);
        model.followRanking();
        jobs.catchUp();

        long run = session.latestRun().orElseThrow().id();
        ScoreColumns columns = session.rankings().columns(run, Progress.SILENT, new CancelToken());
        RankingChoice choice = ranking.choiceProperty().get();
        Ranking ranked = session.rankings().rank(columns, choice, new CancelToken());
        assertArrayEquals(ranked.sorted(order), model.now().orderProperty().get());
        assertEquals(ranked.id(0), model.selected());
    }

    @Test
    void aQueueThatWasAskedForEarlierDoesNotReplaceALaterOne() {
        ranking.choose(ChosenRanking.Kind.GROUP);
        model.followRanking();
        ranking.choose(ChosenRanking.Kind.RAW);
        model.followRanking();
        model.search("record:0..1");

        jobs.finishOne(Lane.DISK);
        jobs.finishOne(Lane.DISK);
        jobs.catchUp();

        assertEquals(2, model.now().orderProperty().get().length);
    }

    @Test
    void undoReturnsToTheSample() {
        model.decide(Verdict.KEEP, Optional.empty(), false);
        model.decide(Verdict.PRUNE, Optional.empty(), false);
        jobs.catchUp();

        model.undo();
        jobs.catchUp();

        assertEquals(order[1], model.selected());
        assertEquals(Optional.empty(), model.now().detailProperty().get().verdict());
        assertEquals(SAMPLES - 1, model.now().toGoProperty().get());
        assertEquals(1, model.now().countsProperty().get().kept());
    }

    @Test
    void redoDecidesAgain() {
        model.decide(Verdict.KEEP, Optional.empty(), false);
        model.undo();
        model.redo();
        jobs.catchUp();

        assertEquals(Optional.of(Verdict.KEEP), verdict(order[0]));
        assertEquals(SAMPLES - 1, model.now().toGoProperty().get());
    }

    @Test
    void aSkippedSampleComesBackAtTheEnd() {
        model.skip();
        jobs.catchUp();

        long[] now = model.now().orderProperty().get();
        assertEquals(order[0], now[SAMPLES - 1]);
        assertEquals(order[1], model.selected());
        assertEquals(SAMPLES, model.now().toGoProperty().get());
    }

    @Test
    void theSkippedSampleIsTheLastOneToBeDecided() {
        model.skip();
        for (int i = 0; i < SAMPLES - 1; i++) {
            model.decide(Verdict.KEEP, Optional.empty(), false);
        }
        jobs.catchUp();

        assertEquals(order[0], model.selected());
    }

    @Test
    void deciderWhoStaysSeesTheVerdictOnTheSample() {
        model.decide(Verdict.PRUNE, Optional.of("Wrong"), true);
        jobs.catchUp();

        assertEquals(order[0], model.selected());
        assertEquals(
                Optional.of(Verdict.PRUNE), model.now().detailProperty().get().verdict());
    }

    @Test
    void takingBackMakesASampleUndecidedAndStays() {
        model.decide(Verdict.PRUNE, Optional.empty(), true);
        model.takeBack();
        jobs.catchUp();

        assertEquals(Optional.empty(), verdict(order[0]));
        assertEquals(order[0], model.selected());
        assertEquals(SAMPLES, model.now().toGoProperty().get());
    }

    @Test
    void theEndComesWhenEverythingIsDecided() {
        for (int i = 0; i < SAMPLES + 2; i++) {
            model.decide(Verdict.KEEP, Optional.empty(), false);
        }
        jobs.catchUp();

        assertEquals(ReviewState.State.END, model.now().stateProperty().get());
        assertEquals(SAMPLES, model.now().countsProperty().get().kept());
        assertFalse(model.now().writingProperty().get());
    }

    @Test
    void undoWorksAtTheEnd() {
        for (int i = 0; i < SAMPLES; i++) {
            model.decide(Verdict.KEEP, Optional.empty(), false);
        }
        model.undo();
        jobs.catchUp();

        assertEquals(ReviewState.State.SAMPLE, model.now().stateProperty().get());
        assertEquals(1, model.now().toGoProperty().get());
    }

    @Test
    void aSearchThatIsNotUnderstoodKeepsTheQueueAndSaysWhy() {
        model.search("colour:blue");
        jobs.catchUp();

        assertEquals(SAMPLES, model.now().orderProperty().get().length);
        assertFalse(model.now().queryProblemProperty().get().isEmpty());
    }

    @Test
    void aSearchThatFindsNothingSaysSo() {
        model.search("score<-100");
        jobs.catchUp();

        assertEquals(
                ReviewState.State.NOTHING_MATCHES, model.now().stateProperty().get());
    }

    @Test
    void thePlaceIsFoundAgain() {
        model.open(order[3]);
        jobs.catchUp();

        assertEquals(order[3], model.selected());
    }

    @Test
    void aMissingPictureSaysSoAndTheTextCanBeJudged() {
        long missing = missing();
        model.select(missing);
        jobs.catchUp();

        Shown.Missing shown =
                assertInstanceOf(Shown.Missing.class, model.shownProperty().get());
        assertEquals("gone.png", shown.path());
        assertEquals(1, shown.folders());
        model.decide(Verdict.PRUNE, Optional.of("Broken file"), true);
        jobs.catchUp();
        assertEquals(Optional.of(Verdict.PRUNE), verdict(missing));
    }

    @Test
    void aMissingPictureIsFoundInAFolderThatIsAdded() throws IOException {
        Path more = Files.createDirectories(folder.resolve("more"));
        Files.writeString(more.resolve("gone.png"), "here");
        long missing = missing();
        model.select(missing);
        jobs.catchUp();

        model.addMediaFolder(session.datasets().get(0).id(), more);
        jobs.catchUp();

        assertEquals(missing, model.selected());
        Shown.Trouble decoded =
                assertInstanceOf(Shown.Trouble.class, model.shownProperty().get());
        assertEquals(more.resolve("gone.png") + " is no picture.", decoded.reason());
    }

    @Test
    void theEndOfASearchCountsWhatTheSearchFound() {
        model.decide(Verdict.KEEP, Optional.empty(), false);
        jobs.catchUp();
        model.search("verdict:none");
        jobs.catchUp();
        for (int i = 0; i < SAMPLES - 1; i++) {
            model.decide(Verdict.PRUNE, Optional.empty(), false);
            jobs.catchUp();
        }

        assertEquals(ReviewState.State.END, model.now().stateProperty().get());
        assertEquals(SAMPLES - 1, model.now().foundProperty().get().decided());
        assertEquals(0, model.now().foundProperty().get().kept());
    }

    private long missing() {
        return Arrays.stream(order)
                .filter(id -> session.review().detail(model.run(), id).outcome().orElseThrow()
                        instanceof winnow.store.data.Outcome.Failure)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNextSamplesAreReadAhead() {
        model.decide(Verdict.KEEP, Optional.empty(), false);
        jobs.finishOne(Lane.DECIDE);
        jobs.catchUp();
        long asked = jobs.waiting(Lane.DISK);

        model.move(1);

        assertEquals(asked, 0);
        assertNotNull(model.now().detailProperty().get());
    }

    private Optional<Verdict> verdict(long id) {
        return session.review().detail(model.run(), id).verdict();
    }
}
