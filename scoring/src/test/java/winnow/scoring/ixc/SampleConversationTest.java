package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

class SampleConversationTest {

    private static Sample sample(String question, String... pictures) {
        return new Sample(
                4,
                0,
                5,
                List.of(
                        new Turn(Role.SYSTEM, "Be kind."),
                        new Turn(Role.USER, question),
                        new Turn(Role.ASSISTANT, "Yes.")),
                List.of(pictures).stream()
                        .map(p -> new Media(Media.Kind.IMAGE, p))
                        .toList(),
                "{}");
    }

    private static String question(Sample sample) throws ScoringException {
        return SampleConversation.of(sample).turns().get(1).text();
    }

    private static List<String> order(Sample sample) throws ScoringException {
        return SampleConversation.of(sample).media().stream().map(Media::path).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'<image>\nWhat?', 'What?'",
        "'What?\n<image>', 'What?'",
        "'<image>\r\nWhat?', 'What?'",
        "'A\n<image>\nB', 'A\nB'",
        "'A\r\n<image>\nB', 'A\r\nB'",
        "'A\n\n<image>\n\nB', 'A\n\n\nB'",
        "'<image>', ''",
        "'See <ImageHere>: <image>\nWhat?', 'See <ImageHere>: What?'",
        "'What is <image> this?', 'What is  this?'",
        "'<img>dir/a.png</img>\nWhat?', 'What?'",
        "'<video>\nWhat?', 'What?'",
        "'What?', 'What?'",
        "'See <ImageHere>.', 'See <ImageHere>.'"
    })
    void theTagOfOnePictureGoesWithOneNewline(String text, String expected) throws ScoringException {
        assertEquals(expected, question(sample(text, "a.png")));
    }

    @Test
    void severalTagsBecomePlaces() throws ScoringException {
        Sample sample = sample("<image>\nand <img>x</img>?", "a.png", "b.png");

        assertEquals("<ImageHere>\nand <ImageHere>?", question(sample));
        assertEquals(List.of("a.png", "b.png"), order(sample));
    }

    @Test
    void picturesWithoutATagComeBeforeTheFirstUserText() throws ScoringException {
        Sample sample = sample("Compare.", "a.png", "b.png");

        assertEquals("Image1 <ImageHere>; Image2 <ImageHere>; Compare.", question(sample));
        assertEquals(List.of("a.png", "b.png"), order(sample));
    }

    @Test
    void aPictureWithATagKeepsItsPlaceBehindThoseWithout() throws ScoringException {
        Sample sample = sample("Like <image>?", "tagged.png", "b.png", "c.png");

        assertEquals("Image1 <ImageHere>; Image2 <ImageHere>; Like <ImageHere>?", question(sample));
        assertEquals(List.of("b.png", "c.png", "tagged.png"), order(sample));
    }

    @Test
    void placesOfTheDataSetStayAndTakeTheirPictures() throws ScoringException {
        Sample sample = sample("Image1 <ImageHere>; Image2 <ImageHere>; Which?", "a.png", "b.png");

        assertEquals("Image1 <ImageHere>; Image2 <ImageHere>; Which?", question(sample));
    }

    @Test
    void moreTagsThanPicturesIsAFaultOfTheRecord() {
        String message = String.valueOf(
                assertThrows(ScoringException.class, () -> SampleConversation.of(sample("<image><image>", "a.png")))
                        .getMessage());

        assertEquals(
                "The text of record 4 (line 5) has 2 picture tags but the record names 1 picture. Correct the record.",
                message);
    }

    @Test
    void aTagWithoutAnyPictureIsAFaultToo() {
        assertThrows(ScoringException.class, () -> SampleConversation.of(sample("<image>\nWhat?")));
    }

    @Test
    void aConversationWithoutUserTurnGetsItsPicturesInFront() throws ScoringException {
        List<Turn> turns = new ArrayList<>(List.of(new Turn(Role.ASSISTANT, "Two cats.")));
        Media picture = new Media(Media.Kind.IMAGE, "a.png");
        Sample sample = new Sample(0, 0, 1, turns, List.of(picture, picture), "{}");

        assertEquals(
                "Image1 <ImageHere>; Image2 <ImageHere>; Two cats.",
                SampleConversation.of(sample).turns().get(0).text());
    }

    private static Sample said(String system, String question, String answer, String... pictures) {
        List<Turn> turns =
                List.of(new Turn(Role.SYSTEM, system), new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer));
        List<Media> media = List.of(pictures).stream()
                .map(p -> new Media(Media.Kind.IMAGE, p))
                .toList();
        return new Sample(0, 0, 1, turns, media, "{}");
    }

    @Test
    void picturesWithoutATagStandBehindThoseOfTheSystemTurn() throws ScoringException {
        Sample sample = said("See <image>.", "And <image>?", "Yes.", "system.png", "question.png", "untagged.png");

        assertEquals("Image1 <ImageHere>; And <ImageHere>?", question(sample));
        assertEquals(List.of("system.png", "untagged.png", "question.png"), order(sample));
    }

    @Test
    void aTagInTheAnswerKeepsItsPlaceToo() throws ScoringException {
        Sample sample = said("Be kind.", "Which?", "This one: <image>", "answer.png", "untagged.png");

        assertEquals(
                "This one: <ImageHere>",
                SampleConversation.of(sample).turns().get(2).text());
        assertEquals(List.of("untagged.png", "answer.png"), order(sample));
    }
}
