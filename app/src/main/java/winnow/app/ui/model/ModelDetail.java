package winnow.app.ui.model;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.KnownModel;
import winnow.app.service.SelfTestReport;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.ModelInfo;
import winnow.viewer.text.Words;

/** The chosen model: what it is, its self-test, and what can be done with it. */
final class ModelDetail extends VBox {

    private final ModelsViewModel model;
    private final Words words;
    private final VBox content = new VBox(16);

    ModelDetail(ModelsViewModel model, Words words, List<Command> commands) {
        super(16);
        this.model = model;
        this.words = words;
        setId("model-detail");
        setFocusTraversable(true);
        getStyleClass().add("screen-column");
        FlowPane actions = new FlowPane(8, 8);
        for (Command command : commands) {
            CommandButton button = new CommandButton(command);
            if (command.id().equals("score-with")) {
                button.getStyleClass().add("accent");
            }
            if (command.id().equals("score-anyway")) {
                button.visibleProperty().bind(command.possible());
                button.managedProperty().bind(command.possible());
            }
            actions.getChildren().add(button);
        }
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(content, actions);
        model.selectedProperty().addListener((property, before, chosen) -> show());
        show();
    }

    private void show() {
        KnownModel chosen = model.selectedProperty().get();
        content.getChildren().clear();
        if (chosen == null) {
            return;
        }
        Label name = new Label(chosen.name());
        name.setId("model-name");
        name.getStyleClass().add("screen-title");
        Label facts = muted(facts(chosen));
        facts.setId("model-facts");
        Label folder = muted(chosen.folder().toString());
        content.getChildren().add(new VBox(4, name, facts, folder));
        if (!chosen.problem().isEmpty()) {
            content.getChildren().add(card(sentence(chosen.problem(), "danger-text")));
        } else if (chosen.report().isPresent()) {
            content.getChildren().add(report(chosen.report().get()));
        } else {
            content.getChildren()
                    .add(card(sentence(words.tr("This model was not tested on this machine yet."), "warning-text")));
        }
    }

    private String facts(KnownModel chosen) {
        String fingerprint = chosen.info().map(ModelInfo::fingerprint).orElse("");
        String shown = fingerprint.isEmpty()
                ? words.tr("not worked out yet")
                : fingerprint.substring(0, 16).replaceAll("(.{4})(?!$)", "$1 ");
        String weights = chosen.info().map(ModelInfo::weights).orElse("");
        return words.tr("Fingerprint") + "  " + shown
                + (weights.isEmpty() ? "" : "  ·  " + weights + "  ·  " + words.tr("nothing is executed"));
    }

    private Node report(SelfTestReport report) {
        String passed = words.tr(
                "Self-test passed, {0} of {1}",
                report.count(Verdict.PASSED), report.count(Verdict.PASSED) + report.count(Verdict.FAILED));
        Label title = sentence(
                report.isFailed()
                        ? words.tr("Self-test failed: its scores cannot be trusted, scoring is blocked.")
                        : passed,
                report.isFailed() ? "danger-text" : "keep-text");
        title.setId("self-test");
        title.getStyleClass().add("bold");
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.locale())
                .withZone(ZoneId.systemDefault())
                .format(report.at());
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(10);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        ColumnConstraints fixed = new ColumnConstraints();
        fixed.setMinWidth(USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(fixed, fixed, wide);
        for (int i = 0; i < report.rows().size(); i++) {
            Row row = report.rows().get(i);
            Label result = new Label(row.result().replace('-', '\u2212'));
            result.getStyleClass().add("bold");
            Label text = muted(row.text());
            text.setWrapText(true);
            grid.addRow(i, check(row), result, text);
        }
        return card(new VBox(2, title, muted(when)), grid);
    }

    private Label check(Row row) {
        String name = switch (row.check()) {
            case LOADING -> words.tr("Loading");
            case EXAMPLE -> words.tr("Official example");
            case PICTURE -> words.tr("The picture counts");
            case RIGHT_PICTURE -> words.tr("The right picture counts");
            case ANSWER -> words.tr("The answer counts");
            case BATCH -> words.tr("Alone or in a batch");
            case FINITE -> words.tr("Finite numbers");
            case WEIGHTS -> words.tr("No dead weights");
            case UNEXPECTED -> words.tr("Unexpected tensors");
        };
        FontIcon sign = switch (row.verdict()) {
            case PASSED -> icon("fth-check", "keep-text");
            case FAILED -> icon("fth-x", "danger-text");
            case NOT_APPLICABLE -> icon("fth-minus", "muted");
            case NOTE -> icon("fth-info", "warning-text");
        };
        Label label = new Label(name, sign);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setAccessibleText(name + ", " + row.verdict().id());
        return label;
    }

    private static FontIcon icon(String name, String style) {
        FontIcon icon = new FontIcon(name);
        icon.getStyleClass().add(style);
        return icon;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "dense");
        return label;
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    private static VBox card(Node... parts) {
        VBox card = new VBox(16, parts);
        card.setAlignment(Pos.TOP_LEFT);
        card.getStyleClass().add("card");
        return card;
    }
}
