package winnow.scoring.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Overall Judgment: Answer A is better | A",
                "**Overall Judgment:** Answer **B** is better. | B",
                "overall judgement: answer b is BETTER | B",
                "Overall Judgment: tie | TIE",
                "Overall Judgment: It's a tie. | TIE",
                "At first Answer A is better in tone, but it is wrong. Overall Judgment: Answer B is better | B",
                "Overall Judgment: Answer A is better. On reflection: Overall Judgment: Answer B is better | B",
                "답변 B는 짧습니다. Overall Judgment: Answer A is better 감사합니다. | A",
                "두 답변을 비교하면 답변 B가 더 좋습니다. | B",
                "I think so. [[A]] | A",
                "Both fine. [[C]] | TIE",
                "Verdict: B | B",
                "Both answers are equally good. | TIE",
                "### Overall Judgment: Answer A is slightly better than Answer B | A",
            })
    void theLastVerdictOfAReplyCounts(String reply, Verdicts.Verdict verdict) {
        assertEquals(Optional.of(verdict), Verdicts.verdict(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I cannot judge this.",
                "Answer A is not better than Answer B",
                "Overall Judgment:",
                "Overall Judgment: both have merit",
                "A"
            })
    void aReplyWithoutVerdictHasNone(String reply) {
        assertEquals(Optional.empty(), Verdicts.verdict(reply));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Score: 85 | 85",
                "**Score:** 72/100 | 72",
                "The answer is good. SCORE = 90. | 90",
                "Score (1-100): 41 | 41",
                "Score: 10. No, on reflection, Score: 60 | 60",
                "정확합니다. 점수: 77점 | 77",
                "Rating: 88.5 | 88.5",
                "64 | 64",
                "`100` | 100",
            })
    void theLastScoreOfAReplyCounts(String reply, double score) {
        assertEquals(OptionalDouble.of(score), Verdicts.score(reply));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Good.", "Score: 0", "Score: 101", "Score: -5", "Score: 8/10", "There are 50 cats"})
    void aReplyWithoutScoreFromOneToAHundredHasNone(String reply) {
        assertEquals(OptionalDouble.empty(), Verdicts.score(reply));
    }
}
