package winnow.app.ui.model;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.ModelRun;
import winnow.viewer.text.Words;

/** What the chosen model scored in the open workspace; hidden where it scored nothing. */
final class RunsCard extends VBox {

    private static final double ROW = 32;
    private static final double HEADER = 36;
    private static final int MOST = 6;

    private final Words words;
    private final TableView<ModelRun> table = new TableView<>();

    RunsCard(ModelsViewModel model, Words words) {
        super(0);
        this.words = words;
        setId("model-runs");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Runs with this model"));
        title.getStyleClass().add("bold");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label note = new Label(words.tr("scores compare only within a run"));
        note.getStyleClass().addAll("muted", "dense");
        HBox head = new HBox(8, title, gap, note);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("card-head");
        table.setId("runs");
        table.setAccessibleText(title.getText());
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().add("dense");
        add(words.tr("Run"), 220, false, run -> run.id() + ", " + model.workspace());
        add(words.tr("Settings"), 260, false, this::settings);
        add(words.tr("Scored"), 100, true, run -> words.number(run.scored()));
        add(words.tr("Failed"), 100, true, run -> words.number(run.failed()));
        getChildren().addAll(head, table);
        model.runsProperty().addListener((property, before, runs) -> show(runs));
        show(model.runsProperty().get());
    }

    private String settings(ModelRun run) {
        String text = words.tr("{0} tiles", run.tiles()) + ", " + run.precision();
        return run.forced() ? text + ", " + words.tr("forced") : text;
    }

    private void show(ModelsViewModel.Runs runs) {
        int count = runs.runs().size();
        table.getItems().setAll(runs.runs());
        double height = Math.min(MOST, count) * ROW + HEADER;
        table.setPrefHeight(height);
        table.setMinHeight(Math.min(height, HEADER + 2 * ROW));
        setVisible(count > 0);
        setManaged(count > 0);
    }

    private void add(String title, double width, boolean number, Function<ModelRun, String> text) {
        TableColumn<ModelRun, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        if (number) {
            column.getStyleClass().add("number-column");
        }
        table.getColumns().add(column);
    }
}
