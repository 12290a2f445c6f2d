package winnow.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.review.Reason;
import winnow.store.data.Audit.Quality;
import winnow.viewer.text.Words;

/** The commands of the audit screen: the keys of the review, with what they mean here. */
final class AuditCommands {

    /** What only the view can do. */
    interface Stage {

        /** Asks for a reason in the annotator's own words. */
        void otherReason();

        /** Goes back to the threshold. */
        void stop();
    }

    private final AuditViewModel model;
    private final Stage stage;
    private final Words words;
    private final List<Reason> reasons;
    private final BooleanBinding onSample;
    private final List<Command> all = new ArrayList<>();

    AuditCommands(AuditViewModel model, Stage stage, Words words, List<Reason> reasons) {
        this.model = model;
        this.stage = stage;
        this.words = words;
        this.reasons = reasons;
        this.onSample = Bindings.createBooleanBinding(
                () -> model.stateProperty().get() == AuditViewModel.State.SAMPLE, model.stateProperty());
        judge();
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    /** Whether there is a sample to act on. */
    BooleanBinding onSample() {
        return onSample;
    }

    /** The command of this id. */
    Command find(String id) {
        return all.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no command " + id));
    }

    private void judge() {
        add("keep", words.tr("Good"), "K", () -> model.judge(Quality.GOOD, Optional.empty()));
        add("prune", words.tr("Bad"), "X", () -> model.judge(Quality.BAD, Optional.empty()));
        for (Reason reason : reasons) {
            add(
                    "reason-" + reason.digit(),
                    words.tr("Bad: {0}", words.tr(reason.button())),
                    String.valueOf(reason.digit()),
                    () -> model.judge(Quality.BAD, Optional.of(reason.stored())));
        }
        add("reason-0", words.tr("Bad: {0}", words.tr("Other…")), "0", stage::otherReason);
        add("unsure", words.tr("Cannot tell"), "U", () -> model.judge(Quality.UNKNOWN, Optional.empty()));
        add("skip", words.tr("Leave it, draw another one"), "S", model::another);
        all.add(Command.of("undo", words.tr("Undo, as far back as you like"), Group.UNDO, "Z", model::undo)
                .or("Mod+Z"));
        all.add(Command.of("stop-audit", words.tr("Stop, what is judged counts"), Group.UNDO, "Esc", stage::stop));
    }

    private void add(String id, String text, String key, Runnable action) {
        all.add(Command.of(id, text, Group.DECIDE, key, action).when(onSample));
    }
}
