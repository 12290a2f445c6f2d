package winnow.app.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.compare.VoteTexts;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.KeyHint;
import winnow.app.ui.review.LastStep;
import winnow.store.data.Comparison;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.Words;

/** The keys that matter now, the last decision, and whether it is on disk. */
final class StatusBar extends HBox {

    private static final Duration SAVING_AFTER = Duration.millis(300);

    private final Words words;
    private final VoteTexts votes;
    private final java.util.function.Function<Throwable, String> sentence;
    private final Supplier<Optional<Command>> undo;
    private final HBox hints = new HBox(16);
    private final HBox last = new HBox(6);
    private final Label saved = new Label();
    private final PauseTransition slow = new PauseTransition(SAVING_AFTER);

    /**
     * An empty bar.
     *
     * @param sentence says a problem
     * @param undo the command that takes the last decision back, where there is one now
     */
    StatusBar(Words words, java.util.function.Function<Throwable, String> sentence, Supplier<Optional<Command>> undo) {
        this.undo = undo;
        this.words = words;
        this.votes = new VoteTexts(words);
        this.sentence = sentence;
        setId("status");
        getStyleClass().add("status-bar-strip");
        hints.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(hints, Priority.ALWAYS);
        hints.setMinWidth(0);
        last.setAlignment(Pos.CENTER);
        last.setMinWidth(0);
        saved.setId("saved");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(hints, last, saved);
        slow.setOnFinished(event -> show("", "fth-loader", words.tr("Saving")));
        show("keep-text", "fth-check", words.tr("All saved"));
    }

    /**
     * Says what is done on a screen, and whether it is on disk.
     *
     * @param last what was done last; null for nothing yet
     * @param writing whether it is being written
     * @param trouble why it is not on disk; null when it is
     */
    void follow(
            ReadOnlyObjectProperty<LastStep> last,
            ReadOnlyBooleanProperty writing,
            ReadOnlyObjectProperty<Throwable> trouble) {
        last.addListener((property, before, step) -> showLast(step));
        writing.addListener((property, before, now) -> showSaved(now, trouble.get()));
        trouble.addListener((property, before, now) -> showSaved(writing.get(), now));
    }

    /** Hints that do not fit are left out, the last ones first. */
    @Override
    protected void layoutChildren() {
        double room = getWidth()
                - snappedLeftInset()
                - snappedRightInset()
                - last.prefWidth(-1)
                - saved.prefWidth(-1)
                - 2 * getSpacing();
        double used = 0;
        for (Node hint : hints.getChildren()) {
            used += hint.prefWidth(-1) + hints.getSpacing();
            hint.setVisible(used <= room);
        }
        super.layoutChildren();
    }

    /** Shows the keys of these commands. */
    void hint(List<Command> commands) {
        hints.getChildren().clear();
        for (Command command : commands) {
            if (!command.keys().isEmpty()) {
                hints.getChildren().add(new KeyHint(command.keys().get(0).caps(), command.text()));
            }
        }
    }

    private void showLast(LastStep step) {
        last.getChildren().clear();
        if (step == null) {
            return;
        }
        Node icon = step.vote().isPresent()
                ? new FontIcon("fth-columns")
                : step.remark() ? new FontIcon("fth-tag") : verdictIcon(step.verdict());
        Label text = new Label(describe(step));
        text.setId("last-decision");
        last.getChildren().addAll(icon, text);
        undo.get().ifPresent(command -> last.getChildren().add(CommandButton.caps(command)));
        setAccessibleText(text.getText());
    }

    private String describe(LastStep step) {
        String text = step.vote().map(vote -> vote(step, vote)).orElseGet(() -> decision(step));
        return step.taken() ? words.tr("undone: {0}", text) : words.tr("last: {0}", text);
    }

    private String vote(LastStep step, Comparison vote) {
        if (step.changed() > 1) {
            return words.tr("record {0}, all answers in order", vote.pair().record());
        }
        return words.tr(
                "record {0}, {1}",
                vote.pair().record(), votes.choice(vote.said().choice()));
    }

    private String decision(LastStep step) {
        String what = step.changed() == 1 ? "#" + step.sampleId() : words.tr("{0} samples", step.changed());
        String verdict = step.remark() ? words.tr("tag or note") : verdict(step.verdict());
        String why = step.reason()
                .filter(reason -> !step.remark())
                .map(reason -> ", " + words.tr(reason))
                .orElse("");
        return what + " " + verdict + why;
    }

    private static VerdictIcon verdictIcon(Verdict verdict) {
        VerdictIcon icon = new VerdictIcon(14);
        icon.show(Optional.of(verdict));
        return icon;
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case KEEP -> words.tr("kept");
            case PRUNE -> words.tr("pruned");
            case UNSURE -> words.tr("unsure");
            case NONE -> words.tr("undecided");
        };
    }

    private void showSaved(boolean writing, @Nullable Throwable trouble) {
        slow.stop();
        if (writing) {
            slow.playFromStart();
        } else if (trouble != null) {
            show("danger-text", "fth-alert-circle", words.tr("Not saved: {0}", sentence.apply(trouble)));
        } else {
            show("keep-text", "fth-check", words.tr("All saved"));
        }
    }

    private void show(String tone, String icon, String text) {
        FontIcon sign = new FontIcon(icon);
        saved.getStyleClass().removeAll("danger-text", "keep-text");
        if (!tone.isEmpty()) {
            sign.getStyleClass().add(tone);
        }
        if (tone.equals("danger-text")) {
            saved.getStyleClass().add(tone);
        }
        saved.setMinWidth(tone.equals("danger-text") ? 100 : USE_PREF_SIZE);
        saved.setGraphic(sign);
        saved.setText(text);
    }
}
