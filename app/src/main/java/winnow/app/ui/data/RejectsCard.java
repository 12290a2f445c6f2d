package winnow.app.ui.data;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;
import winnow.viewer.text.Words;

/** The records of a dataset that could not be read, with the line and the reason. */
final class RejectsCard extends VBox {

    RejectsCard(DataViewModel model, Words words) {
        super(8);
        getStyleClass().addAll("card", "flush");
        Label title = new Label();
        title.getStyleClass().addAll("card-title", "card-head");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            Dataset dataset = model.selectedProperty().get();
                            return dataset == null
                                    ? words.tr("Rejected records")
                                    : words.tr("Rejected records of {0}", dataset.name());
                        },
                        model.selectedProperty()));
        TableView<Reject> table = new TableView<>(model.rejects());
        table.setId("rejects");
        table.setAccessibleText(words.tr("Rejected records"));
        table.setFixedCellSize(32);
        table.setMinHeight(120);
        table.setPlaceholder(new Label(words.tr("Every record could be read.")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("dense");
        addColumns(table, words);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(this, Priority.ALWAYS);
        getChildren().addAll(title, table);
    }

    private static void addColumns(TableView<Reject> table, Words words) {
        TableColumn<Reject, String> line = new TableColumn<>(words.tr("Line"));
        line.setCellValueFactory(row -> new ReadOnlyStringWrapper(
                row.getValue().line().isPresent()
                        ? words.number(row.getValue().line().getAsLong())
                        : ""));
        line.getStyleClass().add("number-column");
        line.setPrefWidth(90);
        line.setMaxWidth(120);
        TableColumn<Reject, String> reason = new TableColumn<>(words.tr("Why"));
        reason.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().reason()));
        line.setSortable(false);
        reason.setSortable(false);
        table.getColumns().add(line);
        table.getColumns().add(reason);
    }
}
