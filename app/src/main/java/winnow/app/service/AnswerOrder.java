package winnow.app.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.store.data.Comparison.Choice;

/**
 * The answers of a record in order, and what that says of each two of them.
 *
 * @param order the candidates, the best first; those in one list are as good
 */
record AnswerOrder(List<List<Integer>> order) {

    AnswerOrder {
        order = order.stream().map(List::copyOf).toList();
    }

    /**
     * An order of known answers.
     *
     * @throws IllegalArgumentException if it does not name each of them once
     */
    AnswerOrder(List<Integer> known, List<List<Integer>> order) {
        this(order);
        List<Integer> named = order.stream().flatMap(List::stream).sorted().toList();
        if (!named.equals(known.stream().sorted().toList())) {
            throw new IllegalArgumentException(
                    "An order names every answer of the record once, which are " + known + "; it named " + named + ".");
        }
    }

    /** For each two candidates, the better before the worse: {@link Choice#A}, or {@link Choice#TIE}. */
    Map<List<Integer>, Choice> pairs() {
        Map<List<Integer>, Choice> pairs = new LinkedHashMap<>();
        for (int place = 0; place < order.size(); place++) {
            List<Integer> alike = order.get(place);
            List<Integer> worse = new ArrayList<>();
            order.subList(place + 1, order.size()).forEach(worse::addAll);
            for (int i = 0; i < alike.size(); i++) {
                for (int other : alike.subList(i + 1, alike.size())) {
                    pairs.put(List.of(alike.get(i), other), Choice.TIE);
                }
                for (int other : worse) {
                    pairs.put(List.of(alike.get(i), other), Choice.A);
                }
            }
        }
        return pairs;
    }
}
