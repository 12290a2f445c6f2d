package winnow.app.ui.threshold;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.AuditResult;
import winnow.app.service.CutProof;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.KeyHint;
import winnow.scoring.rank.BadCount;
import winnow.viewer.text.Words;

/** What the cut does, how sure that is, and the button that does it. */
final class ThisCut extends BorderPane {

    private final ThresholdViewModel model;
    private final Words words;
    private final AuditCard audit;
    private final Label of = new Label();
    private final Label falling = new Label();
    private final Label fallingShare = new Label();
    private final Label staying = new Label();
    private final Label advice = new Label("", new FontIcon("fth-info"));
    private final Label problem = new Label();
    private final CommandButton prune;
    private final Label kept = new Label();

    ThisCut(ThresholdViewModel model, Words words, Function<String, Command> command) {
        this.model = model;
        this.words = words;
        this.audit = new AuditCard(words, command);
        this.prune = new CommandButton(command.apply("prune-cut"));
        getStyleClass().add("this-cut");
        advice.setId("cut-advice");
        advice.setWrapText(true);
        advice.setMaxWidth(Double.MAX_VALUE);
        advice.setMinHeight(USE_PREF_SIZE);
        advice.getStyleClass().add("advice");
        advice.managedProperty().bind(advice.visibleProperty());
        problem.setId("threshold-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("danger-text");
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        VBox column = new VBox(16, head(), figures(), audit, advice, problem);
        column.getStyleClass().add("this-cut-column");
        ScrollPane scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        setCenter(scroll);
        setBottom(foot());
        model.cutsProperty().addListener((property, before, cuts) -> showCut());
        model.seenProperty().addListener((property, before, seen) -> showCut());
        model.proofProperty().addListener((property, before, proof) -> showProof(proof));
        showProof(null);
    }

    private HBox head() {
        Label title = new Label(words.tr("This cut"));
        title.getStyleClass().add("screen-title");
        of.getStyleClass().add("muted");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, of);
        head.setAlignment(Pos.BASELINE_LEFT);
        return head;
    }

    private HBox figures() {
        falling.setId("cut-falling");
        falling.getStyleClass().addAll("key-figure", "prune-text");
        staying.setId("cut-staying");
        staying.getStyleClass().add("key-figure");
        fallingShare.getStyleClass().addAll("muted", "small");
        Label stay = new Label(words.tr("stay above it"));
        stay.getStyleClass().addAll("muted", "small");
        VBox left = new VBox(falling, fallingShare);
        VBox right = new VBox(staying, stay);
        left.setMinWidth(160);
        return new HBox(16, left, right);
    }

    private VBox foot() {
        prune.setMaxWidth(Double.MAX_VALUE);
        prune.getStyleClass().add("prune-button");
        kept.setId("prune-note");
        kept.setWrapText(true);
        kept.setMinHeight(USE_PREF_SIZE);
        kept.getStyleClass().addAll("muted", "small");
        HBox undo = new HBox(new KeyHint(
                java.util.List.of("Z"), words.tr("takes it back in one step. The audit is kept as proof.")));
        undo.getStyleClass().addAll("prune-hint");
        undo.setAlignment(Pos.CENTER);
        VBox foot = new VBox(8, kept, prune, undo);
        foot.getStyleClass().add("this-cut-foot");
        return foot;
    }

    private void showCut() {
        ThresholdViewModel.Seen seen = model.seenProperty().get();
        if (seen == null) {
            return;
        }
        long below = model.below();
        long all = seen.spread().size();
        of.setText(words.tr("of {0} scored", words.number(all)));
        falling.setText(words.number(below));
        fallingShare.setText(words.tr("below the cut") + " · " + CutRow.percent(words, (double) below / all));
        staying.setText(words.number(all - below));
    }

    /** Until the new figures are there the old ones stay, so that nothing flickers; only the button waits. */
    private void showProof(@Nullable CutProof proof) {
        ThresholdViewModel.Seen seen = model.seenProperty().get();
        if (seen == null || proof == null) {
            return;
        }
        showCut();
        audit.show(seen, proof);
        prune.setText(
                proof.pruned() == 0
                        ? words.tr("Nothing is left to prune")
                        : words.tr("Prune these {0} samples", words.number(proof.pruned())));
        long left = model.below() - proof.pruned();
        kept.setText(words.tr(
                "Below the cut {0} are decided or were judged good, and stay as they are.", words.number(left)));
        kept.setVisible(left > 0);
        kept.setManaged(left > 0);
        boolean sure =
                proof.audit().filter(result -> result.progress().judged() > 0).isPresent() && proof.more() == 0;
        prune.getStyleClass().remove("sure");
        if (sure) {
            prune.getStyleClass().add("sure");
        }
        advice.setVisible(
                proof.audit().filter(result -> result.below().judged() > 0).isPresent());
        proof.audit().ifPresent(result -> advice.setText(meaning(result)));
    }

    private String meaning(AuditResult result) {
        BadCount below = result.below();
        String fall = words.tr(
                "At this precision about {0} good samples would go with the cut ({1} – {2}).",
                words.number(Math.round(below.size() - below.estimate())),
                words.number(below.size() - below.high()),
                words.number(below.size() - below.low()));
        BadCount above = result.above();
        return above.judged() == 0
                ? fall
                : fall
                        + " "
                        + words.tr(
                                "About {0} bad ones stay ({1} – {2}).",
                                words.number(Math.round(above.estimate())),
                                words.number(above.low()),
                                words.number(above.high()));
    }
}
