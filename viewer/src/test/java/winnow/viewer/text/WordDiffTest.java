package winnow.viewer.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    @Test
    void wordsThatTheOtherHasNotAreMarked() {
        String left = "There are four shiny objects in all";
        String right = "There are exactly five shiny objects";

        WordDiff diff = WordDiff.of(left, right);

        assertEquals(List.of("four", "in all"), marked(left, diff.left()));
        assertEquals(List.of("exactly five"), marked(right, diff.right()));
    }

    @Test
    void equalTextsHaveNoDifference() {
        assertEquals(WordDiff.none(), WordDiff.of("the same  words", "the same words"));
    }

    @Test
    void veryLongTextsAreComparedFromBothEnds() {
        String left = "start " + "a ".repeat(3_000) + "end";
        String right = "start " + "b ".repeat(3_000) + "end";

        WordDiff diff = WordDiff.of(left, right);

        assertEquals(1, marked(left, diff.left()).size());
        assertTrue(diff.left().get(6));
        assertEquals(left.length() - 4, diff.left().length());
    }

    /** What is not marked is the same in both. */
    @Property(tries = 200)
    void theRestIsTheSame(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars(' ') String left,
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars(' ') String right) {
        WordDiff diff = WordDiff.of(left, right);

        assertEquals(rest(left, diff.left()), rest(right, diff.right()));
    }

    private static String rest(String text, BitSet marked) {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            rest.append(marked.get(i) ? ' ' : text.charAt(i));
        }
        return rest.toString().replaceAll("\\s+", " ").strip();
    }

    private static List<String> marked(String text, BitSet marked) {
        List<String> parts = new ArrayList<>();
        for (int from = marked.nextSetBit(0); from >= 0; from = marked.nextSetBit(marked.nextClearBit(from))) {
            parts.add(text.substring(from, marked.nextClearBit(from)));
        }
        return parts;
    }
}
