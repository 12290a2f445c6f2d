package winnow.app.ui.measure;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.scoring.rank.Detection;
import winnow.viewer.text.Words;

/** Tables in cards, as every part of the measure screen shows them. */
final class Tables {

    private static final double ROW = 32;
    private static final double HEADER = 36;
    private static final double LEAST = 70;
    private static final double TEXT = 140;
    private static final double PLOT = 150;

    private Tables() {}

    /** A table without rows. */
    static <T> TableView<T> of(String id, String name) {
        TableView<T> table = new TableView<>();
        table.setId(id);
        table.setAccessibleText(name);
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.getStyleClass().add("dense");
        table.setPlaceholder(new Label(""));
        return table;
    }

    /** Makes a table as high as its rows. */
    static void fit(TableView<?> table) {
        double height = table.getItems().size() * ROW + HEADER;
        table.setPrefHeight(height);
        table.setMinHeight(height);
    }

    /** Adds a column. */
    static <T> void column(TableView<T> table, String title, boolean number, Function<T, String> text) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setMinWidth(number ? LEAST : TEXT);
        column.setPrefWidth(number ? LEAST : 2 * TEXT);
        column.setSortable(false);
        column.setReorderable(false);
        if (number) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }

    /** Adds a column with a plot of an AUROC and its interval, and the figure behind it. */
    static <T> void auroc(TableView<T> table, Words words, Function<T, Detection> figure) {
        TableColumn<T, Detection> column = new TableColumn<>("AUROC");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(figure.apply(row.getValue())));
        column.setCellFactory(of -> new AurocCell<>(words));
        column.setMinWidth(PLOT);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    /** A card with a heading and a remark beside it. */
    static VBox card(String title, Label remark, Node content) {
        Label head = new Label(title);
        head.getStyleClass().add("bold");
        head.setMinWidth(Region.USE_PREF_SIZE); // the remark gives way
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        remark.getStyleClass().addAll("muted", "dense");
        HBox line = new HBox(8, head, gap, remark);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("card-head");
        VBox card = new VBox(line, content);
        card.getStyleClass().addAll("card", "flush");
        return card;
    }

    /** A control under its name. */
    static VBox named(String name, Control control) {
        Label label = new Label(name);
        label.getStyleClass().addAll("bold", "dense");
        label.setLabelFor(control);
        control.setAccessibleText(name);
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(4, label, control);
    }
}
