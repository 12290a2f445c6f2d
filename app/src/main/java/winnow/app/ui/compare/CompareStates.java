package winnow.app.ui.compare;

import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import winnow.app.ui.part.EmptyState;
import winnow.store.data.PairOrder;
import winnow.viewer.text.Words;

/** What stands in place of a pair when there is none. */
final class CompareStates extends StackPane {

    private final CompareViewModel model;
    private final Words words;
    private final VoteTexts texts;
    private final Runnable toData;
    private final Runnable toAgreement;

    CompareStates(CompareViewModel model, Words words, Runnable toData, Runnable toAgreement) {
        this.model = model;
        this.words = words;
        this.texts = new VoteTexts(words);
        this.toData = toData;
        this.toAgreement = toAgreement;
        setPickOnBounds(false);
        getStyleClass().add("review-states");
        model.now().stateProperty().addListener(property -> show());
        show();
    }

    private void show() {
        CompareState.State state = model.now().stateProperty().get();
        getChildren().clear();
        switch (state) {
            case NO_PAIRS -> add("compare-no-pairs", noPairs());
            case NOTHING_QUEUED -> add("compare-nothing", nothing());
            case DONE -> add("compare-done", done());
            case TROUBLE -> add("compare-trouble", trouble());
            case LOADING, VOTE, REVEALED -> {}
        }
        setVisible(!getChildren().isEmpty());
    }

    private void add(String id, EmptyState shown) {
        shown.setId(id);
        getChildren().add(shown);
    }

    private EmptyState noPairs() {
        return new EmptyState(
                "fth-columns",
                words.tr("No pairs yet"),
                words.tr("Records with two answers or more can be compared. Bring in a dataset of pairs or groups."),
                step("pairs-to-data", words.tr("Bring in data"), toData, true));
    }

    private EmptyState nothing() {
        PairOrder order = model.now().orderProperty().get();
        String why = order == PairOrder.DISAGREEMENT || order == PairOrder.NEAR_ZERO
                ? words.tr("It needs scores of both answers. Score them on the data screen, or take another queue.")
                : words.tr("No record belongs there now.");
        return new EmptyState(
                "fth-filter",
                words.tr("The queue \"{0}\" is empty", texts.queue(order)),
                why,
                step("to-mixed", words.tr("Take the mixed queue"), () -> model.choose(PairOrder.MIXED), true));
    }

    private EmptyState done() {
        PairOrder order = model.now().orderProperty().get();
        Button agreement = step("to-agreement", words.tr("See the agreement"), toAgreement, true);
        Button again = step("look-at-pairs", words.tr("Look at them again"), model::previous, false);
        EmptyState done = new EmptyState(
                "fth-check-circle",
                words.tr("All {0} are voted on", model.now().allProperty().get()),
                words.tr("Queue: {0}. Other queues may have pairs left.", texts.queue(order)),
                agreement,
                again);
        if (order != PairOrder.MIXED) {
            Button mixed =
                    step("to-mixed", words.tr("Take the mixed queue"), () -> model.choose(PairOrder.MIXED), false);
            ((javafx.scene.layout.Pane) agreement.getParent()).getChildren().add(mixed);
        }
        return done;
    }

    private EmptyState trouble() {
        Throwable trouble = model.now().troubleProperty().get();
        return new EmptyState(
                "fth-alert-circle",
                words.tr("The pairs cannot be read"),
                trouble == null ? "" : String.valueOf(trouble.getMessage()),
                step("pairs-again", words.tr("Try again"), model::open, true));
    }

    private static Button step(String id, String text, Runnable action, boolean main) {
        Button button = new Button(text);
        button.setId(id);
        button.setAccessibleText(text);
        if (main) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(event -> action.run());
        return button;
    }
}
