package winnow.app.ui.welcome;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.DemoWorldModel;
import winnow.scoring.ModelInfo;
import winnow.viewer.text.Words;

/** The models there are, and whether they were trained. */
final class ModelsCard extends VBox {

    private static final double MEGABYTE = 1e6;

    private final WelcomeViewModel model;
    private final Words words;

    ModelsCard(WelcomeViewModel model, Words words) {
        this.model = model;
        this.words = words;
        setId("models");
        getStyleClass().addAll("card", "flush");
        model.models().addListener((ListChangeListener<ModelInfo>) change -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        if (model.models().isEmpty()) {
            Label none = new Label(words.tr("Looking for models…"));
            none.getStyleClass().addAll("muted", "line-row");
            getChildren().add(none);
        }
        model.models().forEach(info -> getChildren().add(row(info)));
        getChildren().get(getChildren().size() - 1).getStyleClass().add("last");
    }

    private Node row(ModelInfo info) {
        Label name = new Label(DemoWorldModel.is(info) ? words.tr("Demo world") : info.name());
        name.getStyleClass().add("bold");
        name.setMinWidth(USE_PREF_SIZE);
        Label size = new Label(size(info.bytes()));
        size.getStyleClass().addAll("muted", "small");
        size.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, name, size);
        head.setAlignment(Pos.BASELINE_LEFT);
        Label folder = new Label(
                DemoWorldModel.is(info)
                        ? words.tr("knows the demo world and nothing else")
                        : info.folder().toString());
        folder.getStyleClass().addAll("muted", "small");
        VBox text = new VBox(2, head, folder);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label state = new Label(
                info.trained() ? words.tr("Trained") : words.tr("Untrained"),
                new FontIcon(info.trained() ? "fth-check-circle" : "fth-alert-triangle"));
        state.getStyleClass().add(info.trained() ? "keep-text" : "warning-text");
        state.getGraphic().getStyleClass().add(info.trained() ? "keep-text" : "warning-text");
        state.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(16, new FontIcon("fth-cpu"), text, state);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("line-row", "muted");
        return row;
    }

    private String size(long bytes) {
        double megabytes = bytes / MEGABYTE;
        return megabytes >= 1000
                ? String.format(words.locale(), "%.1f GB", megabytes / 1000)
                : String.format(words.locale(), "%.1f MB", megabytes);
    }
}
