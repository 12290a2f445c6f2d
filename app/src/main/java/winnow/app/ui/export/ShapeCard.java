package winnow.app.ui.export;

import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import winnow.app.service.ExportService.MediaChoice;
import winnow.app.ui.part.ChoiceText;
import winnow.viewer.text.Words;

/** What shape an export has: the layout of its records, and what becomes of pictures and videos. */
final class ShapeCard extends VBox {

    private final ExportViewModel model;
    private final Words words;

    ShapeCard(ExportViewModel model, Words words) {
        super(16);
        this.model = model;
        this.words = words;
        ComboBox<String> layout = box("layout", words.tr("Layout"), model.layoutProperty(), this::layoutName);
        layout.getItems().setAll(model.layouts());
        ComboBox<MediaChoice> media =
                box("media", words.tr("Pictures and videos"), model.mediaProperty(), this::mediaName);
        media.getItems().setAll(MediaChoice.values());
        getChildren()
                .setAll(
                        new VBox(4, bold(words.tr("Layout")), layout, hint("layout-hint", this::layoutHint)),
                        new VBox(4, bold(words.tr("Pictures and videos")), media, hint("media-hint", this::mediaHint)));
    }

    private <T> ComboBox<T> box(
            String id, String title, Property<T> chosen, java.util.function.Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(title);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new ChoiceText<>(name));
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private Label bold(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("bold");
        return label;
    }

    private Label hint(String id, java.util.function.Supplier<String> text) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.textProperty()
                .bind(Bindings.createStringBinding(text::get, model.layoutProperty(), model.mediaProperty()));
        return label;
    }

    private String layoutName(String layout) {
        return layout.equals(ExportViewModel.AS_IMPORTED) ? words.tr("As it came in") : layout;
    }

    private String layoutHint() {
        String layout = model.layoutProperty().get();
        return switch (layout) {
            case ExportViewModel.AS_IMPORTED -> words.tr("Records stay as they came in, byte for byte.");
            case "llava-json", "llava-jsonl", "sharegpt", "messages" ->
                words.tr("One answer a record; of a pair the better one.");
            case "trl", "ixc-reward", "llamafactory-dpo" -> words.tr("Pairs of a better and a worse answer.");
            case "ms-swift" -> words.tr("Single answers and pairs.");
            case "csv" -> words.tr("Scores and decisions of all answers, for a spreadsheet.");
            default -> model.about(layout);
        };
    }

    private String mediaName(MediaChoice choice) {
        return switch (choice) {
            case NONE -> words.tr("Leave them where they are");
            case COPY -> words.tr("Copy them into the folder");
            case LINK -> words.tr("Link them into the folder");
        };
    }

    private String mediaHint() {
        return switch (model.mediaProperty().get()) {
            case NONE -> words.tr("Records name them as they did.");
            case COPY -> words.tr("Records name the copies. Only media of kept records come along.");
            case LINK ->
                words.tr("Hard links take no space; a link is the source itself, so do not edit it."
                        + " Between disks they are copied.");
        };
    }
}
