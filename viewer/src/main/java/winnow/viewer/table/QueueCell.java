package winnow.viewer.table;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;
import winnow.store.data.QueueRow;
import winnow.store.data.Verdict;
import winnow.viewer.text.Words;

/** One row of the queue: what it says to a screen reader, and when it is drawn anew. On the JavaFX thread. */
final class QueueCell extends ListCell<Long> {

    private final Words words;
    private final IntFunction<Optional<QueueRow>> rows;
    private final Function<Long, String> sourceName;
    private final QueueRowPane pane;

    QueueCell(
            Words words,
            Thumbnails thumbnails,
            IntFunction<Optional<QueueRow>> rows,
            Function<Long, String> sourceName) {
        this.words = words;
        this.rows = rows;
        this.sourceName = sourceName;
        this.pane = new QueueRowPane(words, thumbnails);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable Long sampleId, boolean empty) {
        super.updateItem(sampleId, empty);
        showRow();
    }

    /** Draws the row of the place this cell stands at, or its skeleton. */
    void showRow() {
        if (isEmpty() || getItem() == null || getListView() == null) {
            pane.showLoading();
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        Optional<QueueRow> row = rows.apply(getIndex());
        if (row.isPresent()) {
            String source = sourceName.apply(row.get().datasetId());
            pane.show(row.get(), source);
            setAccessibleText(spoken(row.get(), source));
        } else {
            pane.showLoading();
            setAccessibleText(words.tr("Rank {0}", getIndex() + 1) + ", " + words.tr("loading"));
        }
        setGraphic(pane);
    }

    /** "Rank 41, score minus 3.42, allava-caption, undecided, The photograph captures…". */
    private String spoken(QueueRow row, String source) {
        return Stream.of(
                        words.tr("Rank {0}", getIndex() + 1),
                        row.reward().isPresent()
                                ? words.tr("score {0}", spokenScore(row.reward().getAsDouble()))
                                : words.tr("not scored"),
                        source,
                        spokenVerdict(row.verdict()),
                        row.preview())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String spokenScore(double score) {
        String size = words.score(Math.abs(score));
        return score <= -0.005 ? words.tr("minus {0}", size) : size;
    }

    private String spokenVerdict(Optional<Verdict> verdict) {
        return switch (verdict.orElse(Verdict.NONE)) {
            case KEEP -> words.tr("kept");
            case PRUNE -> words.tr("pruned");
            case UNSURE -> words.tr("unsure");
            case NONE -> words.tr("undecided");
        };
    }
}
