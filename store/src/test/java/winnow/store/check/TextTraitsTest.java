package winnow.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Traits;
import winnow.store.data.Turn;

class TextTraitsTest {

    private static final Media PICTURE = new Media(Media.Kind.IMAGE, "a.png");

    private static Sample sample(String question, String answer, List<Media> media, String raw) {
        return new Sample(
                0, 0, 1, List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer)), media, raw);
    }

    private static long prompt(String question, String answer, Media... media) {
        return new TextTraits()
                .of(sample(question, answer, List.of(media), "{}"))
                .promptKey();
    }

    @Test
    void charactersAreCountedAndNotTheirHalves() {
        Traits traits = new TextTraits().of(sample("Why?", "글 😀.", List.of(), "{\"task\": \"count\"}"));

        assertEquals(4, traits.answerChars());
        assertEquals(Optional.of("count"), traits.task());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'plain words - nothing else', 0
            '# Title', 1
            '- one\n* two\n3. three', 3
            'a **bold** word and `code`', 2
            '| a | b |\n|---|---|', 2
            '> said\n```\nx = 1\n```', 3
            'see [this](http://x)', 1
            '#hashtag', 0
            '2 * 3 * 4', 0
            """)
    void marksOfMarkdownAreCounted(String text, int marks) {
        assertEquals(marks, TextTraits.marks(text.replace("\\n", "\n")));
    }

    @Test
    void samplesShareAPromptWhenMediaAndFirstWordsAreEqual() {
        assertEquals(prompt("Why?", "Because.", PICTURE), prompt(" Why? ", "No idea.", PICTURE));
        assertNotEquals(prompt("Why?", "Because.", PICTURE), prompt("Why?", "Because."));
        assertNotEquals(prompt("Why?", "x", PICTURE), prompt("Why?", "x", new Media(Media.Kind.VIDEO, "a.png")));
        assertNotEquals(prompt("ab", "x"), prompt("a", "x"));
    }

    @Test
    void whatComesAfterTheFirstAnswerDoesNotChangeThePrompt() {
        Sample once = sample("Why?", "Because.", List.of(), "{}");
        Sample twice = new Sample(
                1,
                0,
                1,
                List.of(
                        new Turn(Role.USER, "Why?"),
                        new Turn(Role.ASSISTANT, "So."),
                        new Turn(Role.USER, "And?"),
                        new Turn(Role.ASSISTANT, "Then.")),
                List.of(),
                "{}");

        assertEquals(TextTraits.promptKey(once), TextTraits.promptKey(twice));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '{"category": "b", "task": "a"}', a
            '{"x": {"task": "inner"}, "question_type": " c "}', c
            '{"task": 7, "source": "s"}', s
            '{"task": ""}', ''
            'task,answer', ''
            '{broken', ''
            """)
    void theTaskIsWhatTheRecordItselfNames(String raw, String task) {
        Optional<String> found =
                new TextTraits().of(sample("a", "b", List.of(), raw)).task();

        assertEquals(task, found.orElse(""));
    }
}
