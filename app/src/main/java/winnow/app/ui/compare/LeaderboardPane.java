package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.service.Leaderboard;
import winnow.app.service.Leaderboard.Covariate;
import winnow.app.service.Leaderboard.From;
import winnow.app.ui.part.ChoiceText;
import winnow.viewer.text.Words;

/** How strong the models are that wrote the answers: dots with intervals, and who wins against whom. */
final class LeaderboardPane extends StackPane {

    private final LeaderboardViewModel model;
    private final Words words;
    private final WayToVotes votes;
    private final StrengthCard strengths;
    private final DuelCard duels;
    private final Label below = new Label();
    private final ScrollPane page;
    private final StackPane shown = new StackPane();

    /**
     * A pane of {@code model}.
     *
     * @param toVotes shows the votes
     */
    LeaderboardPane(LeaderboardViewModel model, Words words, Runnable toVotes) {
        this.model = model;
        this.words = words;
        this.votes = new WayToVotes(words, "leaderboard-to-votes", toVotes);
        this.strengths = new StrengthCard(words);
        this.duels = new DuelCard(words);
        setId("leaderboard");
        below.setId("leaderboard-counted");
        below.getStyleClass().addAll("muted", "small");
        below.setWrapText(true);
        VBox content = new VBox(16, strengths, duels, below);
        page = new ScrollPane(content);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        shown.getChildren().add(page);
        VBox.setVgrow(shown, Priority.ALWAYS);
        VBox all = new VBox(16, choices(), shown);
        all.getStyleClass().add("agreement-page");
        getChildren().add(all);
        model.stateProperty().addListener(property -> showState());
        model.problemProperty().addListener(property -> showState());
        model.boardProperty().addListener((property, before, board) -> show(board));
        showState();
    }

    private HBox choices() {
        Label label = new Label(words.tr("Better is what is said by"));
        ComboBox<From> from = new ComboBox<>();
        from.setId("leaderboard-from");
        from.setAccessibleText(label.getText());
        from.getItems().setAll(From.values());
        from.setConverter(new ChoiceText<>(this::named));
        from.valueProperty().bindBidirectional(model.fromProperty());
        from.valueProperty().addListener(property -> model.refresh());
        HBox row = new HBox(12, label, from);
        for (Covariate covariate : Covariate.values()) {
            CheckBox box = new CheckBox(
                    switch (covariate) {
                        case LENGTH -> words.tr("without what length does");
                        case STYLE -> words.tr("without what markdown does");
                    });
            box.setId("leaderboard-" + covariate.name().toLowerCase(Locale.ROOT));
            box.selectedProperty().addListener((property, before, now) -> choose(covariate, now));
            row.getChildren().add(box);
        }
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void choose(Covariate covariate, boolean chosen) {
        List<Covariate> along = new ArrayList<>(model.covariatesProperty().get());
        along.remove(covariate);
        if (chosen) {
            along.add(covariate);
        }
        model.covariatesProperty().set(List.copyOf(along));
        model.refresh();
    }

    private String named(From from) {
        return switch (from) {
            case VOTES -> words.tr("annotators");
            case LABELS -> words.tr("the file");
            case REWARD -> words.tr("the rewards of the last run");
        };
    }

    private void show(Leaderboard board) {
        strengths.show(board);
        duels.show(board);
        below.setText(words.tr(
                "{0} comparisons on {1} records; {2} times both were bad, which counts in no strength. Strength is the"
                        + " logarithm of the odds, with an interval of 95 %.",
                board.counted().comparisons(),
                board.counted().records(),
                board.counted().bothBad()));
    }

    private void showState() {
        LeaderboardViewModel.State state = model.stateProperty().get();
        page.setVisible(state == LeaderboardViewModel.State.SHOWN);
        shown.getChildren().remove(1, shown.getChildren().size());
        if (state == LeaderboardViewModel.State.NOTHING) {
            boolean named = model.boardProperty().get().counted().silent() > 0;
            shown.getChildren()
                    .add(votes.state(
                            "leaderboard-nothing",
                            "fth-bar-chart-2",
                            words.tr("No models to compare yet"),
                            named
                                    ? words.tr("Nothing says which answers are better. Vote on pairs, or let the file"
                                            + " or the rewards say it.")
                                    : words.tr("Bring in pairs or groups whose records name the models that wrote the"
                                            + " answers, such as WildVision battles.")));
        } else if (state == LeaderboardViewModel.State.TROUBLE) {
            shown.getChildren()
                    .add(votes.state(
                            "leaderboard-trouble",
                            "fth-bar-chart-2",
                            words.tr("The models cannot be compared"),
                            model.problemProperty().get()));
        }
    }
}
