package winnow.app.ui.threshold;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.AuditResult;
import winnow.app.service.CutProof;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.rank.BadCount;
import winnow.viewer.chart.IntervalPlot;
import winnow.viewer.text.Words;

/** What is known of the cut from samples that were judged blind: how precise it is, and what it leaves in. */
final class AuditCard extends VBox {

    private final Words words;
    private final CommandButton judge;
    private final CommandButton anew;

    AuditCard(Words words, Function<String, Command> command) {
        super(10);
        this.words = words;
        setId("audit-card");
        getStyleClass().add("card");
        this.judge = new CommandButton(command.apply("go-on-judging"));
        this.anew = new CommandButton(command.apply("judge-anew"));
        anew.getStyleClass().add("flat");
        setMinHeight(USE_PREF_SIZE);
    }

    /** Shows what is known. */
    void show(ThresholdViewModel.Seen seen, CutProof proof) {
        boolean judged =
                proof.audit().isPresent() && proof.audit().get().progress().judged() > 0;
        boolean sure = judged && proof.more() == 0;
        judge.setText(proof.audit().isPresent() ? words.tr("Go on judging") : words.tr("Judge a random sample"));
        judge.getStyleClass().remove("accent");
        if (!sure) {
            judge.getStyleClass().add("accent");
        }
        if (judged) {
            show(seen, proof.audit().get(), proof.more());
        } else {
            notJudged(seen);
        }
    }

    private void notJudged(ThresholdViewModel.Seen seen) {
        Label sentence = wrapped(
                seen.stale()
                        ? words.tr("The rewards changed since the last audit, so it proves nothing of this cut.")
                        : words.tr("Not audited: the precision is unknown."));
        sentence.setId("not-audited");
        Label how = wrapped(words.tr(
                "Judge {0} samples from both sides of the cut, blind to their scores, and see"
                        + " how many of those that fall are really bad.",
                ThresholdViewModel.DRAWS));
        how.getStyleClass().addAll("muted", "small");
        getChildren().setAll(head(""), sentence, how, buttons(judge));
    }

    private void show(ThresholdViewModel.Seen seen, AuditResult result, long more) {
        HBox figures = new HBox(
                16,
                figure("precision", words.tr("Below the cut: really bad"), result.below()),
                figure("left-in", words.tr("Above the cut: bad left in"), result.above()));
        Label how = wrapped(words.tr("95 % exact intervals, stratified by source, drawn without replacement."));
        how.getStyleClass().addAll("muted", "small");
        Label counted = wrapped(words.tr(
                "{0} judgements count at this cut: {1} below, {2} above.",
                result.below().judged() + result.above().judged(),
                result.below().judged(),
                result.above().judged()));
        counted.setId("judgements");
        counted.getStyleClass().addAll("muted", "small");
        String drawn = words.tr(
                "judged blind: {0} of {1}",
                result.progress().judged(), result.progress().drawn());
        getChildren()
                .setAll(
                        head(drawn),
                        figures,
                        how,
                        sources(seen, result),
                        toGo(result, more),
                        counted,
                        buttons(judge, anew));
        steady(result.progress());
    }

    private void steady(AuditResult.Progress progress) {
        if (progress.repeated() > 0) {
            Label steady = wrapped(words.tr(
                    "{0} of {1} hidden repeats were judged as the first time.", progress.alike(), progress.repeated()));
            steady.getStyleClass().addAll("muted", "small");
            getChildren().add(getChildren().size() - 1, steady);
        }
    }

    private HBox head(String note) {
        Label title = new Label(words.tr("Audit"));
        title.getStyleClass().add("card-title");
        Label right = new Label(note);
        right.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, right);
        head.setAlignment(Pos.BASELINE_LEFT);
        return head;
    }

    private VBox figure(String id, String title, BadCount count) {
        Label head = new Label(title);
        head.getStyleClass().addAll("muted", "small");
        Label share = new Label(count.judged() == 0 ? "–" : CutRow.percent(words, count.share()));
        share.setId(id);
        share.getStyleClass().add("key-figure");
        share.setMinWidth(USE_PREF_SIZE);
        Label interval = new Label(count.judged() == 0 ? words.tr("not judged") : interval(count));
        interval.getStyleClass().addAll("muted", "small");
        HBox line = new HBox(6, share, interval);
        line.setAlignment(Pos.BASELINE_LEFT);
        VBox box = new VBox(head, line);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private String interval(BadCount count) {
        return String.format(words.locale(), "%.1f – %.1f", 100 * count.lowShare(), 100 * count.highShare());
    }

    private GridPane sources(ThresholdViewModel.Seen seen, AuditResult result) {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.getStyleClass().add("interval-table");
        ColumnConstraints name = new ColumnConstraints(60, 120, Double.MAX_VALUE);
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints judged = new ColumnConstraints(USE_PREF_SIZE, USE_COMPUTED_SIZE, USE_PREF_SIZE);
        judged.setHalignment(HPos.RIGHT);
        ColumnConstraints plot = new ColumnConstraints(120, 140, 160);
        grid.getColumnConstraints().setAll(List.of(name, judged, plot));
        Label scale = new Label("0");
        Label end = new Label("100 %");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox axis = new HBox(scale, gap, end);
        axis.getChildren().forEach(node -> node.getStyleClass().addAll("muted", "small"));
        axis.setAlignment(Pos.BASELINE_LEFT);
        grid.addRow(0, bold(words.tr("Below the cut")), bold(words.tr("bad / judged")), axis);
        int row = 1;
        for (AuditResult.Source source : result.sources()) {
            Label label = new Label(seen.names().getOrDefault(source.datasetId(), ""));
            grid.addRow(row++, label, judged(source.below()), dot(source.below()));
        }
        return grid;
    }

    private static Label bold(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("bold");
        return label;
    }

    private Label judged(BadCount count) {
        return new Label(words.number(count.bad()) + " / " + words.number(count.judged()));
    }

    private Node dot(BadCount count) {
        IntervalPlot plot = new IntervalPlot();
        plot.show(count.judged() == 0 ? Double.NaN : count.share(), count.lowShare(), count.highShare());
        plot.setAccessibleText(
                count.judged() == 0
                        ? words.tr("not judged")
                        : CutRow.percent(words, count.share()) + ", " + interval(count));
        return plot;
    }

    private HBox toGo(AuditResult result, long more) {
        long judged = result.below().judged();
        ProgressBar bar = new ProgressBar(judged + more == 0 ? 1 : (double) judged / (judged + more));
        bar.getStyleClass().add("job-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(40);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label text = new Label(
                more == 0 ? words.tr("known to ± 5 points") : words.tr("about {0} more until ± 5 points", more));
        text.setId("judgements-to-go");
        text.getStyleClass().addAll("muted", "small");
        text.setMinWidth(USE_PREF_SIZE);
        bar.setAccessibleText(text.getText());
        HBox line = new HBox(10, bar, text);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Node buttons(Node... buttons) {
        return new FlowPane(8, 8, buttons);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
