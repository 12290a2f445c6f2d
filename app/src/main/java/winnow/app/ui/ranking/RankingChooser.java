package winnow.app.ui.ranking;

import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import winnow.app.service.Grouping;
import winnow.viewer.text.Words;

/** Chooses by what samples are ranked: a button a ranking, and the groups where they matter. */
public final class RankingChooser extends HBox {

    private final ChosenRanking chosen;
    private final RankingTexts texts;
    private final ComboBox<Grouping> groups = new ComboBox<>();
    private boolean showing;

    /** Buttons for all rankings. */
    public RankingChooser(ChosenRanking chosen, Words words) {
        super(12);
        this.chosen = chosen;
        this.texts = new RankingTexts(words);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("ranking-chooser");
        HBox buttons = new HBox();
        ToggleGroup group = new ToggleGroup();
        buttons.getChildren()
                .addAll(
                        button(ChosenRanking.Kind.RAW, "left-pill", group),
                        button(ChosenRanking.Kind.GROUP, "center-pill", group),
                        button(ChosenRanking.Kind.ADJUSTED, "center-pill", group),
                        button(ChosenRanking.Kind.AGREED, "right-pill", group));
        buttons.setMinWidth(USE_PREF_SIZE);
        groups.setId("ranking-groups");
        groups.getItems().setAll(Grouping.values());
        groups.setAccessibleText(words.tr("Group by"));
        groups.setCellFactory(list -> new GroupingCell());
        groups.setButtonCell(new GroupingCell());
        groups.setMinWidth(USE_PREF_SIZE);
        groups.valueProperty().addListener((property, before, grouping) -> {
            if (!showing && grouping != null) {
                chosen.choose(grouping);
            }
        });
        HBox grouping = new HBox(groups);
        grouping.setAlignment(Pos.CENTER_LEFT);
        grouping.setId("ranking-grouping");
        getChildren().addAll(buttons, grouping);
        chosen.choiceProperty().addListener((property, before, now) -> show(grouping));
        show(grouping);
    }

    private final class GroupingCell extends ListCell<Grouping> {
        @Override
        protected void updateItem(Grouping item, boolean none) {
            super.updateItem(item, none);
            setText(none || item == null ? "" : texts.name(item));
        }
    }

    private ToggleButton button(ChosenRanking.Kind kind, String shape, ToggleGroup group) {
        ToggleButton button = new ToggleButton(texts.name(kind));
        button.setId("ranking-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().add(shape);
        button.setToggleGroup(group);
        button.setAccessibleText(button.getText());
        button.setMinWidth(USE_PREF_SIZE);
        button.setSelected(chosen.kind() == kind);
        button.setOnAction(event -> {
            chosen.choose(kind);
            button.setSelected(true); // one is always chosen
        });
        chosen.choiceProperty().addListener((property, before, now) -> button.setSelected(chosen.kind() == kind));
        return button;
    }

    private void show(HBox grouping) {
        showing = true;
        groups.setValue(chosen.grouping());
        showing = false;
        boolean inGroups = chosen.kind() == ChosenRanking.Kind.GROUP;
        grouping.setVisible(inGroups);
        grouping.setManaged(inGroups);
    }
}
