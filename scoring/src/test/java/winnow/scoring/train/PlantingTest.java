package winnow.scoring.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/** Faults go where they are said to be and nowhere else. */
class PlantingTest {

    private static List<Sample> pool(int count, boolean pictures) {
        List<Sample> pool = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Turn> turns = List.of(
                    new Turn(Role.USER, "What is this?"), new Turn(Role.ASSISTANT, "This is thing number " + i + "."));
            List<Media> media = pictures ? List.of(new Media(Media.Kind.IMAGE, i + ".png")) : List.of();
            pool.add(new Sample(100 + i, 0, 100 + i, turns, media, "{}"));
        }
        return pool;
    }

    @Test
    void whatIsNamedIsChangedAndAllElseIsNot() {
        List<Sample> pool = pool(70, true);

        Planting.Planted planted = Planting.into(pool, 0.5, 3);

        assertEquals(35, planted.faults().size());
        for (int i = 0; i < pool.size(); i++) {
            Sample before = pool.get(i);
            Sample after = planted.samples().get(i);
            String fault = planted.faults().getOrDefault((long) i, "");
            assertEquals(i, after.record());
            assertEquals(before.turns().get(0), after.turns().get(0));
            assertEquals(!fault.equals("swapped_picture"), before.media().equals(after.media()), fault);
            boolean answered = fault.isEmpty() || fault.equals("swapped_picture");
            assertEquals(answered, before.answer().equals(after.answer()), fault);
            switch (fault) {
                case "empty" -> assertEquals("", after.answer());
                case "truncated" -> assertTrue(before.answer().startsWith(after.answer()), after.answer());
                case "off_topic" -> assertTrue(after.answer().startsWith("This is thing number "), after.answer());
                case "duplicate" -> assertEquals(before.answer() + " " + before.answer(), after.answer());
                default -> assertFalse(after.answer().isBlank());
            }
        }
    }

    @Test
    void everyKindComesAsOftenAsCanBe() {
        assertEquals(
                Set.of(5),
                new HashSet<>(counts(Planting.into(pool(70, true), 0.5, 3)).values()));
        assertEquals(
                Planting.Fault.values().length,
                counts(Planting.into(pool(70, true), 0.5, 3)).size());
        Map<String, Integer> text = counts(Planting.into(pool(72, false), 0.5, 3));
        assertFalse(text.containsKey("swapped_picture"), text.toString());
        assertEquals(Set.of(6), new HashSet<>(text.values()));
    }

    private static Map<String, Integer> counts(Planting.Planted planted) {
        Map<String, Integer> counts = new HashMap<>();
        planted.faults().values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return counts;
    }

    @Test
    void theSameSeedPlantsTheSame() {
        List<Sample> pool = pool(40, true);

        assertEquals(Planting.into(pool, 0.4, 8), Planting.into(pool, 0.4, 8));
        assertNotEquals(Planting.into(pool, 0.4, 8), Planting.into(pool, 0.4, 9));
    }

    @Test
    void aFaultThatASampleCannotHaveIsNotPlanted() {
        List<Turn> turns = List.of(new Turn(Role.USER, "a"), new Turn(Role.ASSISTANT, "x"));
        List<Sample> two =
                List.of(new Sample(0, 0, 1, turns, List.of(), "{}"), new Sample(1, 0, 2, turns, List.of(), "{}"));

        for (int seed = 0; seed < 20; seed++) {
            Planting.Planted planted = Planting.into(two, 0.5, seed);
            String kind = planted.faults().values().iterator().next();
            assertTrue(Set.of("empty", "wrong_language", "duplicate").contains(kind), kind);
        }
    }
}
