package winnow.app.ui.export;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.ExportService;
import winnow.viewer.text.Words;

/** What the last export wrote: each file with its records and its hash. */
final class DoneCard extends VBox {

    private final Words words;

    DoneCard(ExportViewModel model, Words words) {
        super(4);
        this.words = words;
        setId("done");
        getStyleClass().add("card");
        model.reportProperty().addListener((property, before, report) -> show(report));
        show(model.reportProperty().get());
    }

    private void show(ExportService.Report report) {
        setVisible(report != null);
        setManaged(report != null);
        getChildren().clear();
        if (report == null) {
            return;
        }
        FontIcon sign = new FontIcon("fth-check-circle");
        sign.getStyleClass().add("keep-text");
        Label title = new Label(words.tr("{0} records exported, {1} removed", report.kept(), report.pruned()));
        title.setId("exported");
        title.getStyleClass().add("card-title");
        HBox head = new HBox(8, sign, title);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
        report.files().forEach(file -> getChildren().add(row(file)));
        long left =
                report.leftOut().values().stream().mapToLong(Long::longValue).sum();
        if (left > 0) {
            line("left-out", words.tr("{0} kept records do not fit the layout; left_out.jsonl says why", left));
        }
        ExportService.MediaReport media = report.media();
        if (media.choice() != ExportService.MediaChoice.NONE) {
            line(
                    "brought",
                    words.tr(
                            "{0} pictures and videos copied, {1} linked, {2} not found",
                            media.copied(), media.linked(), media.missing()));
        }
    }

    private void line(String id, String text) {
        Label label = new Label(text);
        label.setId(id);
        label.getStyleClass().add("small");
        label.setWrapText(true);
        getChildren().add(label);
    }

    private HBox row(ExportService.Written file) {
        Label name = new Label(String.valueOf(file.path().getFileName()));
        name.getStyleClass().addAll("mono", "small");
        name.setPrefWidth(240);
        Label records = new Label(file.records() == 0 ? "–" : words.number(file.records()));
        records.getStyleClass().add("small");
        records.setPrefWidth(72);
        records.setAlignment(Pos.CENTER_RIGHT);
        Label hash = new Label(file.sha256());
        hash.getStyleClass().addAll("mono", "small", "muted");
        HBox.setHgrow(hash, Priority.ALWAYS);
        HBox row = new HBox(16, name, records, hash);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
