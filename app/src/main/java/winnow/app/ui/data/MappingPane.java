package winnow.app.ui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.PreviewService.Preview;
import winnow.store.data.FieldMap;
import winnow.viewer.text.Words;

/** Which fields of the records of a file hold the question, the answer and what is shown; a guess until it is said. */
final class MappingPane extends VBox {

    private static final int COLUMNS = 2;

    private final ImportViewModel model;
    private final Words words;
    private final GridPane grid = new GridPane(12, 6);

    MappingPane(ImportViewModel model, Words words) {
        super(6);
        this.model = model;
        this.words = words;
        setId("mapping");
        getStyleClass().add("mapping-pane");
        Label title = new Label(words.tr("What the fields hold"));
        title.getStyleClass().addAll("bold", "dense");
        getChildren().addAll(title, grid);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Follows the file that is looked at. */
    void show(Draft draft, Optional<Preview> preview) {
        setVisible(draft.mappable() && (preview.isPresent() || isVisible()));
        if (!isVisible() || preview.isEmpty()) {
            return; // while it is read again, what was said stays in sight
        }
        Preview seen = preview.get();
        grid.getChildren().clear();
        Map<String, String> names = names();
        for (int i = 0; i < FieldMap.PARTS.size(); i++) {
            String part = FieldMap.PARTS.get(i);
            VBox box = part(draft, seen, part, names.getOrDefault(part, part));
            GridPane.setHgrow(box, Priority.ALWAYS);
            grid.add(box, i % COLUMNS, i / COLUMNS);
        }
    }

    private Map<String, String> names() {
        return Map.of(
                "question", words.tr("Question"),
                "answer", words.tr("Answer"),
                "image", words.tr("Picture"),
                "video", words.tr("Video"),
                "system", words.tr("System prompt"),
                "choices", words.tr("Choices"));
    }

    private VBox part(Draft draft, Preview seen, String part, String name) {
        String guess = draft.fields().of(part).isPresent()
                ? ""
                : seen.fields().of(part).orElse("");
        String guessed = guess.isEmpty() ? words.tr("(guessed)") : words.tr("{0} (guessed)", guess);
        ComboBox<String> box = new ComboBox<>();
        box.setId("map-" + part);
        box.setAccessibleText(name);
        List<String> fields = new ArrayList<>(seen.names());
        draft.fields().of(part).filter(said -> !fields.contains(said)).ifPresent(fields::add);
        box.getItems().add(guessed);
        box.getItems().addAll(fields);
        box.setValue(draft.fields().of(part).orElse(guessed));
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPrefWidth(170);
        box.valueProperty().addListener((property, before, now) -> {
            if (now != null) {
                boolean said = box.getSelectionModel().getSelectedIndex() > 0;
                model.map(draft.path(), part, said ? now : "");
            }
        });
        Label label = new Label(name);
        label.getStyleClass().add("small");
        label.setLabelFor(box);
        return new VBox(2, label, box);
    }
}
