package winnow.app.ui.measure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.benchmark.Disagreement;
import winnow.scoring.benchmark.Item;
import winnow.viewer.text.Words;

/** The items of a benchmark that a model gets wrong, and the way to look at them. */
final class DisagreementCard extends VBox {

    private static final double HEIGHT = 300;
    private static final double LEAST = 120; // where the window is low

    /** The widest first; those whose rewards are not known last, in order of the file. */
    private static final Comparator<Disagreement> WIDEST = Comparator.comparingDouble(
                    (Disagreement each) -> -each.excess().orElse(Double.NEGATIVE_INFINITY))
            .thenComparing(Disagreement::item);

    private final Words words;
    private final Label counted = new Label();
    private final Label sections = new Label();
    private final Label hint = new Label();
    private final TableView<Disagreement> table;

    /** A card; {@code compare} opens what is chosen, or all. */
    DisagreementCard(Words words, Command compare) {
        this.words = words;
        setId("bench-disagreements");
        counted.setId("disagreements-counted");
        this.table = Tables.of("disagreement-table", words.tr("Where the model prefers the other answer"));
        table.setPrefHeight(HEIGHT);
        table.setMinHeight(LEAST);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Tables.column(table, words.tr("Item"), true, each -> words.number(each.item()));
        Tables.column(table, words.tr("Group"), false, Disagreement::group);
        Tables.column(table, words.tr("Better answer"), true, each -> rewards(each.chosen()));
        Tables.column(table, words.tr("Worse answer"), true, each -> rewards(each.rejected()));
        sections.setWrapText(true);
        sections.setMinHeight(USE_PREF_SIZE);
        sections.getStyleClass().add("muted");
        hint.setId("disagreements-hint");
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.setMinWidth(0);
        hint.getStyleClass().add("muted");
        HBox.setHgrow(hint, Priority.ALWAYS);
        HBox foot = new HBox(8, hint, new CommandButton(compare, words.tr("Compare them blind")));
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox card = Tables.card(words.tr("Where the model prefers the other answer"), counted, table);
        card.setMinHeight(0);
        card.setMaxHeight(USE_PREF_SIZE);
        VBox.setVgrow(card, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        setMinHeight(0);
        setSpacing(8);
        getChildren().setAll(card, sections, foot);
    }

    /** Shows those of a benchmark; {@code imported} says whether its data is in the workspace. */
    void show(MeasureViewModel.Judged judged, boolean imported) {
        List<Disagreement> all = Disagreement.of(judged.results());
        table.getItems().setAll(all.stream().sorted(WIDEST).toList());
        counted.setText(
                words.tr("{0} of {1}", all.size(), judged.results().items().size()));
        Map<String, Long> wrong = all.stream()
                .collect(Collectors.groupingBy(Disagreement::group, LinkedHashMap::new, Collectors.counting()));
        sections.setText(judged.results().items().stream()
                .collect(Collectors.groupingBy(Item::group, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> words.tr(
                        "{0}: {1} of {2}", each.getKey(), wrong.getOrDefault(each.getKey(), 0L), each.getValue()))
                .collect(Collectors.joining(" · ")));
        hint.setText(hint(judged, imported));
    }

    private String hint(MeasureViewModel.Judged judged, boolean imported) {
        if (imported) {
            return words.tr("Those that are selected, or all.");
        }
        return judged.dataSha256().isPresent()
                ? words.tr("Import the data file to compare these items.")
                : words.tr("Saved results have no answers: judge the data to compare these items.");
    }

    /** The items to compare: those that are selected, else all. */
    Set<Long> chosen() {
        List<Disagreement> selected = table.getSelectionModel().getSelectedItems();
        return (selected.isEmpty() ? table.getItems() : selected)
                .stream().map(Disagreement::item).collect(Collectors.toSet());
    }

    private static String rewards(List<Double> rewards) {
        return rewards.stream()
                .map(reward -> String.format(Locale.ROOT, "%.3f", reward))
                .collect(Collectors.joining(" "));
    }
}
