package winnow.app.ui.compare;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.Leaderboard;
import winnow.scoring.rank.BradleyTerry.Duels;
import winnow.viewer.text.Words;

/** Who wins against whom: the share of wins of the row against the column. */
final class DuelCard extends VBox {

    private static final int MOST = 16; // columns that can be read
    private static final int STEPS = 4; // shades of a cell

    private final Words words;
    private final AgreementTexts texts;
    private final GridPane grid = new GridPane();

    DuelCard(Words words) {
        this.words = words;
        this.texts = new AgreementTexts(words);
        setId("duel-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Share of wins of the row against the column"));
        title.getStyleClass().addAll("card-title", "agreement-title");
        grid.getStyleClass().add("kappa-grid");
        getChildren().addAll(title, grid);
    }

    void show(Leaderboard board) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        int models = Math.min(MOST, board.standings().size());
        column(true);
        for (int i = 0; i < models; i++) {
            column(false);
            grid.add(head((i + 1) + " " + board.standings().get(i).model()), 0, i + 1);
            grid.add(head(words.number(i + 1L)), i + 1, 0);
            for (int j = 0; j < models; j++) {
                grid.add(cell(board.duels().get(i).get(j), i == j), j + 1, i + 1);
            }
        }
    }

    private void column(boolean first) {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(first ? 96 : 44);
        column.setPrefWidth(first ? 280 : 80);
        column.setHgrow(Priority.ALWAYS);
        column.setHalignment(first ? HPos.LEFT : HPos.CENTER);
        grid.getColumnConstraints().add(column);
    }

    private static Label head(String name) {
        Label head = new Label(name);
        head.getStyleClass().add("kappa-head");
        head.setMinWidth(0);
        return head;
    }

    private VBox cell(Duels duel, boolean itself) {
        long n = duel.wins() + duel.losses() + duel.ties();
        double share = duel.share().value();
        Label value = new Label(itself || n == 0 ? "" : texts.percent(share));
        value.getStyleClass().add("card-title");
        Label count = new Label(itself ? "" : n == 0 ? words.tr("none") : words.tr("n {0}", n));
        count.getStyleClass().addAll("muted", "small");
        VBox cell = new VBox(value, count);
        cell.setAlignment(Pos.CENTER);
        cell.getStyleClass().add("kappa-cell");
        if (!itself && n > 0) {
            cell.getStyleClass().add("kappa-" + Math.min(STEPS - 1, (int) (share * STEPS)));
        }
        return cell;
    }
}
