package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.Session;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.job.Lanes;
import winnow.viewer.chart.ReliabilityPlot;

/** How far three annotators agree, as one of them finds it, and how a conflict is settled. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class AgreementScreenTest {

    private static final int MORE = 57; // 60 pairs

    private final FxBench bench;
    private final Path workspace;

    AgreementScreenTest() throws Exception {
        bench = new FxBench();
        Path model = AnswerModel.write(bench.folder.resolve("plain"), true);
        workspace = SampleSet.workspace(PairSet.ranked(bench.folder, MORE), Optional.of(model), bench.settings);
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace, bench.settings, lanes)) {
            vote(session, "jh", 1, 0.8);
            vote(session, "minkyung.kim@example.org", 2, 0.75);
            vote(session, "sy", 3, 0.7);
        }
    }

    /** Votes on every pair, for the answer the file calls better with this probability; some ties, some reasons. */
    private static void vote(Session session, String annotator, long seed, double right) {
        CompareService comparing = session.comparing();
        Sitting sitting = new Sitting(annotator, PairOrder.RANDOM, OptionalLong.empty(), 1);
        Random random = new Random(seed);
        for (PairGroup group : comparing.groups(sitting)) {
            Question asked = comparing.question(sitting, group);
            boolean first = random.nextDouble() < right;
            Choice choice = random.nextInt(12) == 0
                    ? Choice.TIE
                    : first == (asked.pair().a() == 0) ? Choice.A : Choice.B;
            Set<Dimension> reasons = EnumSet.of(List.of(Dimension.values()).get(random.nextInt(2)), Dimension.CORRECT);
            comparing.vote(sitting, asked, new Vote(choice, reasons, Optional.empty(), true));
            if (comparing.steadiness(sitting).isDue()) {
                comparing.vote(sitting, comparing.again(sitting).orElseThrow(), Vote.of(choice));
            }
        }
    }

    @Start
    void start(Stage stage) {
        bench.show(stage);
        bench.window().open(workspace);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void figuresAreShownAndAConflictIsSettled(FxRobot robot) {
        open(robot);
        bench.both("agreement");
        assertTrue(bench.text("#agreement-accuracy").endsWith(" %"), bench.text("#agreement-accuracy"));
        assertTrue(bench.text("#agreement-alpha").startsWith("0."), bench.text("#agreement-alpha"));
        int conflicts = Integer.parseInt(bench.text("#agreement-conflicts"));
        assertTrue(conflicts > 0);
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        String all = " of " + conflicts + " voted";
        bench.until("the first conflict", () -> bench.text("#voted").equals("0" + all));
        robot.type(KeyCode.DIGIT2);
        bench.until("it is settled", () -> bench.text("#voted").equals("1" + all));
        bench.both("conflict-settled");
        robot.type(KeyCode.A);
        bench.until("one less", () -> bench.text("#agreement-conflicts").equals(String.valueOf(conflicts - 1)));
        assertFalse(((ReliabilityPlot) bench.find("#reliability").orElseThrow())
                .parts()
                .isEmpty());
        assertTrue(bench.text("#calibration-kept").startsWith("No fit"), bench.text("#calibration-kept"));
        robot.type(KeyCode.P);
        bench.until("the fit is in use", () -> bench.text("#calibration-kept").startsWith("In use: "));
        ScrollPane page = (ScrollPane) bench.find("#agreement .scroll-pane").orElseThrow();
        robot.interact(() -> page.setVvalue(at(page, bench.find("#reliability").orElseThrow())));
        bench.both("calibration");
        robot.interact(() -> page.setVvalue(0));
        robot.interact(() -> {
            bench.find("#compare").orElseThrow().getScene().getWindow().setWidth(1100);
            bench.find("#compare").orElseThrow().getScene().getWindow().setHeight(700);
        });
        bench.picture("agreement-narrow-light");
    }

    @Test
    void modelsAreComparedByVotesAndByTheFile(FxRobot robot) {
        open(robot);
        robot.type(KeyCode.R);
        bench.until("the models", () -> bench.text("#leaderboard-counted").contains("comparisons on"));
        bench.both("leaderboard");
        String voted = bench.text("#leaderboard-counted");
        ComboBox<?> from = (ComboBox<?>) bench.find("#leaderboard-from").orElseThrow();
        robot.interact(() -> from.getSelectionModel().select(1));
        bench.until("by the file", () -> !bench.text("#leaderboard-counted").equals(voted));
        robot.interact(() -> {
            bench.find("#compare").orElseThrow().getScene().getWindow().setWidth(1100);
            bench.find("#compare").orElseThrow().getScene().getWindow().setHeight(700);
        });
        bench.picture("leaderboard-narrow-light");
        robot.type(KeyCode.V);
        bench.until("the votes", () -> bench.find("#compare-done").isPresent());
    }

    @Test
    void theAgreementSpeaksKorean(FxRobot robot) {
        bench.until("the workspace is open", () -> bench.find("#rail-compare").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until(
                "Korean",
                () -> ((Labeled) bench.find("#rail-compare").orElseThrow())
                        .getText()
                        .equals("비교"));
        open(robot);
        bench.both("agreement-ko");
        assertEquals("일치도", bench.text("#tab-agreement"));
        ScrollPane page = (ScrollPane) bench.find("#agreement .scroll-pane").orElseThrow();
        robot.interact(() -> page.setVvalue(at(page, bench.find("#reliability").orElseThrow())));
        bench.picture("calibration-ko-light");
        robot.type(KeyCode.R);
        bench.until("the models", () -> !bench.text("#leaderboard-counted").isEmpty());
        bench.picture("leaderboard-ko-light");
    }

    private void open(FxRobot robot) {
        bench.until("the workspace is open", () -> bench.find("#rail-compare").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        bench.until("all is voted", () -> bench.find("#compare-done").isPresent());
        robot.type(KeyCode.A);
        bench.until("the agreement", () -> !bench.text("#agreement-alpha").isEmpty());
    }

    /** Where a page must stand to begin a little above one of its parts. */
    private static double at(ScrollPane page, Node part) {
        double above = part.localToScene(0, 0).getY()
                - page.getContent().localToScene(0, 0).getY()
                - 120;
        double hidden = page.getContent().getLayoutBounds().getHeight()
                - page.getViewportBounds().getHeight();
        return Math.min(1, above / hidden);
    }
}
