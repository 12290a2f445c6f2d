package winnow.app.ui.overview;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.Overview;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Counts;
import winnow.store.data.SourceCounts;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.Words;

/** The key figures: samples, scored, decided, how far the lowest are reviewed. */
final class FiguresStrip extends HBox {

    private final Words words;
    private final Label samples = figure("overview-samples");
    private final Label where = small();
    private final Label scored = figure("overview-scored");
    private final Label failed = small();
    private final Label decided = figure("overview-decided");
    private final HBox verdicts = new HBox(8);
    private final Label lowest = figure("overview-lowest");
    private final Label ofLowest = small();

    FiguresStrip(Words words, Command goOn) {
        this.words = words;
        getStyleClass().addAll("card", "flush", "figures-strip");
        verdicts.setAlignment(Pos.CENTER_LEFT);
        CommandButton button = new CommandButton(goOn, words.tr("Go on reviewing"));
        HBox last = new HBox(button);
        last.setAlignment(Pos.CENTER);
        last.getStyleClass().addAll("figure", "last");
        getChildren()
                .addAll(
                        column(words.tr("Samples"), samples, where),
                        column(words.tr("Scored"), scored, failed),
                        column(words.tr("Decided"), decided, verdicts),
                        column(words.tr("Lowest 5 % reviewed"), lowest, ofLowest),
                        last);
    }

    void show(Overview overview) {
        Counts counts = overview.counts();
        samples.setText(words.number(counts.samples()));
        long images =
                overview.sources().stream().mapToLong(SourceCounts::images).sum();
        long videos =
                overview.sources().stream().mapToLong(SourceCounts::videos).sum();
        where.setText(words.tr(
                "sources: {0}, pictures: {1}, videos: {2}",
                overview.sources().size(), words.number(images), words.number(videos)));
        scored.setText(words.number(counts.scored()));
        failed.setText(words.tr("{0} failed", words.number(counts.failed())));
        failed.getStyleClass().removeAll("warning-text", "muted");
        failed.getStyleClass().add(counts.failed() > 0 ? "warning-text" : "muted");
        decided.setText(words.number(counts.decided()));
        verdicts.getChildren()
                .setAll(
                        verdict(Verdict.KEEP, counts.kept()),
                        verdict(Verdict.PRUNE, counts.pruned()),
                        verdict(Verdict.UNSURE, counts.unsure()));
        lowest.setText(words.number(overview.lowestDecided()));
        ofLowest.setText(words.tr("of {0}", words.number(overview.lowest())));
    }

    private HBox verdict(Verdict verdict, long count) {
        Label label = new Label(words.number(count));
        label.getStyleClass().addAll("muted", "small");
        VerdictIcon icon = new VerdictIcon(14);
        icon.show(Optional.of(verdict));
        HBox pair = new HBox(4, icon, label);
        pair.setAlignment(Pos.CENTER_LEFT);
        return pair;
    }

    private static VBox column(String title, Label figure, Node below) {
        Label head = new Label(title);
        head.getStyleClass().add("muted");
        VBox column = new VBox(head, figure, below);
        column.getStyleClass().add("figure");
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setPrefWidth(180);
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
        return label;
    }
}
