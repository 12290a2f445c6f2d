package winnow.viewer.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words english = new Words(Locale.US);
    private final Words korean = new Words(Locale.KOREA);

    @Test
    void aTextIsTranslated() {
        assertEquals("낮은 점수부터", korean.tr("Lowest first"));
    }

    @Test
    void aKeyWithAColonIsFound() {
        assertEquals("제외: 잘림", korean.tr("Prune: {0}", "잘림"));
    }

    @Test
    void aTextWithoutTranslationStaysEnglish() {
        assertEquals("Lowest frist", korean.tr("Lowest frist"));
    }

    @Test
    void wholeNumbersInATextCarryTheirThousands() {
        assertEquals("2,548개 남음", korean.tr("{0} to go", 2548));
    }

    @Test
    void scoresInATextCarryTwoDecimals() {
        assertEquals("from −5.20 to 3.00", english.tr("from {0} to {1}", -5.2, 3.0));
    }

    @Test
    void wordsInATextAreTakenAsTheyAre() {
        assertEquals("It's $1 {x} {1}", english.tr("It's {0} {x} {1}", "$1"));
    }

    @Test
    void aNegativeNumberHasTheTrueMinusSign() {
        assertEquals("−12,480", english.number(-12480));
    }

    @Test
    void aScoreThatRoundsToNothingHasNoSign() {
        assertEquals("0.00", english.score(-0.004));
    }

    @Test
    void aScoreThatIsNoNumberIsADash() {
        assertEquals("–", english.score(Double.NaN));
    }

    @Property
    void everyScoreHasTwoDecimalsAndNoHyphen(@ForAll double score) {
        String written = english.score(score);
        assertTrue(written.matches("−?[\\d,]+\\.\\d\\d|−?∞|–"), written);
    }
}
