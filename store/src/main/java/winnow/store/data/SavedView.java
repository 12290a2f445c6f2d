package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * A search that is kept under a name.
 *
 * @param name what it is called; never blank
 * @param query what it finds, in the query language; blank for all
 * @param annotator who kept it last
 */
public record SavedView(String name, String query, String annotator) {
    public SavedView {
        requireNonNull(query, "query");
        requireNonNull(annotator, "annotator");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A view must have a name");
        }
    }
}
