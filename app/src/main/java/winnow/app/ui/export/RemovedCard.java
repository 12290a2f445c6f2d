package winnow.app.ui.export;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.QueueRow;
import winnow.viewer.text.Words;

/** The samples that are left out, with score and reason; any can be taken back. */
final class RemovedCard extends VBox {

    private final ExportViewModel model;
    private final Words words;
    private final TableView<QueueRow> table = new TableView<>();
    private final HBox header;

    RemovedCard(ExportViewModel model, Desk desk) {
        super(8);
        this.model = model;
        this.words = desk.words();
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Will be removed"));
        title.getStyleClass().add("card-title");
        Label note = new Label(words.tr("nothing is deleted; take any back here"));
        note.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        header = new HBox(8, title, note, gap);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("card-head");
        table.setId("removed-list");
        table.setAccessibleText(words.tr("Will be removed"));
        table.setItems(model.removed());
        table.setFixedCellSize(32);
        table.setPlaceholder(new Label(words.tr("Nothing was pruned.")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("dense");
        add(words.tr("Sample"), 90, row -> "#" + row.sampleId());
        add(words.tr("Score"), 90, row -> words.score(row.reward().orElse(Double.NaN)));
        add(words.tr("Reason"), 200, row -> words.tr(row.reason().orElse("")));
        add(words.tr("Answer"), 360, QueueRow::preview);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(header, table);
    }

    @Override
    public void requestFocus() {
        table.requestFocus();
    }

    /** Whether a sample is chosen. */
    BooleanBinding chosen() {
        return Bindings.isNotNull(table.getSelectionModel().selectedItemProperty());
    }

    /** Adds the button that takes the chosen one back. */
    void wire(Command takeBack) {
        CommandButton button = new CommandButton(takeBack, words.tr("Take back"));
        button.getStyleClass().add("small");
        header.getChildren().add(button);
    }

    /** Takes the decision on the chosen sample back. */
    void takeBack() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .ifPresent(row -> model.takeBack(row.sampleId()));
    }

    private void add(String title, double width, java.util.function.Function<QueueRow, String> text) {
        TableColumn<QueueRow, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (title.equals(words.tr("Score"))) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }
}
