package winnow.store.query;

/**
 * Whole numbers from one to another, both included.
 *
 * @param from 0 or more
 * @param to not less than {@code from}; {@link Long#MAX_VALUE} for no limit
 */
public record Span(long from, long to) {

    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "A range goes from a smaller to a greater number, was " + from + ".." + to);
        }
    }

    /** {@code 5}, {@code 5..7} or {@code 5..}, as the query language writes it. */
    @Override
    public String toString() {
        if (from == to) {
            return Long.toString(from);
        }
        return from + ".." + (to == Long.MAX_VALUE ? "" : Long.toString(to));
    }
}
