package winnow.viewer.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.QueueRow;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.viewer.Samples;
import winnow.viewer.Screenshots;
import winnow.viewer.Theme;
import winnow.viewer.text.Words;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class QueueListTest {

    private static final Map<Long, String> SOURCES = Map.of(0L, "scienceqa", 1L, "llava-video", 2L, "allava-caption");

    /** Holds its answers back until told. */
    private static final class LateRows implements RowSource {
        private final List<List<Long>> asked = new ArrayList<>();
        private final List<Runnable> answers = new ArrayList<>();

        @Override
        public void request(List<Long> sampleIds, Consumer<List<QueueRow>> onRows) {
            asked.add(sampleIds);
            answers.add(() -> onRows.accept(
                    sampleIds.stream().map(QueueListTest::undecided).toList()));
        }

        private void answer(int which) {
            answers.get(which).run();
        }
    }

    private final List<Consumer<Image>> pictures = new ArrayList<>();
    private final List<CancelToken> tokens = new ArrayList<>();
    private final LateRows rows = new LateRows();

    @SuppressWarnings("NullAway.Init") // made by start
    private QueueList queue;

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    private CancelToken thumbnail(QueueRow row, Consumer<Image> onImage) {
        CancelToken token = new CancelToken();
        pictures.add(onImage);
        tokens.add(token);
        return token;
    }

    @Start
    void start(Stage shown) {
        stage = shown;
        queue = new QueueList(new Words(Locale.US), rows, this::thumbnail);
        queue.sourceNameProperty().set(SOURCES::get);
        Scene scene = new Scene(queue, 296, 540);
        Theme.light().apply(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void aRowSaysAllOfItToAScreenReader(FxRobot robot) {
        order(robot, 100, 50);
        robot.interact(() -> rows.answer(0));
        assertEquals("Rank 1, score minus 3.42, llava-video, undecided, Answer 100", spoken(0));
    }

    @Test
    void aRowIsAPlaceholderUntilItsPageIsThere(FxRobot robot) {
        order(robot, 100, 50);
        assertEquals("Rank 1, loading", spoken(0));
    }

    @Test
    void onlyThePageInSightIsAskedFor(FxRobot robot) {
        order(robot, 0, 1_000_000);
        assertEquals(1, rows.asked.size());
        assertEquals(100, rows.asked.get(0).size());
    }

    @Test
    void theLastOfAMillionRowsIsReached(FxRobot robot) {
        order(robot, 7, 1_000_000);
        select(robot, 999_999);
        assertEquals(1_000_006, queue.selectedProperty().get());
        assertEquals(999_999, queue.indexProperty().get());
        assertTrue(rows.asked.get(rows.asked.size() - 1).contains(1_000_006L));
        assertEquals("Rank 1,000,000, loading", spoken(999_999));
    }

    @Test
    void aPageOfAnOldOrderIsDropped(FxRobot robot) {
        order(robot, 100, 50);
        order(robot, 100, 40);
        robot.interact(() -> rows.answer(0));
        assertEquals("Rank 1, loading", spoken(0));
        robot.interact(() -> rows.answer(1));
        assertTrue(spoken(0).contains("Answer 100"));
    }

    @Test
    void aNewOrderSelectsNothing(FxRobot robot) {
        order(robot, 100, 50);
        select(robot, 3);
        order(robot, 200, 50);
        assertEquals(-1, queue.selectedProperty().get());
        assertEquals(-1, queue.indexProperty().get());
    }

    @Test
    void theSameIndexOfANewOrderIsAnotherSample(FxRobot robot) {
        order(robot, 100, 50);
        select(robot, 3);
        order(robot, 200, 50);
        select(robot, 3);
        assertEquals(203, queue.selectedProperty().get());
    }

    @Test
    void aDecisionIsShownInItsRow(FxRobot robot) {
        order(robot, 100, 50);
        robot.interact(() -> rows.answer(0));
        robot.interact(() -> queue.replace(undecided(101).with(Verdict.PRUNE, Optional.of("Empty"))));
        assertTrue(spoken(1).contains("pruned"));
    }

    @Test
    void aDecisionMadeWhileItsPageLoadsIsNotLost(FxRobot robot) {
        order(robot, 100, 50);
        robot.interact(() -> queue.replace(undecided(101).with(Verdict.KEEP, Optional.empty())));
        robot.interact(() -> rows.answer(0));
        assertTrue(spoken(1).contains("kept"));
    }

    @Test
    void theArrowKeysMoveTheSelection(FxRobot robot) {
        order(robot, 100, 50);
        select(robot, 0);
        robot.interact(queue::requestFocus);
        robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.DOWN);
        assertEquals(102, queue.selectedProperty().get());
        robot.type(KeyCode.END);
        assertEquals(149, queue.selectedProperty().get());
    }

    @Test
    void aClickSelects(FxRobot robot) {
        order(robot, 100, 50);
        robot.clickOn(cell(2));
        assertEquals(102, queue.selectedProperty().get());
    }

    @Test
    void theRowsAroundTheSelectedOneAreInSight(FxRobot robot) {
        order(robot, 100, 90);
        select(robot, 40);
        robot.interact(this::layOut);
        for (int index = 38; index <= 42; index++) {
            ListCell<?> cell = cell(index);
            double top = queue.sceneToLocal(cell.localToScene(0, 0)).getY();
            assertTrue(top >= 0 && top + 54 <= queue.getHeight() + 1, "row " + index + " at " + top);
        }
    }

    @Test
    void aRowSelectedBeforeTheFirstLayoutIsInSight(FxRobot robot) {
        robot.interact(() -> {
            QueueList early = new QueueList(new Words(Locale.US), rows, this::thumbnail);
            early.setOrder(LongStream.range(0, 50).toArray());
            early.select(30);
            queue = early;
            stage.setScene(new Scene(early, 296, 540));
        });
        robot.interact(this::layOut);
        assertTrue(cell(30).isSelected());
    }

    @Test
    void aPlaceOutsideIsRefused(FxRobot robot) {
        order(robot, 100, 5);
        assertThrows(IndexOutOfBoundsException.class, () -> queue.select(5));
    }

    @Test
    void aRowThatScrollsAwayCancelsItsThumbnail(FxRobot robot) {
        order(robot, 0, 300);
        robot.interact(() -> rows.answer(0));
        assertFalse(tokens.isEmpty());
        int asked = tokens.size();
        select(robot, 250);
        assertTrue(tokens.subList(0, asked).stream().allMatch(CancelToken::isCancelled));
    }

    @Test
    void aThumbnailIsAskedForOnce(FxRobot robot) {
        order(robot, 0, 20);
        robot.interact(() -> rows.answer(0));
        robot.interact(() -> List.copyOf(pictures).forEach(onImage -> onImage.accept(Samples.picture(52, 40))));
        int asked = pictures.size();
        robot.interact(() -> queue.replace(undecided(1).with(Verdict.KEEP, Optional.empty())));
        assertEquals(asked, pictures.size());
    }

    @Test
    void looks() {
        List<Image> images = Screenshots.take(stage, "queue", 296, 590, QueueListTest::example);
        assertEquals(296, images.get(0).getWidth());
    }

    private static QueueList example() {
        List<String> previews = List.of(
                "The water in the sink is a solid. A solid has a size and shape of its own.",
                "It seems like your message is empty. How can I help?",
                "A bowl of cherries on a wooden table beside a blue napkin",
                "Brick.",
                "I'm sorry, I cannot see any images.",
                "해 질 녘 발사대에 선 하얀 로켓을 담은 사진으로, 네 개의",
                "The photograph captures a tall white rocket standing on its launch pad",
                "Three bottles of water stand on a table",
                "Stained glass with two black birds");
        List<Optional<Verdict>> verdicts =
                List.of(Optional.of(Verdict.PRUNE), Optional.of(Verdict.KEEP), Optional.of(Verdict.UNSURE));
        RowSource source = (ids, onRows) -> onRows.accept(ids.stream()
                .filter(id -> id != 8)
                .map(id -> Samples.row(
                        id,
                        -4.12 + id * 0.14,
                        previews.get((int) (id % previews.size())),
                        id < 6 ? verdicts.get((int) (id % 3)) : Optional.empty()))
                .toList());
        QueueList list = new QueueList(new Words(Locale.US), source, (row, onImage) -> {
            if (row.sampleId() % 5 != 4) {
                onImage.accept(Samples.picture(90, 60));
            }
            return new CancelToken();
        });
        list.sourceNameProperty().set(SOURCES::get);
        list.setOrder(LongStream.range(0, 40).toArray());
        list.select(6);
        return list;
    }

    private static QueueRow undecided(long id) {
        return Samples.row(id, -3.42, "Answer " + id, Optional.empty());
    }

    private void order(FxRobot robot, long first, int count) {
        robot.interact(() -> {
            queue.setOrder(LongStream.range(first, first + count).toArray());
            layOut();
        });
    }

    private void select(FxRobot robot, int index) {
        robot.interact(() -> {
            queue.select(index);
            layOut();
        });
    }

    /** What the next pulse does, so that no test depends on when that is. */
    private void layOut() {
        queue.applyCss();
        queue.layout();
    }

    private ListCell<?> cell(int index) {
        return queue.lookupAll(".list-cell").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> !cell.isEmpty() && cell.getIndex() == index)
                .findFirst()
                .orElseThrow(() -> new AssertionError("row " + index + " is not in sight"));
    }

    private String spoken(int index) {
        return cell(index).getAccessibleText();
    }
}
