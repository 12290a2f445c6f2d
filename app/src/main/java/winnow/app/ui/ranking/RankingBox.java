package winnow.app.ui.ranking;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** Chooses by what samples are ranked where there is little room: a list, the key, and what the choice means. */
public final class RankingBox extends VBox {

    private final ComboBox<ChosenRanking.Kind> kinds = new ComboBox<>();

    /** A list of all rankings. */
    public RankingBox(ChosenRanking chosen, Words words) {
        super(4);
        RankingTexts texts = new RankingTexts(words);
        getStyleClass().add("ranking-chooser");
        kinds.setId("ranking-box");
        kinds.getItems().setAll(ChosenRanking.Kind.values());
        kinds.setAccessibleText(words.tr("Rank by"));
        kinds.setCellFactory(list -> new KindCell(texts));
        kinds.setButtonCell(new KindCell(texts));
        kinds.setFocusTraversable(false); // keys go on deciding
        kinds.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(kinds, Priority.ALWAYS);
        kinds.setValue(chosen.kind());
        kinds.valueProperty().addListener((property, before, kind) -> {
            if (kind != null && kind != chosen.kind()) {
                chosen.choose(kind);
            }
        });
        chosen.choiceProperty().addListener((property, before, now) -> kinds.setValue(chosen.kind()));
        Label by = new Label(words.tr("Rank by"));
        by.getStyleClass().add("muted");
        by.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, by, kinds, new KeyCap("O"));
        line.setAlignment(Pos.CENTER_LEFT);
        Label meaning = new Label();
        meaning.setId("queue-ranking-meaning");
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        meaning.getStyleClass().addAll("muted", "small");
        meaning.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.meaning(chosen.choiceProperty().get()), chosen.choiceProperty()));
        getChildren().addAll(line, meaning);
    }

    private static final class KindCell extends ListCell<ChosenRanking.Kind> {
        private final RankingTexts texts;

        KindCell(RankingTexts texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(ChosenRanking.Kind item, boolean none) {
            super.updateItem(item, none);
            setText(none || item == null ? "" : texts.name(item));
        }
    }
}
