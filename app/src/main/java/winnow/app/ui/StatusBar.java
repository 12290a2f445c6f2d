package winnow.app.ui;

import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.KeyHint;
import winnow.app.ui.review.LastStep;
import winnow.app.ui.review.ReviewState;
import winnow.store.data.Verdict;
import winnow.viewer.table.VerdictIcon;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** The keys that matter now, the last decision, and whether it is on disk. */
final class StatusBar extends HBox {

    private static final Duration SAVING_AFTER = Duration.millis(300);

    private final Words words;
    private final ReviewState review;
    private final java.util.function.Function<Throwable, String> sentence;
    private final HBox hints = new HBox(16);
    private final HBox last = new HBox(6);
    private final Label saved = new Label();
    private final PauseTransition slow = new PauseTransition(SAVING_AFTER);

    StatusBar(ReviewState review, Words words, java.util.function.Function<Throwable, String> sentence) {
        this.words = words;
        this.review = review;
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
        review.lastProperty().addListener((property, before, step) -> showLast(step));
        review.writingProperty().addListener((property, before, writing) -> showSaved());
        review.troubleProperty().addListener((property, before, trouble) -> showSaved());
        showSaved();
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
        Node icon = step.remark() ? new FontIcon("fth-tag") : verdictIcon(step.verdict());
        Label text = new Label(describe(step));
        text.setId("last-decision");
        last.getChildren().addAll(icon, text, new KeyCap("Z"));
        setAccessibleText(text.getText());
    }

    private String describe(LastStep step) {
        String what = step.changed() == 1 ? "#" + step.sampleId() : words.tr("{0} samples", step.changed());
        String verdict = step.remark() ? words.tr("tag or note") : verdict(step.verdict());
        String why = step.reason()
                .filter(reason -> !step.remark())
                .map(reason -> ", " + words.tr(reason))
                .orElse("");
        String text = what + " " + verdict + why;
        return step.taken() ? words.tr("undone: {0}", text) : words.tr("last: {0}", text);
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

    private void showSaved() {
        slow.stop();
        if (review.writingProperty().get()) {
            slow.playFromStart();
        } else if (review.troubleProperty().get() != null) {
            show(
                    "danger-text",
                    "fth-alert-circle",
                    words.tr(
                            "Not saved: {0}",
                            sentence.apply(review.troubleProperty().get())));
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
