package winnow.app.ui.compare;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.command.Command;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.review.FilmCommands;
import winnow.app.ui.review.StagePane;
import winnow.viewer.text.Words;

/** Compare screen: the prompt on the left, both answers on the right, votes below; more on tabs beside. */
public final class CompareView extends BorderPane implements Screen, CompareCommands.Stage {

    private static final double NARROW = 1280;
    private static final double LEFT = 432;
    private static final double LEFT_NARROW = 360;

    private final CompareViewModel model;
    private final AgreementViewModel agreement;
    private final LeaderboardViewModel leaderboard;
    private final Words words;
    private final StringProperty tab = new SimpleStringProperty("vote");
    private final BooleanBinding voting = tab.isEqualTo("vote");
    private final CompareCommands commands;
    private final PromptPane prompt;
    private final AnswersPane answers;
    private final OrderPane order;
    private final WhyStrip why;
    private final VoteBar votes;
    private final StackPane body = new StackPane();
    private final ToggleGroup tabs = new ToggleGroup();

    /**
     * A view of {@code model}, with the agreement and the leaderboard beside it.
     *
     * @param toData shows the data screen
     */
    public CompareView(CompareViewModel model, Desk desk, Runnable toData) {
        this.model = model;
        this.agreement = new AgreementViewModel(desk.session(), desk.jobs(), desk.annotator());
        this.leaderboard = new LeaderboardViewModel(desk.session(), desk.jobs());
        this.words = desk.words();
        this.commands = new CompareCommands(
                model, voting, this, new FilmCommands(model.stage().shownProperty(), words, this::stage), words);
        QueueCard queue = new QueueCard(model, words, commands.find("reveal"), this::focusStage);
        this.prompt = new PromptPane(model, words, commands::find, dataset -> askFolder(desk, dataset), queue);
        this.answers = new AnswersPane(model.now(), words, commands::find);
        this.order = new OrderPane(model.order(), words, commands::find);
        this.why = new WhyStrip(model, words, commands::find, this::focusStage);
        this.votes = new VoteBar(words, commands::find);
        setId("compare");
        StackPane right = new StackPane(answers, order);
        StackPane pair = new StackPane(right, new CompareStates(model, words, toData, () -> showTab("agreement")));
        BorderPane work = new BorderPane(pair);
        work.setLeft(prompt);
        work.setBottom(new VBox(why, votes));
        AgreementPane people = new AgreementPane(agreement, words, commands::find, () -> showTab("vote"));
        LeaderboardPane models = new LeaderboardPane(leaderboard, words, () -> showTab("vote"));
        work.visibleProperty().bind(voting);
        people.visibleProperty().bind(tab.isEqualTo("agreement"));
        models.visibleProperty().bind(tab.isEqualTo("leaderboard"));
        body.getChildren().addAll(work, people, models);
        setTop(header());
        setCenter(body);
        layoutBoundsProperty().addListener(property -> arrange());
        follow(right);
    }

    private StagePane stage() {
        return prompt.stage();
    }

    private void follow(Region right) {
        model.now().stateProperty().addListener((property, before, state) -> showState(right, state));
        model.now().questionProperty().addListener((property, before, question) -> {
            if (question != null) {
                votes.show(Optional.of(question));
            }
        });
        model.now().writingProperty().addListener((property, before, writing) -> {
            if (!writing && getScene() != null && getScene().getFocusOwner() == null) {
                focusStage();
            }
        });
        model.order().activeProperty().addListener(property -> focusStage());
        model.now().someProperty().addListener(property -> showTab("vote"));
        showState(right, model.now().stateProperty().get());
    }

    private void showState(Region right, CompareState.State state) {
        boolean pair = state == CompareState.State.VOTE || state == CompareState.State.REVEALED;
        right.setVisible(pair);
        why.setDisable(!pair);
        prompt.showsPrompt(pair);
        if (!pair) {
            votes.show(Optional.empty());
            if (getScene() != null
                    && (getScene().getFocusOwner() == null
                            || isInside(getScene().getFocusOwner()))) {
                requestFocus();
            }
        }
    }

