package winnow.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

class TextChecksTest {

    private static final String QUESTION = "<image>\nPlease describe what you can see in this picture in detail.";

    private static Sample sample(String question, String answer) {
        List<Media> media = List.of(new Media(Media.Kind.IMAGE, "a.png"));
        return new Sample(0, 0, 1, List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer)), media, "");
    }

    private static Set<CheckKind> found(String answer) {
        return new TextChecks(1_000).of(sample(QUESTION, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\u200b\ufeff"})
    void nothingToReadIsEmpty(String answer) {
        assertEquals(EnumSet.of(CheckKind.EMPTY_ANSWER), found(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"N/A", "TODO", "...", "…", "Answer here", "[insert answer]", "{answer}", "{{ answer }}", "TBD."})
    void aPlaceholderIsOne(String answer) {
        assertEquals(EnumSet.of(CheckKind.PLACEHOLDER_ANSWER), found(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that request.",
                "As an AI language model, I do not have eyes.",
                "I cannot assist with that.",
                "죄송하지만 그 요청은 도와드릴 수 없습니다.",
                "很抱歉，我无法回答这个问题。",
                "作为一个人工智能语言模型，我没有看法。"
            })
    void aRefusalIsOne(String answer) {
        assertEquals(EnumSet.of(CheckKind.REFUSAL), found(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B",
                "None",
                "No",
                "3.14",
                "{1, 2}",
                "The answer is B",
                "a red car (parked)",
                "He said that he was sorry, but he could not come.",
                "I cannot see any dog in this picture.",
                "As an AI assistant, I'd be more than happy to help you plan your vacation.",
                "As an AI language model, I can help you create an itinerary for seven days.",
                "죄송합니다라고 적힌 표지판이 있습니다. 그 옆에 사람이 서 있습니다.",
                "Two dogs run over the grass and a man in a blue coat looks at them from the bench they came from",
                "Smile :( for the camera",
                "```\nprint(1)\n```"
            })
    void aProperAnswerHasNoFault(String answer) {
        Set<CheckKind> found = new TextChecks(1_000).of(sample("<image>\nWhich word is written here?", answer));

        assertEquals(Set.of(), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here it is:\n```java\nint a = 1;",
                "The picture shows two dogs that run over the grass to the",
                "The picture shows two dogs that run over the grass, a bench,",
                "The picture shows a car of the brand that everybody knows (a red one with open doors"
            })
    void whatBreaksOffIsTruncated(String answer) {
        assertEquals(EnumSet.of(CheckKind.TRUNCATED_ANSWER), found(answer));
    }

    @Test
    void aLongTextThatStopsInASentenceIsTruncated() {
        String whole = "The dog runs over the green grass of the park. ".repeat(2)
                + "Behind it a man in a blue coat sits on an old bench and reads. The sky over all of them is "
                + "cloudy and grey, and it looks like rain today. ";

        assertTrue(Endings.isTruncated(whole + "In the far back one can also see that some children play with"));
        assertFalse(Endings.isTruncated(whole));
        assertFalse(Endings.isTruncated(whole + "Answer: in the far back some children play"));
    }

    @Test
    void sayingTheSameAgainAndAgainIsRepetition() {
        assertEquals(EnumSet.of(CheckKind.REPETITION), found("The dog is on the grass. ".repeat(20)));
    }

    @Test
    void anAnswerInAnotherScriptIsFoundUnlessAskedFor() {
        String korean = "두 마리의 개가 잔디밭을 달리고 있습니다.";

        assertEquals(EnumSet.of(CheckKind.WRONG_LANGUAGE), found(korean));
        assertFalse(Scripts.differ("Translate into Korean: two dogs run over the grass.", korean));
        assertFalse(Scripts.differ("What does the text on this sign in the middle say?", korean));
    }

    @Test
    void moreMediaThanTagsAreFound() {
        assertEquals(
                EnumSet.of(CheckKind.WRONG_TAGS),
                new TextChecks(1_000).of(sample("<image> <image> What is the difference?", "None.")));
    }

    @Test
    void theLimitItselfIsNotOverlong() {
        String answer = "a".repeat(1_000 - QUESTION.length());

        assertEquals(Set.of(), found(answer));
        assertEquals(EnumSet.of(CheckKind.OVERLONG), found(answer + "a"));
    }
}
