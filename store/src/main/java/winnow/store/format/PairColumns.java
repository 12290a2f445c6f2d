package winnow.store.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Preference;

/** What layouts with a row an answer say of it against the other answer of its pair, as numbers. */
final class PairColumns {

    /** Names of the columns. */
    static final List<String> NAMES =
            List.of("votes_for", "votes_against", "votes_tied", "votes_both_bad", "margin", "probability");

    private PairColumns() {}

    /** One number a column; all are empty where nobody asked which answer is better. */
    static List<OptionalDouble> of(WholeRecord record, Candidate candidate) {
        if (record.preference().isEmpty()) {
            return Collections.nCopies(NAMES.size(), OptionalDouble.empty());
        }
        Preference preference = record.preference().get();
        boolean first = record.candidates().get(0).number() == candidate.number();
        List<OptionalDouble> numbers = new ArrayList<>();
        for (long count : new long[] {
            preference.votesFor(first),
            preference.votesFor(!first),
            preference.votesForNone(false),
            preference.votesForNone(true)
        }) {
            numbers.add(OptionalDouble.of((double) count));
        }
        OptionalDouble margin = preference.margin();
        OptionalDouble probability = preference.probability();
        numbers.add(first || margin.isEmpty() ? margin : OptionalDouble.of(0 - margin.getAsDouble()));
        numbers.add(first || probability.isEmpty() ? probability : OptionalDouble.of(1 - probability.getAsDouble()));
        return numbers;
    }
}
