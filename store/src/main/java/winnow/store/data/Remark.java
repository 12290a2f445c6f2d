package winnow.store.data;

import static java.util.Objects.requireNonNull;

/**
 * Something an annotator wrote on a sample beside a verdict.
 *
 * @param kind a tag or a note
 * @param text name of the tag, or what the note says; never blank
 * @param annotator who wrote it
 */
public record Remark(Kind kind, String text, String annotator) {

    /** What it is. */
    public enum Kind {
        /** A short name by which samples are found again; a sample may have many. */
        TAG,
        /** A text; one an annotator and sample. */
        NOTE
    }

    public Remark {
        requireNonNull(kind, "kind");
        requireNonNull(annotator, "annotator");
        if (text.isBlank()) {
            throw new IllegalArgumentException("A remark must say something");
        }
    }
}
