package winnow.app.ui.compare;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.ui.command.Command;
import winnow.store.data.ScoringRun;
import winnow.viewer.text.Words;

/** How far annotators agree with each other, with the model and with themselves; conflicts open as a queue. */
final class AgreementPane extends StackPane {

    private final AgreementViewModel model;
    private final Words words;
    private final WayToVotes votes;
    private final AgreementFigures figures;
    private final KappaCard kappa;
    private final PeopleCard people;
    private final DimensionCard dimensions;
    private final ConflictCard conflicts;
    private final CalibrationCard calibration;
    private final Label against = new Label();
    private final ScrollPane page;

    /**
     * A pane of {@code model}.
     *
     * @param find finds the commands of the screen by id
     * @param toVotes shows the votes
     */
    AgreementPane(AgreementViewModel model, Words words, Function<String, Command> find, Runnable toVotes) {
        this.model = model;
        this.words = words;
        this.votes = new WayToVotes(words, "to-votes", toVotes);
        this.figures = new AgreementFigures(words);
        this.kappa = new KappaCard(words);
        this.people = new PeopleCard(words);
        this.dimensions = new DimensionCard(words);
        this.conflicts = new ConflictCard(words, find.apply("settle"));
        this.calibration = new CalibrationCard(words, find.apply("calibrate"));
        setId("agreement");
        against.setId("agreement-run");
        against.getStyleClass().addAll("muted", "small");
        VBox left = new VBox(16, kappa, people);
        VBox right = new VBox(16, calibration, dimensions, conflicts);
        for (VBox column : List.of(left, right)) {
            column.setPrefWidth(400);
            column.setMinWidth(0);
            HBox.setHgrow(column, Priority.ALWAYS);
        }
        VBox content = new VBox(16, figures, new HBox(16, left, right), against);
        content.getStyleClass().add("agreement-page");
        page = new ScrollPane(content);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        getChildren().add(page);
        model.stateProperty().addListener(property -> showState());
        model.seenProperty().addListener((property, before, seen) -> show(seen));
        showState();
    }

    private void show(AgreementViewModel.Seen seen) {
        figures.show(seen);
        kappa.show(seen.report());
        people.show(seen.report());
        dimensions.show(seen.report());
        conflicts.show(seen.conflicts());
        calibration.show(seen.calibration());
        against.setText(seen.report()
                .run()
                .map(this::run)
                .orElseGet(() -> words.tr("No run yet: there is no model to compare people with.")));
    }

    private String run(ScoringRun run) {
        return words.tr(
                "Model: {0}, run {1}. Intervals of 95 %. Equal rewards count as an error.",
                run.model(), String.valueOf(run.id()));
    }

    private void showState() {
        AgreementViewModel.State state = model.stateProperty().get();
        page.setVisible(state == AgreementViewModel.State.SHOWN);
        getChildren().remove(1, getChildren().size());
        if (state == AgreementViewModel.State.NOTHING) {
            getChildren()
                    .add(votes.state(
                            "agreement-nothing",
                            "fth-columns",
                            words.tr("No votes yet"),
                            words.tr("Vote on some pairs, or unite the workspaces of annotators with winnow merge.")));
        } else if (state == AgreementViewModel.State.TROUBLE) {
            getChildren()
                    .add(votes.state(
                            "agreement-trouble",
                            "fth-columns",
                            words.tr("The agreement cannot be counted"),
                            model.problemProperty().get()));
        }
    }
}
