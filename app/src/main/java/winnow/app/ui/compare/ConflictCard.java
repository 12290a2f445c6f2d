package winnow.app.ui.compare;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Conflict;
import winnow.viewer.text.Words;

/** Pairs on which annotators chose different sides, and the way to settle them. */
final class ConflictCard extends VBox {

    private static final int MOST = 200;

    private final Words words;
    private final CommandButton settle;
    private final GridPane grid = new GridPane();

    /** A card; {@code settle} votes on them. */
    ConflictCard(Words words, Command settle) {
        this.words = words;
        this.settle = new CommandButton(settle, words.tr("Settle them"));
        setId("conflict-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Conflicts"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label what = new Label(words.tr("people chose different sides"));
        what.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(12, title, what, gap, this.settle);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("agreement-title");
        grid.getStyleClass().add("agreement-grid");
        column(Priority.SOMETIMES, 150);
        column(Priority.NEVER, 96);
        column(Priority.ALWAYS, 240);
        getChildren().addAll(header, grid);
    }

    private void column(Priority grow, double width) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPrefWidth(width);
        column.setMinWidth(0);
        column.setHgrow(grow);
        grid.getColumnConstraints().add(column);
    }

    void show(List<Conflict> conflicts) {
        grid.getChildren().clear();
        row(0, List.of(words.tr("Dataset"), words.tr("Record"), words.tr("Who said what")), "agreement-head");
        int place = 1;
        for (Conflict conflict : conflicts.subList(0, Math.min(MOST, conflicts.size()))) {
            row(
                    place++,
                    List.of(conflict.dataset(), words.number(conflict.record()), said(conflict)),
                    "agreement-cell");
        }
        if (conflicts.isEmpty()) {
            row(1, List.of(words.tr("None: nobody differs, or all is settled.")), "agreement-cell");
        } else if (conflicts.size() > MOST) {
            row(place, List.of(words.tr("and {0} more", conflicts.size() - MOST)), "agreement-cell");
        }
        settle.setVisible(!conflicts.isEmpty());
    }

    private String said(Conflict conflict) {
        return conflict.said().entrySet().stream()
                .map(each -> words.tr("{0}: {1}", each.getKey(), answer(conflict, each.getValue())))
                .collect(Collectors.joining(" · "));
    }

    private String answer(Conflict conflict, String said) {
        return switch (said) {
            case "tie" -> words.tr("Tie");
            case "both bad" -> words.tr("Both bad");
            default ->
                words.tr(
                        "answer {0}",
                        said.endsWith(" " + conflict.candidates().get(0))
                                ? conflict.candidates().get(0) + 1
                                : conflict.candidates().get(1) + 1);
        };
    }

    private void row(int place, List<String> said, String style) {
        int column = 0;
        for (String text : said) {
            Label cell = new Label(text);
            cell.getStyleClass().add(style);
            cell.setMaxWidth(Double.MAX_VALUE);
            cell.setMinWidth(0);
            grid.add(cell, column++, place, said.size() == 1 ? 3 : 1, 1);
        }
    }
}
