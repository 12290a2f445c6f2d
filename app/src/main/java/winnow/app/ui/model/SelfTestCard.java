package winnow.app.ui.model;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.SelfTestReport;
import winnow.app.service.SelfTestReport.Check;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.viewer.text.Words;

/** A self-test as a table: what it came to above, one row a check below. */
final class SelfTestCard extends VBox {

    private final Words words;
    private final GridPane grid = new GridPane();
    private int line;

    private SelfTestCard(Words words, HBox head) {
        this.words = words;
        getStyleClass().addAll("card", "flush");
        grid.setHgap(16);
        ColumnConstraints check = new ColumnConstraints();
        check.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints with = new ColumnConstraints();
        with.setMinWidth(100);
        with.setPrefWidth(180);
        with.setMaxWidth(220);
        ColumnConstraints result = new ColumnConstraints();
        result.setMinWidth(USE_PREF_SIZE);
        result.setHalignment(HPos.RIGHT);
        ColumnConstraints text = new ColumnConstraints();
        text.setHgrow(Priority.ALWAYS);
        text.setMinWidth(140);
        grid.getColumnConstraints().addAll(check, with, result, text);
        getChildren().addAll(head, grid);
        headers();
    }

    /** A test that is over. */
    static SelfTestCard of(SelfTestReport report, Words words) {
        long passed = report.count(Verdict.PASSED);
        long all = passed + report.count(Verdict.FAILED);
        boolean failed = report.isFailed();
        Label title = new Label(
                failed
                        ? words.tr("Self-test failed, {0} of {1}", passed, all)
                        : words.tr("Self-test passed, {0} of {1}", passed, all),
                icon(failed ? "fth-x-circle" : "fth-shield", failed ? "danger-text" : "keep-text"));
        title.setId("self-test");
        title.getStyleClass().addAll("bold", failed ? "danger-text" : "keep-text");
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.locale())
                .withZone(ZoneId.systemDefault())
                .format(report.at());
        Label facts = muted(when + " · " + took(words, report.seconds()));
        facts.setMinWidth(USE_PREF_SIZE);
        SelfTestCard card = new SelfTestCard(words, band(title, facts, failed ? "failed" : "passed"));
        report.rows().forEach(card::row);
        if (failed) {
            card.getChildren().add(warning(report, words));
        }
        return card;
    }

    /** A test that runs: the rows there are. */
    static SelfTestCard of(List<Row> rows, Words words) {
        Label title = new Label(words.tr("Testing, checks made: {0}", rows.size()), icon("fth-loader", "muted"));
        title.setId("self-test-running");
        title.getStyleClass().add("bold");
        SelfTestCard card = new SelfTestCard(words, band(title, muted(""), "running"));
        rows.forEach(card::row);
        return card;
    }

    private static String took(Words words, double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        return whole < 60 ? words.tr("took {0} s", whole) : words.tr("took {0} min {1} s", whole / 60, whole % 60);
    }

    private static HBox band(Label title, Label facts, String style) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox band = new HBox(8, title, gap, facts);
        band.setAlignment(Pos.CENTER_LEFT);
        band.getStyleClass().addAll("test-band", style);
        return band;
    }

    private static HBox warning(SelfTestReport report, Words words) {
        boolean blind =
                report.rows().stream().anyMatch(row -> row.verdict() == Verdict.FAILED && row.check() == Check.PICTURE);
        Label text = new Label(
                blind
                        ? words.tr("Scoring with this model is off. Its scores would not depend on the pictures.")
                        : words.tr("Scoring with this model is off. Its scores cannot be trusted."));
        text.setId("scoring-off");
        text.setWrapText(true);
        HBox line = new HBox(icon("fth-alert-triangle", "warning-text"), text);
        line.getStyleClass().addAll("warning-line", "test-warning");
        return line;
    }

    private void headers() {
        List<String> titles = List.of(words.tr("Check"), words.tr("With"), words.tr("Result"), "");
        for (int i = 0; i < titles.size(); i++) {
            Label header = new Label(titles.get(i));
            header.getStyleClass().addAll("bold", "dense");
            header.getStyleClass().add(i == 0 ? "test-first" : "test-cell");
            grid.add(header, i, line);
        }
        background("test-header");
    }

    private void row(Row row) {
        String name = SelfTestTexts.title(words, row.check());
        String tried = SelfTestTexts.with(words, row);
        String means = SelfTestTexts.text(words, row);
        Label check = new Label(name, sign(row.verdict()));
        check.getStyleClass().addAll("dense", "test-first");
        check.setAccessibleText(String.join(
                ", ", name, SelfTestTexts.verdict(words, row.verdict()), tried, shown(row.result()), means));
        Label with = muted(tried);
        with.getStyleClass().add("test-cell");
        with.setWrapText(true);
        with.setMinHeight(USE_PREF_SIZE);
        Label result = new Label(shown(row.result()));
        result.getStyleClass().addAll("bold", "dense");
        Label text = muted(means);
        text.setWrapText(true);
        text.getStyleClass().add("test-cell");
        text.setMinHeight(USE_PREF_SIZE);
        grid.addRow(line, check, with, result, text);
        background("test-row");
    }

    /** Something behind a row, for its line and its colour, as wide as the card. */
    private void background(String style) {
        Region back = new Region();
        back.getStyleClass().add(style);
        back.setMouseTransparent(true);
        grid.getChildren().add(0, back);
        GridPane.setConstraints(back, 0, line, 4, 1);
        line++;
    }

    private static String shown(String result) {
        return result.replace('-', '\u2212');
    }

    private static FontIcon sign(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> icon("fth-check", "keep-text");
            case FAILED -> icon("fth-x", "danger-text");
            case NOT_APPLICABLE -> icon("fth-minus", "muted");
            case NOTE -> icon("fth-info", "warning-text");
        };
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
}
