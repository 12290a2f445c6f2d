package winnow.app.ui.review;

import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import winnow.app.ui.part.EmptyState;
import winnow.store.data.Counts;
import winnow.viewer.text.Words;

/** What stands in place of a sample when there is none. */
final class ReviewStates extends StackPane {

    private final ReviewViewModel model;
    private final Words words;
    private final ReviewWays ways;

    ReviewStates(ReviewViewModel model, Words words, ReviewWays ways) {
        this.model = model;
        this.words = words;
        this.ways = ways;
        setPickOnBounds(false);
        getStyleClass().add("review-states");
        model.now().stateProperty().addListener((property, before, state) -> show());
        model.now().countsProperty().addListener((property, before, counts) -> show());
        model.now().queryProperty().addListener((property, before, query) -> show());
        model.now().foundProperty().addListener((property, before, found) -> show());
        show();
    }

    private void show() {
        ReviewState.State state = model.now().stateProperty().get();
        setVisible(state != ReviewState.State.SAMPLE);
        getChildren().clear();
        switch (state) {
            case NO_DATA -> getChildren().add(noData());
            case NO_SCORES -> getChildren().add(noScores());
            case NOTHING_MATCHES -> getChildren().add(nothing());
            case END -> getChildren().add(end());
            case LOADING, SAMPLE -> {}
        }
    }

    private EmptyState noData() {
        return named(
                "state-no-data",
                new EmptyState(
                        "fth-database",
                        words.tr("No samples yet"),
                        words.tr("Bring in a dataset first. Source files are only read."),
                        step("to-data", words.tr("Bring in data"), ways.toData(), true)));
    }

    private EmptyState noScores() {
        Counts counts = model.now().countsProperty().get();
        return named(
                "state-no-scores",
                new EmptyState(
                        "fth-bar-chart-2",
                        words.tr("No scores yet"),
                        words.tr("{0} samples are in. Scores say which to look at first.", counts.samples()),
                        step("to-score", words.tr("Score them"), ways.toData(), true),
                        step("file-order", words.tr("Review in file order"), model::reviewInFileOrder, false)));
    }

    private EmptyState nothing() {
        return named(
                "state-nothing",
                new EmptyState(
                        "fth-filter",
                        words.tr("No sample matches this search"),
                        model.now().queryProperty().get(),
                        step("clear-search", words.tr("Clear"), ways.clearSearch(), false)));
    }

    private EmptyState end() {
        boolean searched = !model.now().queryProperty().get().isEmpty();
        Counts counts = searched
                ? model.now().foundProperty().get()
                : model.now().countsProperty().get();
        String decided = counts == null
                ? "" // still being counted
                : words.tr(
                        "{0} decided: {1} pruned, {2} kept, {3} unsure",
                        counts.decided(), counts.pruned(), counts.kept(), counts.unsure());
        return named(
                "state-end",
                new EmptyState(
                        "fth-check-circle",
                        searched
                                ? words.tr("Nothing in this search is left to decide")
                                : words.tr("All samples are decided"),
                        decided,
                        step("to-export", words.tr("Export"), ways.toExport(), true),
                        step("look-again", words.tr("Look at them again"), () -> model.move(-1), false)));
    }

    private static EmptyState named(String id, EmptyState state) {
        state.setId(id);
        return state;
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
