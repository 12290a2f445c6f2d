package winnow.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTruthTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | The total is 40 + 2 = 42. | true",
                "42 | 42.0 | true",
                "42 | The answer is 42 apples. | true",
                "42 | The answer is 41. | false",
                "42 | First 42, then we take one away, so 41. | false",
                "1,234.5 | #### 1234.50 | true",
                "0.5 | The answer is 1/2. | true",
                "\\frac{1}{2} | \\boxed{\\dfrac{1}{2}} | true",
                "\\frac{1}{2} | The answer is 0.5 | true",
                "-3 | So x = −3 | true",
                "12.5% | 12.5% | true",
                "x^2+1 | Hence $\\boxed{x^2 + 1}$. | true",
                "x^2+1 | Hence $\\boxed{x^2 - 1}$. | false",
                "Paris | The answer is Paris. | true",
                "Paris | the paris! | true",
                "Paris | Lyon | false",
                "B | The answer is B. BECAUSE: it is. | true",
                "B | (B) | true",
                "B | b) since | true",
                "B | The answer is C. | false",
                "B | A dog is in the picture. | false",
                "145 | 답: 145 | true",
            })
    void anAnswerMeetsTheTruthOrNot(String truth, String answer, boolean right) {
        assertEquals(right, new GroundTruth(truth, List.of()).isMetBy(answer), answer);
    }

    @Test
    void anOptionMayBeNamedByItsLetterOrItsWords() {
        GroundTruth truth = new GroundTruth("140°", List.of("135°", "140°", "145°"));

        assertEquals(true, truth.isMetBy("The answer is (B)."));
        assertEquals(true, truth.isMetBy("The answer is 140°."));
        assertEquals(false, truth.isMetBy("The answer is (C)."));
        assertEquals(false, truth.isMetBy("The answer is 145°."));
        assertEquals(true, new GroundTruth("a cat", List.of("a dog", "a cat")).isMetBy("I can see a cat there"));
        assertEquals(false, new GroundTruth("a cat", List.of("a dog", "a cat")).isMetBy("a dog beside a cat"));
    }

    @Test
    void theTruthIsReadFromTheRecord() {
        assertEquals(
                Optional.of(new GroundTruth("140°", List.of("135°", "140°"))),
                GroundTruth.of("{\"choices\": [\"135°\", \"140°\"], \"answer\": 1}"));
        assertEquals(Optional.of(new GroundTruth("7", List.of())), GroundTruth.of("{\"answer\": 7, \"q\": \"x\"}"));
        assertEquals(Optional.empty(), GroundTruth.of("{\"question\": \"x\", \"answer\": null}"));
        assertEquals(Optional.empty(), GroundTruth.of("{\"answer\": "));
        assertEquals(Optional.empty(), GroundTruth.of("x,y,z"));
    }

    /** The models' choices are written beside their answers by those who published them. */
    @Test
    void realAnswersToScienceQaAreJudgedAsTheirAuthorsDid() throws IOException {
        int right = 0;
        int agreed = 0;
        List<String> other = new ArrayList<>();
        for (JsonNode record : records()) {
            GroundTruth truth = GroundTruth.of(record.toString()).orElseThrow();
            int letter = truth.text().charAt(0) - 'A';
            boolean met = truth.isMetBy(record.get("llava_13b").asText());
            boolean expected = record.get("llava_13b_choice").asInt() == letter;
            right += expected ? 1 : 0;
            agreed += met == expected ? 1 : 0;
            if (met != expected) {
                other.add(record.get("pid").asText());
            }
        }
        assertEquals(List.of(), other);
        assertEquals(records().size(), agreed);
        assertEquals(20, right);
    }

    private static List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (InputStream in =
                GroundTruthTest.class.getResourceAsStream("/formats/scienceqa/real_model_answers.jsonl")) {
            if (in == null) {
                throw new IOException("the test file is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    records.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return records;
    }
}
