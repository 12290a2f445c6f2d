package winnow.scoring.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static List<String> sentences(String text) {
        return Sentences.of(text, 64).stream()
                .map(s -> text.substring(s.from(), s.to()))
                .toList();
    }

    @Test
    void englishIsCutAtItsFullStops() {
        assertEquals(
                List.of("The cat sleeps.", "Is it 3.5 years old?", "Yes!"),
                sentences("The cat sleeps. Is it 3.5 years old?  Yes! "));
    }

    @Test
    void chineseJapaneseAndKoreanAreCutToo() {
        assertEquals(List.of("猫在睡觉。", "它很老。"), sentences("猫在睡觉。它很老。"));
        assertEquals(List.of("猫が寝ています。", "本当ですか？", "はい！"), sentences("猫が寝ています。本当ですか？はい！"));
        assertEquals(List.of("고양이가 자고 있습니다.", "나이가 많아요."), sentences("고양이가 자고 있습니다. 나이가 많아요."));
    }

    @Test
    void linesOfMarkdownAreSentencesWithTheirMarks() {
        assertEquals(
                List.of(
                        "# Title",
                        "1. Open the door.",
                        "Then wait.",
                        "2. Close it",
                        "- **bold** item",
                        "| a | b |",
                        "No.",
                        "I see."),
                sentences(
                        "# Title\n\n1. Open the door. Then wait.\n2. Close it\n- **bold** item\n| a | b |\nNo. I see."));
    }

    @Test
    void aBlockOfCodeIsOneSentence() {
        String code = "```java\nint a = 1; // one. two.\n\nreturn a;\n```";

        assertEquals(List.of("Look:", code, "Done."), sentences("Look:\n" + code + "\nDone."));
        assertEquals(List.of("```\nnever closed"), sentences("```\nnever closed\n"));
    }

    @Test
    void anEmptyAnswerHasNone() {
        assertEquals(List.of(), sentences(" \n\t\n"));
    }

    @Test
    void neighboursAreJoinedWhereThereAreTooMany() {
        String text = "One. ".repeat(100).strip();

        List<Sentences.Span> spans = Sentences.of(text, 64);

        assertEquals(50, spans.size());
        assertEquals(
                "One. One.", text.substring(spans.get(0).from(), spans.get(0).to()));
        assertEquals(text.length(), spans.get(49).to());
    }

    @Property(tries = 300)
    void nothingButBlanksIsBetweenSentences(@ForAll @StringLength(max = 60) String text) {
        int at = 0;
        for (Sentences.Span span : Sentences.of(text, 64)) {
            assertTrue(text.substring(at, span.from()).chars().allMatch(Character::isWhitespace));
            assertTrue(span.from() < span.to());
            at = span.to();
        }
        assertTrue(text.substring(at).chars().allMatch(Character::isWhitespace));
    }
}
