package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import winnow.store.data.Remark;

/** Tags and notes of one sample as they become when one of them changes. */
final class Remarks {

    /** The tag of a bookmark. */
    static final String BOOKMARK = "bookmark";

    private static final Comparator<Remark> ORDER =
            Comparator.comparing(Remark::kind).thenComparing(Remark::text).thenComparing(Remark::annotator);

    private Remarks() {}

    /** Whether an annotator put a tag on. */
    static boolean has(List<Remark> remarks, String annotator, String tag) {
        return remarks.contains(new Remark(Remark.Kind.TAG, tag, annotator));
    }

    /** What an annotator's note says; empty for none. */
    static String note(List<Remark> remarks, String annotator) {
        return remarks.stream()
                .filter(each ->
                        each.kind() == Remark.Kind.NOTE && each.annotator().equals(annotator))
                .map(Remark::text)
                .findFirst()
                .orElse("");
    }

    /** With a tag put on, or taken off. */
    static UnaryOperator<List<Remark>> tagged(String annotator, String name, boolean on) {
        Remark tag = new Remark(Remark.Kind.TAG, name, annotator);
        return before -> {
            List<Remark> after = new ArrayList<>(before);
            after.remove(tag);
            if (on) {
                after.add(tag);
            }
            after.sort(ORDER);
            return after;
        };
    }

    /** With a note in place of the one before; empty text for none. */
    static UnaryOperator<List<Remark>> noted(String annotator, String text) {
        return before -> {
            List<Remark> after = new ArrayList<>(before);
            after.removeIf(
                    each -> each.kind() == Remark.Kind.NOTE && each.annotator().equals(annotator));
            if (!text.isEmpty()) {
                after.add(new Remark(Remark.Kind.NOTE, text, annotator));
            }
            after.sort(ORDER);
            return after;
        };
    }
}
