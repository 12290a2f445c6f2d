package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cells of several pictures show, group by group of words that exclude each other. Heap memory only. */
final class FactBatch {

    /** Pictures that show words of a group, for it to weigh in full: what few show is mostly noise. */
    private static final float FULL_WEIGHT = 12;

    private final List<long[]> rows = new ArrayList<>();
    private final List<long[]> words = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();

    /** Gathers facts; a picture has so many cells. */
    FactBatch(List<Lesson> lessons, Map<String, List<String>> groups, int cells) {
        groups.forEach((group, names) -> {
            Set<Integer> having = new HashSet<>();
            List<Long> at = new ArrayList<>();
            List<Long> word = new ArrayList<>();
            for (int i = 0; i < lessons.size(); i++) {
                for (Lesson.Fact fact : lessons.get(i).facts()) {
                    if (fact.group().equals(group)) {
                        having.add(i);
                        at.add((long) i * cells + fact.cell());
                        word.add((long) names.indexOf(fact.word()));
                    }
                }
            }
            rows.add(longs(at));
            words.add(longs(word));
            weights.add(having.size() / FULL_WEIGHT);
        });
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** Of every group the cells there is a fact of, counted over all pictures. */
    List<long[]> rows() {
        return List.copyOf(rows);
    }

    /** Of every fact the place of its word in its group. */
    List<long[]> words() {
        return List.copyOf(words);
    }

    /** How much each group weighs. */
    float[] weights() {
        float[] found = new float[weights.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = weights.get(i);
        }
        return found;
    }
}
