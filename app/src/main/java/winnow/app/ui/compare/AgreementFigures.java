package winnow.app.ui.compare;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.AgreementReport;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.OrderEffect;
import winnow.viewer.text.Words;

/** The five figures that sum the agreement up. */
final class AgreementFigures extends HBox {

    private static final double SURE = 0.05; // p of the order effect

    private final Words words;
    private final AgreementTexts texts;
    private final Label alpha = figure("agreement-alpha");
    private final Label alphaBelow = small();
    private final Label accuracy = figure("agreement-accuracy");
    private final Label accuracyBelow = small();
    private final Label left = figure("agreement-left");
    private final Label leftBelow = small();
    private final Label steady = figure("agreement-steady");
    private final Label steadyBelow = small();
    private final Label conflicts = figure("agreement-conflicts");
    private final Label conflictsBelow = small();

    AgreementFigures(Words words) {
        this.words = words;
        this.texts = new AgreementTexts(words);
        setId("agreement-figures");
        getStyleClass().addAll("card", "flush", "figures-strip");
        getChildren()
                .addAll(
                        column(words.tr("Krippendorff α, people"), alpha, alphaBelow),
                        column(words.tr("Model agrees with people"), accuracy, accuracyBelow),
                        column(words.tr("Left wins"), left, leftBelow),
                        column(words.tr("Steady on repeats"), steady, steadyBelow),
                        column(words.tr("Conflicts"), conflicts, conflictsBelow));
        getChildren().get(getChildren().size() - 1).getStyleClass().add("last");
    }

    void show(AgreementViewModel.Seen seen) {
        AgreementReport report = seen.report();
        Estimate people = report.all().votes().alpha();
        alpha.setText(texts.number(people.value()));
        alphaBelow.setText(
                report.all().votes().things() == 0 ? words.tr("no pair has two votes") : texts.numbers(people));
        Estimate model = report.all().model().accuracy();
        accuracy.setText(texts.percent(model.value()));
        accuracyBelow.setText(
                report.all().model().decided().of() == 0
                        ? words.tr("no vote on scored answers")
                        : texts.percents(model));
        OrderEffect order = report.all().order();
        left.setText(texts.percent(order.share().value()));
        leftBelow.setText(order(order));
        steady.setText(texts.percent(report.steady().value()));
        long repeated = report.people().stream()
                .mapToLong(AgreementReport.Person::repeated)
                .sum();
        long same =
                report.people().stream().mapToLong(AgreementReport.Person::same).sum();
        steadyBelow.setText(
                repeated == 0
                        ? words.tr("one pair in 20 is asked twice")
                        : words.tr("{0} of {1} pairs", same, repeated));
        conflicts.setText(words.number(seen.conflicts().size()));
        conflictsBelow.setText(words.tr(
                "of {0} pairs voted on by two or more", report.all().votes().things()));
    }

    private String order(OrderEffect order) {
        if (order.left() + order.right() == 0) {
            return words.tr("no vote for one side");
        }
        String interval = texts.percents(order.share());
        return order.p() < SURE
                ? words.tr("{0}: the side matters", interval)
                : words.tr("{0}: no order effect", interval);
    }

    private static VBox column(String title, Label figure, Label below) {
        Label head = new Label(title);
        head.getStyleClass().add("muted");
        VBox column = new VBox(head, figure, below);
        column.getStyleClass().add("figure");
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setPrefWidth(180);
        column.setMinWidth(0);
        column.setMaxWidth(Double.MAX_VALUE);
        return column;
    }

    private static Label figure(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("key-figure");
        return label;
    }

    private static Label small() {
        Label label = new Label();
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        return label;
    }
}
