package winnow.app.ui.data;

import java.util.List;
import java.util.Optional;
import winnow.app.service.CheckReport.Finding;
import winnow.store.check.CheckKind;
import winnow.store.data.Verdict;

/**
 * Something that is not simply in.
 *
 * @param kind what became of it
 * @param text what and why, in the user's language
 * @param count how many records or samples
 * @param examples the first few, one line each
 * @param finding what a check found, with its samples; empty for what an import said
 * @param decided what was decided on all its samples; empty while some are undecided
 */
public record LedgerRow(
        Kind kind,
        String text,
        long count,
        List<String> examples,
        Optional<Finding> finding,
        Optional<Verdict> decided) {

    /** What became of it. */
    public enum Kind {
        /** A file nothing was taken of. */
        BROKEN,
        /** Records that could not be read. */
        REJECTED,
        /** Records that ask and are not answered. */
        PROMPT,
        /** Records that are odd and were imported all the same. */
        ODD,
        /** Samples whose pictures or videos cannot be shown. */
        MEDIA,
        /** Samples with another fault. */
        FINDING
    }

    public LedgerRow {
        examples = List.copyOf(examples);
    }

    /** Something an import said. */
    static LedgerRow said(Kind kind, String text, long count, List<String> examples) {
        return new LedgerRow(kind, text, count, examples, Optional.empty(), Optional.empty());
    }

    /** Something a check found. */
    static LedgerRow found(Finding finding, String text, List<String> examples, Optional<Verdict> decided) {
        boolean media = finding.kind() == CheckKind.MISSING_MEDIA || finding.kind() == CheckKind.UNREADABLE_MEDIA;
        return new LedgerRow(
                media ? Kind.MEDIA : Kind.FINDING, text, finding.count(), examples, Optional.of(finding), decided);
    }

    /** Whether its samples can be decided on at once: copies of a picture may come with other questions. */
    public boolean decidable() {
        return finding.isPresent()
                && decided.isEmpty()
                && finding.get().kind() != CheckKind.DUPLICATE_PICTURE
                && finding.get().kind() != CheckKind.NEAR_DUPLICATE_PICTURE;
    }
}
