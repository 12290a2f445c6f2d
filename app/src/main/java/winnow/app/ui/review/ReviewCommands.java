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

        void toggleRaw();

        void toggleScore();

        void toggleFit();

        void zoomIn();

        void zoomOut();

        void toggleLock();

        /** Scrolls the conversation by some pages. */
        void scroll(int pages);

        void writeNote();

        void writeTag();

        /** Opens or closes the decision for the entire search. */
        void toggleBulk();

        /** Moves the focus along a row of buttons; false when it is not in one. */
        boolean moveFocus(int by);
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
        picture();
        see();
    }

    List<Command> all() {
        return List.copyOf(all);
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
        add("take-back", words.tr("Take the decision back"), Group.DECIDE, "Backspace", model::takeBack, true);
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
        all.add(Command.of("next", words.tr("Next sample"), Group.MOVE, "Down", () -> model.move(1))
                .repeating());
        all.add(Command.of("previous", words.tr("Previous sample"), Group.MOVE, "Up", () -> model.move(-1))
                .repeating());
        add("next-undecided", words.tr("Next undecided"), Group.MOVE, "J", model::nextUndecided, false);
        add("go-to", words.tr("Go to number"), Group.MOVE, "G", stage::goToNumber, false);
        add("first", words.tr("First sample"), Group.MOVE, "Home", () -> model.move(-Integer.MAX_VALUE / 2), false);
        add("last", words.tr("Last sample"), Group.MOVE, "End", () -> model.move(Integer.MAX_VALUE / 2), false);
        all.add(Command.of("page-up", words.tr("Scroll up"), Group.MOVE, "PgUp", () -> stage.scroll(-1))
                .repeating());
        all.add(Command.of("page-down", words.tr("Scroll down"), Group.MOVE, "PgDn", () -> stage.scroll(1))
                .repeating());
    }

    private void picture() {
        add("fit", words.tr("Fit / 100 %"), Group.PICTURE, "F", stage::toggleFit, true);
        all.add(Command.of("zoom-in", words.tr("Zoom in"), Group.PICTURE, "+", stage::zoomIn)
                .repeating());
        all.add(Command.of("zoom-out", words.tr("Zoom out"), Group.PICTURE, "-", stage::zoomOut)
                .repeating());
        add("lock", words.tr("Keep zoom between samples"), Group.PICTURE, "L", stage::toggleLock, false);
        all.add(Command.of("picture-before", words.tr("Previous picture"), Group.PICTURE, "Left", () -> {
            sideways(-1);
        }));
        all.add(Command.of("picture-next", words.tr("Next picture"), Group.PICTURE, "Right", () -> {
            sideways(1);
        }));
    }

    private void sideways(int by) {
        if (!stage.moveFocus(by)) {
            model.turnPicture(by);
        }
    }

    private void see() {
        add("raw", words.tr("Conversation rendered or raw"), Group.SEE, "M", stage::toggleRaw, false);
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
