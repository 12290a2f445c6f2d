package winnow.viewer.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.viewer.Samples;
import winnow.viewer.Screenshots;
import winnow.viewer.Theme;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class TranscriptViewTest {

    private static final String ROCKET = """
            The photograph captures a tall white rocket standing on its launch pad at dusk, framed by four slender \
            lightning towers. Bright floodlights at the base cast a warm glow over the pad. In the foreground, a crowd \
            of spectators waves small flags behind a metal fence, and a red helicopter hovers to the right of the tower.""";

    @SuppressWarnings("NullAway.Init") // made by start
    private TranscriptView view;

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        view = new TranscriptView(new Words(Locale.US));
        Scene scene = new Scene(view, 488, 480);
        Theme.light().apply(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void everyTurnHasItsSpeakerAndItsWords(FxRobot robot) {
        show(robot, Samples.answering("Describe this picture.", ROCKET));
        List<String> roles = robot.from(view).lookup(".role").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertEquals(List.of("User", "Assistant"), roles);
        assertEquals(List.of("Describe this picture.", ROCKET), paragraphs(robot));
    }

    @Test
    void aMediaPlaceBecomesAMark(FxRobot robot) {
        show(robot, Samples.answering("<image>\nDescribe this picture.", "A rocket."));
        assertEquals(
                List.of("Picture"),
                robot.from(view).lookup(".media-token").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .toList());
        assertFalse(String.join("", paragraphs(robot)).contains("<image>"));
    }

    @Test
    void anEmptyAnswerIsSaidToBeEmpty(FxRobot robot) {
        show(robot, Samples.answering("Describe this picture.", " \n"));
        assertTrue(paragraphs(robot).contains("The answer is empty."));
    }

    @Test
    void copyPutsTheWholeTurnOnTheClipboard(FxRobot robot) {
        String answer = "word ".repeat(20_000);
        show(robot, Samples.answering("Write.", answer));
        Button copy = robot.from(view).lookup(".copy-button").nth(1).queryButton();
        robot.interact(copy::fire);
        StringBuilder copied = new StringBuilder();
        robot.interact(() -> copied.append(Clipboard.getSystemClipboard().getString()));
        assertEquals(answer, copied.toString());
    }

    @Test
    void aVeryLongAnswerComesInPartsUntilAllIsThere(FxRobot robot) {
        String answer = "한글 word ".repeat(12_500) + "the end";
        show(robot, Samples.answering("Write.", answer));
        assertTrue(String.join("", paragraphs(robot)).length() < 13_000);
        while (robot.from(view).lookup(".more-button").tryQuery().isPresent()) {
            Button more = robot.from(view).lookup(".more-button").queryButton();
            robot.interact(more::fire);
        }
        assertEquals("Write." + answer, String.join("", paragraphs(robot)));
    }

    @Test
    void aNewSampleStartsAtTheTop(FxRobot robot) {
        show(robot, Samples.answering("Write.", (ROCKET + "\n").repeat(20)));
        robot.interact(() -> view.setVvalue(1));
        show(robot, Samples.answering("Write more.", (ROCKET + "\n").repeat(30)));
        assertEquals(0, view.getVvalue());
    }

    @Test
    void aLineIsAtMostSeventyTwoCharactersOfThisText(FxRobot robot) {
        robot.interact(() -> stage.setWidth(1400));
        show(robot, Samples.answering("Describe.", ROCKET));
        TextFlow paragraph = robot.from(view).lookup(".paragraph").nth(1).query();
        double lines = paragraph.getHeight() / 24;
        assertTrue(ROCKET.length() / Math.floor(lines) <= 80, "lines " + lines);
        assertTrue(ROCKET.length() / Math.ceil(lines) > 55, "lines " + lines);
    }

    @Test
    void aLineIsTwentyFourPixelsHigh(FxRobot robot) {
        show(robot, Samples.answering("Describe.", ROCKET));
        TextFlow paragraph = robot.from(view).lookup(".paragraph").nth(1).query();
        Text text = (Text) paragraph.getChildren().get(0);
        assertEquals(15, text.getFont().getSize(), 0.01);
        double lines = Math.rint(paragraph.getHeight() / 24);
        assertEquals(24, paragraph.getHeight() / lines, 0.6);
    }

    @Test
    void arabicRunsFromTheRight(FxRobot robot) {
        show(robot, Samples.answering("صف هذه الصورة", "A rocket 🚀 at dusk."));
        assertEquals(
                List.of(NodeOrientation.RIGHT_TO_LEFT, NodeOrientation.LEFT_TO_RIGHT),
                robot.from(view).lookup(".paragraph").queryAllAs(TextFlow.class).stream()
                        .map(TextFlow::getNodeOrientation)
                        .toList());
    }

    @Test
    void theRawRecordIsThatOfTheFile(FxRobot robot) {
        Sample sample = Samples.answering("Describe.", ROCKET);
        show(robot, sample);
        robot.interact(() -> view.rawProperty().set(true));
        TextArea raw = robot.from(view).lookup("#raw-record").queryAs(TextArea.class);
        assertEquals(sample.raw(), raw.getText());
        assertFalse(raw.isEditable());
        robot.interact(() -> view.rawProperty().set(false));
        assertTrue(paragraphs(robot).contains(ROCKET));
    }

    @Test
    void withoutASampleItSaysSo(FxRobot robot) {
        show(robot, Samples.answering("Describe.", ROCKET));
        robot.interact(() -> view.sampleProperty().set(null));
        assertEquals(
                "No sample is chosen.",
                robot.from(view).lookup(".muted").queryAs(Label.class).getText());
    }

    @Property
    void partsPutTogetherAreTheText(@ForAll String piece, @ForAll @IntRange(max = 4000) int times) {
        String text = piece.repeat(Math.min(times, 60_000 / Math.max(1, piece.length())));
        StringBuilder parts = new StringBuilder();
        for (int from = 0; from < text.length(); ) {
            int end = Paragraphs.partEnd(text, from);
            assertTrue(end > from && end - from <= Paragraphs.PART);
            parts.append(text, from, end);
            from = end;
        }
        assertEquals(text, parts.toString());
    }

    @Test
    void looks() {
        List<Image> images = Screenshots.take(stage, "transcript", 488, 760, () -> {
            TranscriptView shown = new TranscriptView(new Words(Locale.US));
            shown.sampleProperty()
                    .set(new Sample(
                            0,
                            0,
                            1,
                            List.of(
                                    new Turn(Role.SYSTEM, "You are a helpful assistant."),
                                    new Turn(Role.USER, "<image>\nDescribe this picture in detail."),
                                    new Turn(Role.ASSISTANT, ROCKET),
                                    new Turn(Role.USER, "صف هذه الصورة بالتفصيل، ثم 이 사진을 자세히 설명해 주세요."),
                                    new Turn(
                                            Role.ASSISTANT,
                                            "해 질 녘 발사대에 서 있는 하얀 로켓을 담은 사진으로, 네 개의 가느다란 피뢰 철탑이 로켓을 둘러싸고 있습니다.\n\nSecond paragraph: −3.42 ⌫ ↑ ↓ ↵ 🚀."),
                                    new Turn(Role.USER, "And now?"),
                                    new Turn(Role.ASSISTANT, "")),
                            List.of(),
                            "{}"));
            return shown;
        });
        assertEquals(488, images.get(0).getWidth());
        List<Image> raw = Screenshots.take(stage, "transcript-raw-ko", 488, 200, () -> {
            TranscriptView shown = new TranscriptView(new Words(Locale.KOREA));
            shown.sampleProperty().set(Samples.answering("이 사진을 설명해 주세요.", "로켓"));
            shown.rawProperty().set(true);
            return shown;
        });
        assertEquals(200, raw.get(0).getHeight());
    }

    private void show(FxRobot robot, Sample sample) {
        robot.interact(() -> view.sampleProperty().set(sample));
    }

    private List<String> paragraphs(FxRobot robot) {
        return robot.from(view).lookup(".paragraph").queryAllAs(TextFlow.class).stream()
                .map(paragraph -> paragraph.getChildren().stream()
                        .filter(Text.class::isInstance)
                        .map(text -> ((Text) text).getText())
                        .collect(Collectors.joining()))
                .toList();
    }
}
