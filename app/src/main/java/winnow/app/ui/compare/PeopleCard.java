package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.AgreementReport;
import winnow.app.service.AgreementReport.Person;
import winnow.viewer.text.Words;

/** Each annotator: how many votes, how fast, whether the side matters, and how steady. */
final class PeopleCard extends VBox {

    private static final double SURE = 0.05; // p of the order effect

    private static final double NAME = 180;
    private static final double FIGURE = 90;

    private final Words words;
    private final AgreementTexts texts;
    private final GridPane grid = new GridPane();
    private final VBox findings = new VBox(4);

    PeopleCard(Words words) {
        this.words = words;
        this.texts = new AgreementTexts(words);
        setId("people-card");
        getStyleClass().addAll("card", "flush");
        Label title = new Label(words.tr("Annotators"));
        title.getStyleClass().addAll("card-title", "agreement-title");
        grid.getStyleClass().add("agreement-grid");
        findings.getStyleClass().add("agreement-findings");
        for (int i = 0; i < 5; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
            column.setPrefWidth(i == 0 ? NAME : FIGURE);
            column.setMinWidth(0);
            grid.getColumnConstraints().add(column);
        }
        getChildren().addAll(title, grid, findings);
    }

    void show(AgreementReport report) {
        grid.getChildren().clear();
        findings.getChildren().clear();
        row(
                0,
                List.of(
                        words.tr("Who"),
                        words.tr("Votes"),
                        words.tr("Per vote"),
                        words.tr("Left wins"),
                        words.tr("Steady")));
        List<Person> people = report.people();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            List<Label> cells = row(
                    i + 1,
                    List.of(
                            person.name(),
                            words.number(person.votes()),
                            texts.seconds(person.medianSeconds()),
                            texts.percent(person.order().share().value()),
                            texts.percent(person.steady().value())));
            if (person.order().p() < SURE) {
                cells.get(3).getStyleClass().add("warning-text");
                find(person);
            }
        }
        findings.setManaged(!findings.getChildren().isEmpty());
        findings.setVisible(findings.isManaged());
    }

    private void find(Person person) {
        String p = String.format(words.locale(), "%.3f", person.order().p());
        Label finding = new Label(
                person.order().left() > person.order().right()
                        ? words.tr("{0} takes the left answer more often than chance (p {1}).", person.name(), p)
                        : words.tr("{0} takes the right answer more often than chance (p {1}).", person.name(), p));
        finding.setWrapText(true);
        finding.getStyleClass().add("muted");
        findings.getChildren().add(finding);
    }

    private List<Label> row(int place, List<String> said) {
        List<Label> cells = new ArrayList<>();
        for (String text : said) {
            Label cell = new Label(text);
            cell.getStyleClass().add(place == 0 ? "agreement-head" : "agreement-cell");
            cell.setMaxWidth(Double.MAX_VALUE);
            cell.setMinWidth(0);
            if (!cells.isEmpty()) {
                cell.getStyleClass().add("figure-cell");
            }
            grid.add(cell, cells.size(), place);
            cells.add(cell);
        }
        return cells;
    }
}
