package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.AgreementReport;
import winnow.app.service.BetweenAnnotators;
import winnow.scoring.rank.CohenKappa;
import winnow.viewer.text.Words;

/** Cohen's kappa of each two annotators, and of each with the model. */
final class KappaCard extends VBox {

    private static final int STEPS = 4; // shades of a cell

    private final Words words;
    private final GridPane grid = new GridPane();

    KappaCard(Words words) {
        this.words = words;
        setId("kappa-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Cohen’s κ, pair by pair"));
        title.getStyleClass().addAll("card-title", "agreement-title");
        grid.getStyleClass().add("kappa-grid");
        getChildren().addAll(title, grid);
    }

    void show(AgreementReport report) {
        List<String> names =
                report.people().stream().map(AgreementReport.Person::name).toList();
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        column(0);
        for (int i = 0; i < names.size(); i++) {
            column(i + 1);
            grid.add(head(names.get(i)), i + 1, 0);
            grid.add(head(names.get(i)), 0, i + 1);
            for (int j = 0; j < names.size(); j++) {
                grid.add(cell(i == j ? Optional.empty() : of(report, names.get(i), names.get(j))), j + 1, i + 1);
            }
            grid.add(cell(Optional.of(report.people().get(i).model())), names.size() + 1, i + 1);
        }
        column(names.size() + 1);
        grid.add(head(words.tr("Model")), names.size() + 1, 0);
    }

    private void column(int place) {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(place == 0 ? 72 : 56);
        column.setPrefWidth(place == 0 ? 160 : 90);
        column.setHgrow(Priority.ALWAYS);
        column.setHalignment(place == 0 ? HPos.LEFT : HPos.CENTER);
        grid.getColumnConstraints().add(column);
    }

    private Label head(String name) {
        Label head = new Label(name);
        head.getStyleClass().add("kappa-head");
        head.setMinWidth(0);
        return head;
    }

    private VBox cell(Optional<CohenKappa> kappa) {
        Label value = new Label(kappa.filter(each -> each.n() > 0)
                .map(each -> words.score(each.kappa().value()))
                .orElse(""));
        value.getStyleClass().add("card-title");
        Label count = new Label(kappa.map(each -> each.n() > 0 ? words.tr("n {0}", each.n()) : words.tr("none"))
                .orElse(""));
        count.getStyleClass().addAll("muted", "small");
        VBox cell = new VBox(value, count);
        cell.setAlignment(Pos.CENTER);
        cell.getStyleClass().add("kappa-cell");
        kappa.filter(each -> each.n() > 0).ifPresent(each -> {
            double strength = Math.max(0, Math.min(1, each.kappa().value()));
            cell.getStyleClass().add("kappa-" + Math.min(STEPS - 1, (int) (strength * STEPS)));
        });
        return cell;
    }

    private static Optional<CohenKappa> of(AgreementReport report, String one, String other) {
        BetweenAnnotators votes = report.all().votes();
        List<BetweenAnnotators.Two> found = new ArrayList<>(votes.pairs());
        found.removeIf(two -> !List.of(two.first(), two.second()).containsAll(List.of(one, other)));
        if (!found.isEmpty()) {
            return Optional.of(found.get(0).kappa());
        }
        boolean both = votes.kind() == BetweenAnnotators.Kind.COHEN
                && votes.annotators().containsAll(List.of(one, other));
        return both
                ? Optional.of(
                        new CohenKappa(votes.things(), votes.same().value(), Double.NaN, votes.kappa(), Double.NaN))
                : Optional.empty();
    }
}
