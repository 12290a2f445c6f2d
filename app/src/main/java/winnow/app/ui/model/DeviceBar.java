package winnow.app.ui.model;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** Where models compute, and whether anything is connected. */
final class DeviceBar extends VBox {

    DeviceBar(ModelsViewModel model, Words words, Command found) {
        super(4);
        ComboBox<String> device = new ComboBox<>();
        device.setId("scoring-device");
        device.getItems().addAll("auto", "cpu", "cuda:0", "cuda:1");
        device.setMaxWidth(Double.MAX_VALUE);
        device.setAccessibleText(words.tr("Scoring device"));
        device.valueProperty().bindBidirectional(model.deviceProperty());
        HBox.setHgrow(device, Priority.ALWAYS);
        Label name = new Label(words.tr("Scoring device"));
        name.setLabelFor(device);
        name.getStyleClass().addAll("muted", "small");
        Label line = new Label();
        line.setId("offline");
        line.getStyleClass().addAll("muted", "small");
        line.textProperty()
                .bind(Bindings.when(model.downloadingProperty())
                        .then(words.tr("connected: a download runs"))
                        .otherwise(words.tr("offline: no connection is opened")));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        CommandButton ask = new CommandButton(found, words.tr("What was found?"));
        HBox row = new HBox(8, device, ask);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(new HBox(8, name, gap, line), row);
    }
}
