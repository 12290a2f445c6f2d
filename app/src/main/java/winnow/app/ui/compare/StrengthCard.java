package winnow.app.ui.compare;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.Leaderboard;
import winnow.app.service.Leaderboard.Standing;
import winnow.scoring.rank.Estimate;
import winnow.viewer.chart.StrengthPlot;
import winnow.viewer.text.Words;

/** The models with their strengths as dots with intervals, the strongest first. */
final class StrengthCard extends VBox {

    private final Words words;
    private final AgreementTexts texts;
    private final GridPane grid = new GridPane();

    StrengthCard(Words words) {
        this.words = words;
        this.texts = new AgreementTexts(words);
        setId("strength-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Strength of the models"));
        title.getStyleClass().addAll("card-title", "agreement-title");
        grid.getStyleClass().add("strength-grid");
        grid.setHgap(16);
        grid.setVgap(6);
        column(28, HPos.RIGHT, false);
        column(240, HPos.LEFT, false);
        column(320, HPos.LEFT, true);
        column(64, HPos.RIGHT, false);
        column(110, HPos.LEFT, false);
        column(80, HPos.RIGHT, false);
        column(190, HPos.LEFT, false);
        getChildren().addAll(title, grid);
    }

    private void column(double width, HPos side, boolean grows) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 64) / 2);
        column.setHalignment(side);
        column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
        grid.getColumnConstraints().add(column);
    }

    void show(Leaderboard board) {
        grid.getChildren().clear();
        double reach = board.standings().stream()
                .map(Standing::strength)
                .flatMap(Optional::stream)
                .mapToDouble(each -> Math.max(Math.abs(end(each.low(), each)), Math.abs(end(each.high(), each))))
                .max()
                .orElse(1);
        int place = 0;
        for (Standing standing : board.standings()) {
            row(place++, standing, Math.max(reach, 0.1));
        }
        for (Leaderboard.Effect effect : board.effects()) {
            Label name = muted(
                    switch (effect.covariate()) {
                        case LENGTH -> words.tr("Longer by a standard deviation");
                        case STYLE -> words.tr("More markdown by a standard deviation");
                    });
            Label value = new Label(words.score(effect.value().value()));
            grid.addRow(place++, new Label(), name, new Label(), value, muted(texts.numbers(effect.value())));
        }
    }

    private static double end(double end, Estimate of) {
        return Double.isNaN(end) ? of.value() : end;
    }

    private void row(int place, Standing standing, double reach) {
        Label name = new Label(standing.model());
        name.setMinWidth(0);
        Label share = new Label(texts.percent(standing.share().value()));
        Label counted =
                muted(words.tr("{0} won, {1} lost, {2} tied", standing.wins(), standing.losses(), standing.ties()));
        Optional<Estimate> strength = standing.strength();
        grid.add(muted(words.number(place + 1L)), 0, place);
        grid.add(name, 1, place);
        grid.add(share, 5, place);
        grid.add(counted, 6, place);
        if (strength.isEmpty()) {
            grid.add(muted(words.tr("cannot be said: compare it more")), 2, place, 3, 1);
            return;
        }
        Estimate found = strength.get();
        Label value = new Label(words.score(found.value()));
        value.getStyleClass().add("card-title");
        StrengthPlot plot = new StrengthPlot(found.value(), end(found.low(), found), end(found.high(), found), reach);
        plot.setAccessibleText(words.tr("{0}: {1}, {2}", standing.model(), value.getText(), texts.numbers(found)));
        grid.add(plot, 2, place);
        grid.add(value, 3, place);
        grid.add(muted(texts.numbers(found)), 4, place);
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(0);
        return label;
    }
}
