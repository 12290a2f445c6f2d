package winnow.scoring.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import winnow.scoring.rank.BestOfN.Answers;

class BestOfNTest {

    private static List<Double> doubles(List<Integer> values) {
        return values.stream().map(Integer::doubleValue).toList();
    }

    /** Against every choice of n answers, one by one. */
    @Property(tries = 150)
    void itIsTheMeanOverAllChoices(
            @ForAll @Size(min = 1, max = 7) List<@IntRange(max = 4) Integer> values,
            @ForAll @Size(7) List<@IntRange(max = 90) Integer> figures) {
        int m = values.size();
        List<Double> rewards = doubles(figures.subList(0, m));
        Answers answers = new Answers(doubles(values), rewards, rewards);

        List<BestOfN> curve = BestOfN.upTo(9, List.of(answers));

        assertEquals(m, curve.size());
        for (int n = 1; n <= m; n++) {
            double sum = 0;
            int choices = 0;
            for (int chosen = 0; chosen < 1 << m; chosen++) {
                if (Integer.bitCount(chosen) == n) {
                    int best = -1;
                    for (int i = 0; i < m; i++) {
                        boolean in = (chosen >> i & 1) == 1;
                        best = in && (best < 0 || values.get(i) > values.get(best)) ? i : best;
                    }
                    sum += rewards.get(best);
                    choices++;
                }
            }
            assertEquals(sum / choices, curve.get(n - 1).reward().value(), 1e-9);
        }
        assertEquals(rewards.get(answers.pick()), curve.get(m - 1).reward().value(), 1e-9);
    }

    /** Gosset's own figures: ten gains of sleep, mean 1.58 and standard error 0.389 (Student 1908, differences). */
    @Test
    void meansHaveStudentsInterval() {
        double[] gains = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
        List<Answers> prompts = new ArrayList<>();
        for (double gain : gains) {
            prompts.add(new Answers(List.of(1.0), List.of(gain), List.of(10.0)));
        }

        BestOfN one = BestOfN.upTo(1, prompts).get(0);

        assertEquals(1.58, one.reward().value(), 1e-9);
        assertEquals(0.7001142, one.reward().low(), 1e-6);
        assertEquals(2.4598858, one.reward().high(), 1e-6);
        assertEquals(10, one.length().low(), 1e-12);
        assertEquals(10, one.prompts());
    }

    @Test
    void promptsWithFewerAnswersDropOut() {
        Answers three = new Answers(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0), List.of(30.0, 20.0, 10.0));
        Answers one = new Answers(List.of(9.0), List.of(9.0), List.of(90.0));

        List<BestOfN> curve = BestOfN.upTo(5, List.of(three, one));

        assertEquals(List.of(2, 1, 1), curve.stream().map(BestOfN::prompts).toList());
        assertEquals(5.5, curve.get(0).reward().value(), 1e-12);
        assertEquals(3, curve.get(2).reward().value(), 1e-12);
        assertEquals(10, curve.get(2).length().value(), 1e-12);
        assertTrue(Double.isNaN(curve.get(2).reward().low()));
        assertEquals(List.of(), BestOfN.upTo(3, List.of()));
    }
}
