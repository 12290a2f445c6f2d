package winnow.store.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import winnow.store.query.Criterion.Measure;

/**
 * What to look for: all terms must fit.
 *
 * @param terms none for every sample
 */
public record Query(List<Term> terms) {

    /** Every sample. */
    public static final Query ALL = new Query(List.of());

    public Query {
        terms = List.copyOf(terms);
    }

    /**
     * Reads a query.
     *
     * @param text in the query language; blank for all
     * @throws IllegalArgumentException if it is not understood; the message names the bad part and what is known
     */
    public static Query parse(String text) {
        return new Parser(text).query();
    }

    /** What it asks of kept rankings. */
    public Set<Measure> measures() {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        for (Term term : terms) {
            if (term.criterion() instanceof Criterion.Measured c) {
                measures.add(c.measure());
            } else if (term.criterion() instanceof Criterion.MeasuredPercentile c) {
                measures.add(c.measure());
            }
        }
        return measures;
    }

    /** As the query language writes it; {@link #parse} gives the same query back. */
    @Override
    public String toString() {
        return terms.stream().map(Term::toString).collect(Collectors.joining(" "));
    }

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
