package winnow.store.query;

import static java.util.Objects.requireNonNull;

/**
 * One word of a query.
 *
 * @param negated whether the samples it does not fit are meant
 * @param criterion what it asks for
 */
public record Term(boolean negated, Criterion criterion) {

    public Term {
        requireNonNull(criterion, "criterion");
    }

    /** As the query language writes it. */
    @Override
    public String toString() {
        return (negated ? "-" : "") + criterion.text();
    }
}
