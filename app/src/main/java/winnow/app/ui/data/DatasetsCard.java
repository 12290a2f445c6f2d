package winnow.app.ui.data;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import winnow.store.data.Dataset;
import winnow.viewer.text.Words;

/** The datasets of the workspace with what came of their records. */
final class DatasetsCard extends VBox {

    private static final double ROW = 32;
    private static final double HEADER = 36;

    private final TableView<Dataset> table = new TableView<>();

    DatasetsCard(DataViewModel model, Words words) {
        super(8);
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Datasets"));
        title.getStyleClass().addAll("card-title", "card-head");
        table.setId("datasets");
        table.setAccessibleText(words.tr("Datasets"));
        table.setItems(model.datasets());
        table.setFixedCellSize(ROW);
        table.setPlaceholder(new Label(words.tr("Nothing was imported yet.")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("dense");
        add(words.tr("Dataset"), 220, false, Dataset::name);
        add(words.tr("Format"), 120, false, Dataset::format);
        add(words.tr("Records"), 100, true, dataset -> words.number(dataset.records()));
        add(words.tr("Samples"), 100, true, dataset -> words.number(dataset.imported()));
        add(words.tr("Rejected"), 100, true, dataset -> words.number(dataset.rejected()));
        table.prefHeightProperty()
                .bind(javafx.beans.binding.Bindings.size(model.datasets())
                        .multiply(ROW)
                        .add(HEADER + 2));
        table.setMinHeight(HEADER + 2 * ROW);
        table.setMaxHeight(240);
        model.selectedProperty().addListener((property, before, dataset) -> mark(dataset));
        table.getSelectionModel().selectedItemProperty().addListener((property, before, dataset) -> {
            if (dataset != null && !dataset.equals(model.selectedProperty().get())) {
                model.select(dataset);
            }
        });
        getChildren().addAll(title, table);
    }

    private void mark(Dataset dataset) {
        if (dataset != null && table.getItems().contains(dataset)) {
            table.getSelectionModel().select(dataset);
        }
    }

    private void add(String title, double width, boolean number, Function<Dataset, String> text) {
        TableColumn<Dataset, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        if (number) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }
}
