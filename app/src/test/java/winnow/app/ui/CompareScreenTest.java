package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.PairOrder;

/** Which of two answers is better, as a user finds it: vote by keys, look at what was hidden, take it back. */
@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class CompareScreenTest {

    private static final int MORE = 4;
    private static final int MOST_VOTES = 8 + 6; // eight pairs, and a group of four answers

    private final FxBench bench;
    private final Path workspace;

    CompareScreenTest() throws Exception {
        bench = new FxBench();
        Path model = AnswerModel.write(bench.folder.resolve("plain"), true);
        List<Path> files =
                List.of(PairSet.ranked(bench.folder, MORE), PairSet.battles(bench.folder), PairSet.group(bench.folder));
        workspace = SampleSet.workspace(files, Optional.of(model), bench.settings);
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
    void pairsAreVotedOnBlindThenRevealedThenTakenBack(FxRobot robot) {
        open(robot);
        queue(robot, PairOrder.UNDECIDED);
        bench.until("the first pair", () -> bench.text("#pair-where").startsWith("record 0 "));
        bench.until("its picture", () -> !bench.text("#zoom").isEmpty());
        assertEquals("", bench.text("#model-a"));
        assertFalse(bench.find("#reveal-strip").orElseThrow().isVisible());
        bench.both("compare");
        robot.push(KeyCode.SHIFT, KeyCode.DIGIT2);
        robot.type(KeyCode.DIGIT2);
        bench.until("it is revealed", () -> !bench.text("#model-a").isEmpty());
        assertEquals("1 of 9 voted", bench.text("#voted"));
        assertTrue(bench.text("#margin").startsWith("better by "));
        robot.type(KeyCode.D);
        bench.both("compare-revealed");
        robot.type(KeyCode.Z);
        bench.until("it is open again", () -> bench.text("#voted").equals("0 of 9 voted"));
        assertEquals("", bench.text("#model-a"));
        assertTrue(bench.text("#last-decision").startsWith("undone: record 0"));
        robot.push(KeyCode.SHIFT, KeyCode.Z);
        bench.until("it is said again", () -> bench.text("#voted").equals("1 of 9 voted"));
        robot.type(KeyCode.DOWN);
        bench.until("the next pair", () -> bench.text("#pair-where").startsWith("record 1 "));
        bench.both("compare-missing");
        robot.type(KeyCode.N);
        robot.write("No picture.").type(KeyCode.ENTER);
        robot.type(KeyCode.DIGIT3).type(KeyCode.DOWN);
        bench.until("Korean", () -> bench.text("#pair-where").startsWith("record 2 "));
        bench.picture("compare-korean-text-light");
        robot.type(KeyCode.S);
        bench.until("another one", () -> bench.text("#pair-where").startsWith("record 3 "));
        assertEquals("2 of 9 voted", bench.text("#voted"));
    }

    @Test
    void withoutRevealingVotesFollowEachOtherToTheEnd(FxRobot robot) {
        open(robot);
        robot.type(KeyCode.H);
        for (int i = 0; i < MOST_VOTES; i++) {
            robot.type(i % 3 == 0 ? KeyCode.X : KeyCode.DIGIT2); // those typed after the end do nothing
        }
        bench.until("all is voted", () -> bench.find("#compare-done").isPresent());
        bench.both("compare-done");
        queue(robot, PairOrder.CONFLICT);
        bench.until("an empty queue", () -> bench.find("#compare-nothing").isPresent());
        bench.both("compare-empty-queue");
        bench.light();
        robot.clickOn("#pair-queue");
        bench.menuPicture("compare-queues-light");
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        robot.type(KeyCode.Z);
        bench.until(
                "the vote is taken back from the review",
                () -> bench.text("#last-decision").startsWith("undone: record"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        queue(robot, PairOrder.UNDECIDED);
        bench.until("one is open", () -> bench.text("#voted").equals("8 of 9 voted"));
    }

    @Test
    void theScreenSpeaksKorean(FxRobot robot) {
        open(robot);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        bench.until(
                "Korean",
                () -> bench.find("#rail-compare").isPresent()
                        && ((javafx.scene.control.Labeled)
                                        bench.find("#rail-compare").orElseThrow())
                                .getText()
                                .equals("비교"));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        bench.until("a pair", () -> !bench.text("#pair-where").isEmpty());
        queue(robot, PairOrder.UNDECIDED);
        bench.until("the first pair", () -> bench.text("#pair-where").startsWith("레코드 0 "));
        bench.until("its picture", () -> !bench.text("#zoom").isEmpty());
        bench.both("compare-ko");
        robot.type(KeyCode.DIGIT5);
        bench.until("it is revealed", () -> !bench.text("#model-a").isEmpty());
        bench.both("compare-revealed-ko");
        for (int i = 0; i < 8; i++) {
            robot.type(KeyCode.DOWN);
        }
        bench.until("the group", () -> !bench.find("#order").orElseThrow().isDisabled());
        robot.type(KeyCode.O);
        bench.until("the cards", () -> cards().size() == 4);
        bench.both("compare-order-ko");
    }

    @Test
    void withoutVotesTheAgreementShowsTheWayOn(FxRobot robot) {
        open(robot);
        robot.type(KeyCode.A);
        bench.until(
                "the agreement",
                () -> bench.find("#agreement-figures").orElseThrow().isVisible());
        bench.both("agreement-labels-only");
        robot.type(KeyCode.DIGIT1); // no pair is shown, so this is no vote
        robot.type(KeyCode.V);
        bench.until(
                "the votes", () -> bench.find("#why").orElseThrow().getParent().isVisible());
        assertEquals("0 of 9 voted", bench.text("#voted"));
    }

    @Test
    void longTalksVideosAndGroupsFit(FxRobot robot) {
        open(robot);
        queue(robot, PairOrder.UNDECIDED);
        for (int i = 0; i < 7; i++) {
            robot.type(KeyCode.DOWN);
        }
        bench.until(
                "the talk",
                () -> bench.text("#pair-where").startsWith("record 0 · sides")
                        && bench.find("#picture-trouble").isPresent());
        bench.picture("compare-video-light");
        robot.type(KeyCode.DIGIT5);
        bench.until("it is revealed", () -> !bench.text("#model-a").isEmpty());
        bench.both("compare-long-names");
        robot.type(KeyCode.DOWN);
        bench.until("the group", () -> bench.text("#pair-where").contains("4 answers, 6 of 6"));
        bench.picture("compare-group-light");
        orderTheGroup(robot);
        robot.interact(() -> {
            bench.find("#compare").orElseThrow().getScene().getWindow().setWidth(1100);
            bench.find("#compare").orElseThrow().getScene().getWindow().setHeight(700);
        });
        bench.picture("compare-narrow-light");
        robot.type(KeyCode.DIGIT1);
        bench.until(
                "it is voted", () -> bench.find("#reveal-strip").orElseThrow().isVisible());
        bench.picture("compare-narrow-revealed-light");
    }

    /** By keys and by dragging, kept as one step, taken back by one. */
    private void orderTheGroup(FxRobot robot) {
        robot.type(KeyCode.O);
        bench.until("the cards", () -> cards().size() == 4);
        List<String> before = cards();
        robot.type(KeyCode.DIGIT1); // no pair is shown, so this is no vote
        robot.push(KeyCode.SHIFT, KeyCode.DOWN).push(KeyCode.SHIFT, KeyCode.DOWN);
        assertEquals(List.of(before.get(1), before.get(2), before.get(0), before.get(3)), cards());
        Node last = card(3);
        robot.drag(last).moveTo(card(1)).moveBy(0, -4).drop();
        assertEquals(List.of(before.get(1), before.get(3), before.get(2), before.get(0)), cards());
        robot.type(KeyCode.DOWN).type(KeyCode.T).type(KeyCode.E);
        bench.both("compare-order");
        robot.type(KeyCode.ENTER);
        bench.until("it is kept", () -> bench.text("#last-decision").startsWith("last: record 0, all answers"));
        robot.type(KeyCode.Z);
        bench.until("the group is back", () -> cards().size() == 4);
        assertTrue(bench.text("#last-decision").startsWith("undone: record 0, all answers"));
        assertEquals(List.of(before.get(1), before.get(3), before.get(2), before.get(0)), cards());
        robot.type(KeyCode.O);
        bench.until(
                "pair by pair",
                () -> bench.find("#order-pane").filter(Node::isVisible).isEmpty());
    }

    private Node card(int place) {
        return ((Pane) bench.find("#order-cards").orElseThrow()).getChildren().get(place);
    }

    /** The words of the cards, from above; fewer or none while they are not there. */
    private List<String> cards() {
        return ((Pane) bench.find("#order-cards").orElseThrow())
                .getChildren().stream()
                        .map(card -> ((Labeled) ((Pane) card).getChildren().get(1)).getText())
                        .toList();
    }

    private void open(FxRobot robot) {
        bench.until("the workspace is open", () -> bench.find("#rail-compare").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        bench.until(
                "a pair",
                () -> bench.find("#pair-where").isPresent()
                        && !bench.text("#pair-where").isEmpty());
    }

    private void queue(FxRobot robot, PairOrder order) {
        ComboBox<?> chooser = (ComboBox<?>) bench.find("#pair-queue").orElseThrow();
        robot.interact(
                () -> chooser.getSelectionModel().select(chooser.getItems().indexOf(order)));
    }
}
