package winnow.scoring.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DisagreementTest {

    @Test
    void itemsAModelGetsWrongAreDisagreementsAndFailedOnesAreNot() {
        Item right = Item.of("Chat", List.of(2.0), List.of(1.0));
        Item tie = Item.of("Chat", List.of(1.0), List.of(1.0));
        Item failed = Item.failed("Safety", Benchmark.REWARDBENCH);
        Item wrong = Item.of("Safety", List.of(-1.0), List.of(0.5)).at(40);
        Item untold = Item.of("Chat", false);

        List<Disagreement> found = Disagreement.of(
                new Results(Benchmark.REWARDBENCH, List.of(right, tie, failed, wrong, untold), Map.of(), 1, ""));

        assertEquals(
                List.of(1L, 40L, 4L), found.stream().map(Disagreement::item).toList());
        assertEquals(
                List.of("Chat", "Safety", "Chat"),
                found.stream().map(Disagreement::group).toList());
        assertEquals(OptionalDouble.of(1.5), found.get(1).excess());
        assertEquals(OptionalDouble.empty(), found.get(2).excess());
    }

    @Test
    void ofSeveralStylesTheWrongComparisonsAreCounted() {
        Item item = Item.of("math", List.of(3.0, 1.0, 0.0), List.of(-1.0, 0.5, 2.0));

        Disagreement found = Disagreement.of(new Results(Benchmark.RM_BENCH, List.of(item), Map.of(), 0, ""))
                .get(0);

        assertEquals(3, found.wrong());
        assertEquals(9, found.comparisons());
        assertEquals(OptionalDouble.of(2.0), found.excess());
    }
}
