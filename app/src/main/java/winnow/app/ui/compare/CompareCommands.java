package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.review.FilmCommands;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.PairOrder;
import winnow.viewer.text.Words;

/** The commands of the compare screen. */
final class CompareCommands {

    /** The five steps from A to B, each under the digit of its place. */
    static final List<Choice> SCALE = List.of(Choice.A_MUCH, Choice.A, Choice.TIE, Choice.B, Choice.B_MUCH);

    /** What only the view can do. */
    interface Stage {

        void writeNote();

        void toggleDifferences();

        /** Whether both answers scroll together. */
        void toggleTogether();

        void toggleFit();

        /** Zooms in, or out. */
        void zoom(boolean in);

        void toggleLock();

        /** Scrolls the answers by some pages. */
        void scroll(int pages);

        /** Moves the focus along the votes; false when it is not on one. */
        boolean moveFocus(int by);

        /** Shows the votes, how far annotators agree, or how strong models are. */
        void showTab(String tab);

        /** Keeps the calibration that is shown. */
        void keepCalibration();
    }

    private final CompareViewModel model;
    private final Stage stage;
    private final FilmCommands film;
    private final Words words;
    private final VoteTexts texts;
    private final BooleanBinding onPair;
    private final BooleanBinding onTwo;
    private final BooleanBinding onCards;
    private final List<Command> all = new ArrayList<>();

