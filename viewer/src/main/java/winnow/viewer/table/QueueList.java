package winnow.viewer.table;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import winnow.store.data.QueueRow;
import winnow.viewer.text.Words;

/**
 * The review queue: up to a million samples in rows of 54 pixels, of which only those near the screen are in memory. A
 * click or the arrow keys select a row. On the JavaFX thread.
 */
public final class QueueList extends Region {

    /** Height of a row where no style sheet says another. */
    private static final double ROW_HEIGHT = 54;
    /** Rows kept in sight before and after the selected one. */
    private static final int CONTEXT = 2;

    private final Words words;
    private final RowPages pages;
    private final Thumbnails thumbnails;
    private final ListView<Long> list = new ListView<>();
    /** The cells in use; the list view drops and makes them as it likes. */
    private final Set<QueueCell> cells = Collections.newSetFromMap(new WeakHashMap<>());

    private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper(this, "selected", -1);
    private final ObjectProperty<Function<Long, String>> sourceName =
            new SimpleObjectProperty<>(this, "sourceName", datasetId -> "");

    private final ObjectProperty<Function<Long, OptionalDouble>> value =
            new SimpleObjectProperty<>(this, "value", sampleId -> OptionalDouble.empty());

    /** An empty queue that asks the sources for what comes into sight. */
    public QueueList(Words words, RowSource rows, ThumbnailSource thumbnails) {
        this.words = words;
        this.pages = new RowPages(rows, this::arrived);
        this.thumbnails = new Thumbnails(thumbnails);
        getStyleClass().add("queue-list");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setCellFactory(view -> newCell());
        list.setId("queue-rows");
        getChildren().add(list);
        indexProperty().addListener((property, before, now) -> selected.set(idAt(now.intValue())));
        sourceName.addListener(property -> showAll());
        value.addListener(property -> showAll());
        setOrder(new long[0]);
    }

    /** Shows other samples, from the top and with none selected. Rows still under way for the old order are dropped. */
    public void setOrder(long[] sampleIds) {
        OrderView order = new OrderView(sampleIds);
        pages.setOrder(order);
        list.getSelectionModel().clearSelection();
        list.setItems(order);
        list.setAccessibleText(words.tr("The queue, {0} samples", sampleIds.length));
        list.scrollTo(0);
        showAll();
    }

    /** The selected sample; -1 while none is. Changes together with {@link #indexProperty}. */
    public ReadOnlyLongProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Where the selected sample stands, from 0; -1 while none is selected. */
    public ReadOnlyIntegerProperty indexProperty() {
        return list.getSelectionModel().selectedIndexProperty();
    }

    /**
     * Selects a row and brings it into sight with the two before and after it; a place outside the queue is refused.
     */
    public void select(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("Row " + index + " of a queue of " + size());
        }
        list.getSelectionModel().clearAndSelect(index);
        list.getFocusModel().focus(index);
        reveal(index);
    }

    /** Shows a row anew after a decision about it; one that is not in memory needs nothing. */
    public void replace(QueueRow row) {
        pages.replace(row);
        showAll();
    }

    /** Samples in the queue. */
    public int size() {
        return list.getItems().size();
    }

    /** How the rows name a dataset, by its number; nothing at first. */
    public ObjectProperty<Function<Long, String>> sourceNameProperty() {
        return sourceName;
    }

    /** What the rows show in place of the reward, by the number of the sample; empty for the reward. */
    public ObjectProperty<Function<Long, OptionalDouble>> valueProperty() {
        return value;
    }

    private Optional<QueueRow> row(int index) {
        return pages.row(index).map(row -> {
            OptionalDouble other = value.get().apply(row.sampleId());
            return other.isPresent() ? row.scored(other) : row;
        });
    }

    @Override
    public void requestFocus() {
        list.requestFocus();
    }

    @Override
    protected void layoutChildren() {
        layoutInArea(list, 0, 0, getWidth(), getHeight(), 0, HPos.LEFT, VPos.TOP);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 296;
    }

    /** The thumbnails alone. */
    @Override
    protected double computeMinWidth(double height) {
        return 72;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 10 * list.getFixedCellSize();
    }

    private QueueCell newCell() {
        QueueCell cell = new QueueCell(
                words, thumbnails, this::row, id -> sourceName.get().apply(id));
        cells.add(cell);
        return cell;
    }

    private void arrived(int from, int to) {
        List.copyOf(cells).stream()
                .filter(cell -> cell.getIndex() >= from && cell.getIndex() < to)
                .forEach(QueueCell::showRow);
    }

    private void showAll() {
        List.copyOf(cells).forEach(QueueCell::showRow);
    }

    private long idAt(int index) {
        return index < 0 || index >= size() ? -1 : list.getItems().get(index);
    }

    private void reveal(int index) {
        int inSight = (int) (list.getHeight() / list.getFixedCellSize());
        if (inSight == 0) {
            // Before the first layout.
            list.scrollTo(Math.max(0, index - CONTEXT));
            return;
        }
        int context = Math.max(0, Math.min(CONTEXT, (inSight - 1) / 2));
        int first = (int) Math.ceil(topRow());
        if (index - context < first) {
            list.scrollTo(Math.max(0, index - context));
        } else if (index + context >= first + inSight) {
            list.scrollTo(Math.max(0, Math.min(size(), index + context + 1) - inSight));
        }
    }

    /** The row at the upper edge, with the share of it that is scrolled out of sight; 0 before the first layout. */
    private double topRow() {
        for (Node child : list.getChildrenUnmodifiable()) {
            if (child instanceof VirtualFlow<?> flow && flow.getFirstVisibleCell() != null) {
                IndexedCell<?> cell = flow.getFirstVisibleCell();
                return cell.getIndex() - cell.getLayoutY() / list.getFixedCellSize();
            }
        }
        return 0;
    }
}