    private boolean isInside(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each == this) {
                return true;
            }
        }
        return false;
    }

    private void arrange() {
        double width = getScene() != null && getScene().getWidth() < NARROW ? LEFT_NARROW : LEFT;
        prompt.setMinWidth(width);
        prompt.setMaxWidth(width);
    }

    private HBox header() {
        HBox header = new HBox(tab("vote"), tab("agreement"), tab("leaderboard"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label where = new Label();
        where.setId("pair-where");
        where.getStyleClass().add("muted");
        where.setMinWidth(0);
        where.visibleProperty().bind(voting);
        where.textProperty()
                .bind(Bindings.createStringBinding(this::where, model.now().questionProperty()));
        header.getChildren().addAll(gap, where);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().addAll("pane-header", "screen-tabs");
        return header;
    }

    private ToggleButton tab(String id) {
        Command command = commands.find("tab-" + id);
        ToggleButton tab = new ToggleButton(command.text());
        tab.setId(command.id());
        tab.getStyleClass().add("screen-tab");
        tab.setToggleGroup(tabs);
        tab.setFocusTraversable(false);
        tab.setSelected(id.equals("vote"));
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setAccessibleText(
                command.text() + " (" + command.keys().get(0).caps().get(0) + ")");
        tab.setOnAction(event -> showTab(id));
        return tab;
    }

    private String where() {
        Question question = model.now().questionProperty().get();
        if (question == null) {
            return "";
        }
        String record = words.tr("record {0}", question.pair().record());
        return question.pairs() == 1 || question.said().isPresent()
                ? words.tr("{0} · sides recorded", record)
                : words.tr(
                        "{0} · {1} answers, {2} of {3} pairs still open · sides recorded",
                        record, question.group().answers(), question.open(), question.pairs());
    }

    private void focusStage() {
        CompareState.State state = model.now().stateProperty().get();
        boolean pair = state == CompareState.State.VOTE || state == CompareState.State.REVEALED;
        if (voting.get() && pair) {
            (model.order().activeProperty().get() ? order.pane() : answers.pane()).requestFocus();
        } else {
            requestFocus();
        }
    }

    private void askFolder(Desk desk, long datasetId) {
        desk.choosers()
                .folder(words.tr("Add media folder"))
                .ifPresent(folder -> model.stage().addFolder(datasetId, folder, model::open));
        focusStage();
    }

    // ---- as a screen

    @Override
    public String id() {
        return "compare";
    }

    @Override
    public String title() {
        return words.tr("Compare");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return commands.all();
    }

    @Override
    public List<String> hints() {
        return List.of("vote-a-much", "vote-b-much", "differences", "next", "previous", "fit", "together");
    }

    @Override
    public void entered() {
        model.open();
        refresh();
        focusStage();
    }

    private void refresh() {
        switch (tab.get()) {
            case "agreement" -> agreement.refresh();
            case "leaderboard" -> leaderboard.refresh();
            default -> {} // votes follow what is done
        }
    }

    @Override
    public List<Node> panes() {
        return List.of(
                prompt.image(),
                prompt.pane(),
                model.order().activeProperty().get() ? order.pane() : answers.pane(),
                votes);
    }

    // ---- what only the view can do

    @Override
    public void writeNote() {
        why.writeNote();
    }

    @Override
    public void toggleDifferences() {
        answers.differences().set(!answers.differences().get());
    }

    @Override
    public void toggleTogether() {
        answers.together().set(!answers.together().get());
    }

    @Override
    public void toggleFit() {
        prompt.image().toggleFit();
    }

    @Override
    public void zoom(boolean in) {
        if (in) {
            prompt.image().zoomIn();
        } else {
            prompt.image().zoomOut();
        }
    }

    @Override
    public void toggleLock() {
        prompt.image().lockedProperty().set(!prompt.image().lockedProperty().get());
    }

    @Override
    public void scroll(int pages) {
        if (model.order().activeProperty().get()) {
            order.scroll(pages);
        } else {
            answers.scroll(pages);
        }
    }

    @Override
    public boolean moveFocus(int by) {
        return votes.moveFocus(by);
    }

    @Override
    public void showTab(String chosen) {
        tabs.getToggles().forEach(each -> each.setSelected(((Node) each).getId().equals("tab-" + chosen)));
        tab.set(chosen);
        refresh();
        focusStage();
    }

    @Override
    public void keepCalibration() {
        if (tab.get().equals("agreement")) {
            agreement.keepCalibration();
        }
    }
}