    /**
     * Commands that do something with {@code model}.
     *
     * @param voting whether the votes are shown, not the agreement
     * @param film the commands of the player
     */
    CompareCommands(
            CompareViewModel model, ObservableBooleanValue voting, Stage stage, FilmCommands film, Words words) {
        this.model = model;
        this.stage = stage;
        this.film = film;
        this.words = words;
        this.texts = new VoteTexts(words);
        this.onPair = Bindings.createBooleanBinding(
                () -> voting.get()
                        && (model.now().stateProperty().get() == CompareState.State.VOTE
                                || model.now().stateProperty().get() == CompareState.State.REVEALED),
                voting,
                model.now().stateProperty());
        this.onCards = onPair.and(model.order().activeProperty());
        this.onTwo = onPair.and(model.order().activeProperty().not());
        vote();
        order();
        move();
        look();
        all.addAll(film.all());
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    /** The command of this id. */
    Command find(String id) {
        return all.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no command " + id));
    }

    /** Id of the command that votes like this. */
    static String id(Choice choice) {
        return "vote-" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Id of the command that marks this dimension. */
    static String id(Dimension dimension) {
        return "why-" + dimension.name().toLowerCase(Locale.ROOT);
    }

    /** The digit a dimension is marked with, together with Shift. */
    static int digit(Dimension dimension) {
        return 1 + List.of(Dimension.values()).indexOf(dimension);
    }

    private void vote() {
        for (Choice choice : SCALE) {
            vote(choice, texts.choice(choice), String.valueOf(SCALE.indexOf(choice) + 1));
        }
        vote(Choice.BOTH_BAD, words.tr("Both bad"), "X");
        add("skip", words.tr("Skip, it comes back at the end"), Group.DECIDE, "S", () -> model.vote(Choice.SKIP));
        all.add(Command.of("flag", words.tr("Flag this pair"), Group.DECIDE, "B", () -> model.vote(Choice.FLAG))
                .when(onTwo));
        for (Dimension dimension : Dimension.values()) {
            String key = "Shift+" + digit(dimension);
            String text = words.tr("Why: {0}", texts.dimension(dimension));
            all.add(Command.of(id(dimension), text, Group.WRITE, key, () -> model.toggleReason(dimension))
                    .when(onTwo));
        }
        all.add(Command.of("note", words.tr("Write a note"), Group.WRITE, "N", stage::writeNote)
                .when(onTwo));
        all.add(Command.of("undo", words.tr("Undo, as far back as you like"), Group.UNDO, "Z", model::undo)
                .or("Mod+Z"));
        all.add(Command.of("redo", words.tr("Redo"), Group.UNDO, "Shift+Z", model::redo)
                .or("Mod+Shift+Z")
                .or("Mod+Y"));
    }

    private void vote(Choice choice, String text, String key) {
        all.add(Command.of(id(choice), text, Group.DECIDE, key, () -> model.vote(choice))
                .when(onTwo));
    }

    private void order() {
        OrderViewModel order = model.order();
        all.add(Command.of("order", words.tr("Put all answers in order, or pair by pair"), Group.DECIDE, "O", () -> {
                    order.toggle();
                })
                .when(onPair.and(order.possibleProperty())));
        all.add(Command.of("order-up", words.tr("Move the answer up"), Group.DECIDE, "Shift+Up", () -> order.move(-1))
                .repeating()
                .when(onCards));
        all.add(Command.of("order-down", words.tr("Move the answer down"), Group.DECIDE, "Shift+Down", () -> {
                    order.move(1);
                })
                .repeating()
                .when(onCards));
        all.add(Command.of("order-tie", words.tr("As good as the answer above"), Group.DECIDE, "T", order::tie)
                .when(onCards));
        all.add(Command.of("order-turn", words.tr("Whole answer, or its beginning"), Group.SEE, "E", order::turn)
                .when(onCards));
        all.add(Command.of("order-save", words.tr("Next pair, or save the order"), Group.DECIDE, "Enter", () -> {
                    if (onCards.get()) {
                        order.save();
                    } else {
                        model.next();
                    }
                })
                .when(onPair));
    }

    private void upOrDown(int by) {
        if (onCards.get()) {
            model.order().step(by);
        } else if (by > 0) {
            model.next();
        } else {
            model.previous();
        }
    }

    private void move() {
        all.add(Command.of("next", words.tr("Next pair"), Group.MOVE, "Down", () -> upOrDown(1))
                .when(onPair));
        all.add(Command.of("previous", words.tr("Previous pair"), Group.MOVE, "Up", () -> upOrDown(-1)));
        all.add(Command.of("page-up", words.tr("Scroll up"), Group.MOVE, "PgUp", () -> stage.scroll(-1))
                .repeating());
        all.add(Command.of("page-down", words.tr("Scroll down"), Group.MOVE, "PgDn", () -> stage.scroll(1))
                .repeating());
        tab("vote", words.tr("Vote"), "V");
        tab("agreement", words.tr("Agreement"), "A");
        tab("leaderboard", words.tr("Leaderboard"), "R");
        all.add(Command.of(
                "calibrate",
                words.tr("Use the fit of probabilities that is shown"),
                Group.DECIDE,
                "P",
                stage::keepCalibration));
        all.add(Command.of("settle", words.tr("Settle conflicts"), Group.DECIDE, "Mod+Enter", () -> {
            model.choose(PairOrder.CONFLICT);
            stage.showTab("vote");
        }));
    }

    private void tab(String id, String text, String key) {
        all.add(Command.of("tab-" + id, text, Group.MOVE, key, () -> stage.showTab(id)));
    }

    private void look() {
        add("differences", words.tr("Differences"), Group.SEE, "D", stage::toggleDifferences);
        add("together", words.tr("Scroll together"), Group.SEE, "L", stage::toggleTogether);
        all.add(Command.of("reveal", words.tr("Show names and scores after each vote"), Group.SEE, "H", () -> {
            model.now().revealingProperty().set(!model.now().revealingProperty().get());
        }));
        add("fit", words.tr("Fit / 100 %"), Group.PICTURE, "F", stage::toggleFit);
        all.add(Command.of("zoom-in", words.tr("Zoom in"), Group.PICTURE, "+", () -> stage.zoom(true))
                .repeating());
        all.add(Command.of("zoom-out", words.tr("Zoom out"), Group.PICTURE, "-", () -> stage.zoom(false))
                .repeating());
        all.add(new Command(
                "lock",
                words.tr("Keep zoom between samples"),
                Group.PICTURE,
                List.of(),
                onPair,
                false,
                stage::toggleLock));
        all.add(Command.of(
                "picture-before", words.tr("Previous picture, or frame the model saw"), Group.PICTURE, "Left", () -> {
                    sideways(-1);
                }));
        all.add(Command.of(
                "picture-next", words.tr("Next picture, or frame the model saw"), Group.PICTURE, "Right", () -> {
                    sideways(1);
                }));
    }

    private void sideways(int by) {
        if (!stage.moveFocus(by) && !film.turn(by)) {
            model.stage().turn(by);
        }
    }

    private void add(String id, String text, Group group, String key, Runnable action) {
        all.add(Command.of(id, text, group, key, action).when(onPair));
    }
}
