package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.command.Key;
import winnow.store.data.Verdict;
import winnow.viewer.text.Words;

/** The commands of the review screen. */
final class ReviewCommands {

    /** What only the view can do. */
    interface Stage {

        /** Asks for a reason in the annotator's own words. */
        void otherReason(boolean stay);

        void goToNumber();

        void toggleQueue();

        void toggleScore();

        /** Opens or closes the evidence under the conversation. */
        void toggleEvidence();

        /** Opens or closes the list of similar samples. */
        void toggleSimilar();

        /** Moves along the similar samples; false when the focus is not there. */
        boolean moveInSimilar(int by);

        /** Goes back from a similar sample; false when the focus is not there, or there is no way back. */
        boolean backFromSimilar();

        /** Puts what the model saw of the picture on the stage, or the picture again. */
        void toggleSeen();

        void writeNote();

        void writeTag();

        /** Opens or closes the decision for the entire search. */
        void toggleBulk();
    }

    private final ReviewViewModel model;
    private final Stage stage;
    private final Words words;
    private final List<Reason> reasons;
    private final BooleanBinding onSample;
    private final List<Command> all = new ArrayList<>();

    ReviewCommands(ReviewViewModel model, Stage stage, Words words, List<Reason> reasons) {
        this.model = model;
        this.stage = stage;
        this.words = words;
        this.reasons = reasons;
        this.onSample = Bindings.createBooleanBinding(
                () -> model.now().stateProperty().get() == ReviewState.State.SAMPLE,
                model.now().stateProperty());
        decide();
        write();
        undo();
        move();
        see();
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

    private void decide() {
        judge("keep", words.tr("Keep"), "K", stay -> model.decide(Verdict.KEEP, Optional.empty(), stay));
        judge("prune", words.tr("Prune"), "X", stay -> model.decide(Verdict.PRUNE, Optional.empty(), stay));
        for (Reason reason : reasons) {
            judge(
                    "reason-" + reason.digit(),
                    words.tr("Prune: {0}", words.tr(reason.button())),
                    String.valueOf(reason.digit()),
                    stay -> model.decide(Verdict.PRUNE, Optional.of(reason.stored()), stay));
        }
        judge("reason-0", words.tr("Prune: {0}", words.tr("Other…")), "0", stage::otherReason);
        judge("unsure", words.tr("Unsure"), "U", stay -> model.decide(Verdict.UNSURE, Optional.empty(), stay));
        add("skip", words.tr("Skip, it comes back at the end"), Group.DECIDE, "S", model::skip, true);
        add("take-back", words.tr("Take the decision back"), Group.DECIDE, "Backspace", this::takeBack, true);
    }

    private void write() {
        add("note", words.tr("Write a note"), Group.WRITE, "N", stage::writeNote, true);
        add("tag", words.tr("Put a tag on"), Group.WRITE, "T", stage::writeTag, true);
        add(
                "bookmark",
                words.tr("Bookmark on or off"),
                Group.WRITE,
                "B",
                () -> model.remarks().toggleTag(Remarks.BOOKMARK),
                true);
        add(
                "bulk-decide",
                words.tr("Decide for the entire search…"),
                Group.DECIDE,
                "Mod+Backspace",
                stage::toggleBulk,
                true);
    }

    private void undo() {
        all.add(Command.of("undo", words.tr("Undo, as far back as you like"), Group.UNDO, "Z", model::undo)
                .or("Mod+Z"));
        all.add(Command.of("redo", words.tr("Redo"), Group.UNDO, "Shift+Z", model::redo)
                .or("Mod+Shift+Z")
                .or("Mod+Y"));
    }

    private void move() {
        all.add(Command.of("next", words.tr("Next sample"), Group.MOVE, "Down", () -> move(1))
                .repeating());
        all.add(Command.of("previous", words.tr("Previous sample"), Group.MOVE, "Up", () -> move(-1))
                .repeating());
        add("next-undecided", words.tr("Next undecided"), Group.MOVE, "J", model::nextUndecided, false);
        add("go-to", words.tr("Go to number"), Group.MOVE, "G", stage::goToNumber, false);
        add("first", words.tr("First sample"), Group.MOVE, "Home", () -> model.move(-Integer.MAX_VALUE / 2), false);
        add("last", words.tr("Last sample"), Group.MOVE, "End", () -> model.move(Integer.MAX_VALUE / 2), false);
    }

    private void move(int by) {
        if (!stage.moveInSimilar(by)) {
            model.move(by);
        }
    }

    private void takeBack() {
        if (!stage.backFromSimilar()) {
            model.takeBack();
        }
    }

    private void see() {
        add("evidence-toggle", words.tr("Evidence on or off"), Group.SEE, "E", stage::toggleEvidence, true);
        add("similar-toggle", words.tr("Similar samples on or off"), Group.SEE, "D", stage::toggleSimilar, true);
        add("what-model-saw", words.tr("What the model saw, on or off"), Group.SEE, "W", stage::toggleSeen, true);
        add("hide-score", words.tr("Hide the score"), Group.SEE, "H", stage::toggleScore, false);
        add("next-ranking", words.tr("Next ranking"), Group.SEE, "O", model.ranking()::next, false);
        add("queue-pane", words.tr("Queue on or off"), Group.SEE, "Q", stage::toggleQueue, false);
    }

    private void judge(String id, String text, String key, java.util.function.Consumer<Boolean> judge) {
        add(id, text, Group.DECIDE, key, () -> judge.accept(false), true);
        Key shifted = Key.of(key).withShift();
        all.add(new Command(
                id + "-stay", text, Group.UNLISTED, List.of(shifted), onSample, false, () -> judge.accept(true)));
    }

    private void add(String id, String text, Group group, String key, Runnable action, boolean needsSample) {
        Command command = Command.of(id, text, group, key, action);
        all.add(needsSample ? command.when(onSample) : command);
    }
}
