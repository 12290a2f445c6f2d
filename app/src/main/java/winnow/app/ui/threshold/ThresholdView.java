package winnow.app.ui.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import winnow.app.service.CutProof;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.app.ui.desk.Desk;
import winnow.app.ui.desk.Screen;
import winnow.app.ui.part.EmptyState;
import winnow.app.ui.ranking.ChosenRanking;
import winnow.app.ui.ranking.RankingChooser;
import winnow.app.ui.ranking.RankingTexts;
import winnow.store.data.Audit;
import winnow.viewer.text.Words;

/** Threshold screen: a row a source with the handle of its cut on the left, what the cut does on the right. */
public final class ThresholdView extends StackPane implements Screen {

    private static final Duration COUNT_AFTER = Duration.millis(150);
    private static final double MOST_SHARE = 30; // per cent

    /**
     * Ways from this screen.
     *
     * @param judge opens the audit
     * @param undo takes the last decision back
     * @param redo decides again what was taken back
     */
    public record Ways(Consumer<Audit> judge, Runnable undo, Runnable redo) {}

    private final ThresholdViewModel model;
    private final ChosenRanking ranking;
    private final Words words;
    private final Desk desk;
    private final Ways ways;
    private final List<Command> commands = new ArrayList<>();
    private final VBox rows = new VBox();
    private final List<CutRow> lines = new ArrayList<>();
    private final Slider share = new Slider(0, MOST_SHARE, 0);
    private final Label shareText = new Label();
    private final Label reasons = new Label();
    private final Node page;
    private final PauseTransition settled = new PauseTransition(COUNT_AFTER);
    private boolean showing;

    /** A view of {@code model}. */
    public ThresholdView(ThresholdViewModel model, ChosenRanking ranking, Desk desk, Ways ways) {
        this.model = model;
        this.ranking = ranking;
        this.desk = desk;
        this.words = desk.words();
        this.ways = ways;
        addCommands();
        setId("threshold");
        BorderPane left = new BorderPane(scrolled());
        left.setTop(header());
        left.setBottom(footer());
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        this.page = new HBox(left, new ThisCut(model, words, this::command));
        getChildren().add(page);
        settled.setOnFinished(event -> model.count());
        model.seenProperty().addListener((property, before, seen) -> showRows());
        model.cutsProperty().addListener((property, before, cuts) -> {
            showCuts();
            settled.playFromStart();
        });
        model.proofProperty().addListener((property, before, proof) -> {
            if (proof != null) {
                showReasons(proof);
            }
        });
        model.stateProperty().addListener((property, before, state) -> showState());
        ranking.choiceProperty().addListener((property, before, choice) -> {
            if (getScene() != null) {
                model.refresh();
            }
        });
        showState();
    }

    // ---- commands

    private void addCommands() {
        BooleanBinding cut = Bindings.createBooleanBinding(
                () -> model.below() > 0 && !model.workingProperty().get(),
                model.seenProperty(),
                model.cutsProperty(),
                model.workingProperty());
        commands.add(Command.of("go-on-judging", words.tr("Judge the cut, blind"), Group.DECIDE, "Mod+Enter", () -> {
                    model.judge(ways.judge());
                })
                .when(cut));
        Runnable anew = () -> model.judgeAnew(ways.judge());
        commands.add(
                new Command("judge-anew", words.tr("Draw a new sample"), Group.DECIDE, List.of(), cut, false, anew));
        commands.add(prune());
        commands.add(Command.of("undo", words.tr("Undo, as far back as you like"), Group.UNDO, "Z", ways.undo())
                .or("Mod+Z"));
        commands.add(Command.of("redo", words.tr("Redo"), Group.UNDO, "Shift+Z", ways.redo())
                .or("Mod+Shift+Z")
                .or("Mod+Y"));
        commands.add(Command.of("next-ranking", words.tr("Next ranking"), Group.SEE, "O", ranking::next));
    }

    /** Only while it is known how many that would be. */
    private Command prune() {
        BooleanBinding falls = Bindings.createBooleanBinding(
                () -> {
                    CutProof proof = model.proofProperty().get();
                    return proof != null
                            && proof.pruned() > 0
                            && !model.workingProperty().get();
                },
                model.proofProperty(),
                model.workingProperty());
        return Command.of("prune-cut", words.tr("Prune what is below the cut"), Group.DECIDE, "Mod+Backspace", () -> {
                    model.prune(this::pruned);
                })
                .when(falls);
    }

    private Command command(String id) {
        return commands.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no command " + id));
    }

    private void pruned(long count) {
        desk.toasts().done(words.tr("{0} pruned, audit kept. Z takes it back.", words.number(count)));
    }

    // ---- the parts of the screen

    private VBox header() {
        Label title = new Label(words.tr("Where to cut"));
        title.getStyleClass().add("screen-title");
        Label sentence = new Label(words.tr("Nothing is pruned until you say so."));
        sentence.getStyleClass().add("muted");
        HBox line = new HBox(12, title, sentence);
        line.setAlignment(Pos.BASELINE_LEFT);
        Label meaning = new Label();
        meaning.setId("ranking-meaning");
        meaning.getStyleClass().addAll("muted", "small");
        meaning.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> new RankingTexts(words)
                                .meaning(ranking.choiceProperty().get()),
                        ranking.choiceProperty()));
        VBox header = new VBox(8, line, new RankingChooser(ranking, words), meaning);
        header.getStyleClass().add("threshold-header");
        return header;
    }

    private ScrollPane scrolled() {
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "screen-scroll");
        return scroll;
    }

    private HBox footer() {
        Label name = new Label(words.tr("Same share everywhere"));
        name.getStyleClass().add("muted");
        name.setMinWidth(USE_PREF_SIZE);
        share.setId("same-share");
        share.setAccessibleText(name.getText());
        share.setBlockIncrement(0.1);
        share.setPrefWidth(160);
        share.setMinWidth(90);
        share.valueProperty().addListener((property, before, percent) -> {
            if (!showing) {
                model.cutShare(percent.doubleValue() / 100);
            }
        });
        shareText.setId("cut-share");
        shareText.getStyleClass().add("card-title");
        shareText.setMinWidth(64);
        reasons.setId("expected-reasons");
        reasons.getStyleClass().add("muted");
        reasons.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(12, name, share, shareText, gap, reasons);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("threshold-footer");
        return footer;
    }

    // ---- showing

    private void showState() {
        ThresholdViewModel.State state = model.stateProperty().get();
        page.setVisible(state == ThresholdViewModel.State.CUT);
        getChildren().remove(1, getChildren().size());
        if (state == ThresholdViewModel.State.NO_SCORES) {
            getChildren()
                    .add(empty(
                            words.tr("No scores yet"),
                            words.tr("Without scores there is nothing to cut. Score the samples on the data screen.")));
        } else if (state == ThresholdViewModel.State.NO_DATA) {
            getChildren()
                    .add(empty(
                            words.tr("No samples yet"),
                            words.tr("Bring in a dataset on the data screen, then score it.")));
        }
    }

    private static EmptyState empty(String title, String sentence) {
        EmptyState state = new EmptyState("fth-sliders", title, sentence);
        state.setId("threshold-empty");
        return state;
    }

    private void showRows() {
        ThresholdViewModel.Seen seen = model.seenProperty().get();
        if (seen == null) {
            return;
        }
        boolean focused = lines.stream().anyMatch(line -> line.plot().isFocused());
        lines.clear();
        for (long dataset : seen.spread().datasets()) {
            lines.add(new CutRow(dataset, model, seen, words));
        }
        rows.getChildren().setAll(lines);
        showCuts();
        if (focused || isFocused()) {
            focusFirst();
        }
    }

    private void showCuts() {
        ThresholdViewModel.Seen seen = model.seenProperty().get();
        if (seen == null) {
            return;
        }
        Map<Long, Double> cuts = model.cutsProperty().get();
        lines.forEach(line -> line.show(cuts));
        double part = (double) model.below() / seen.spread().size();
        shareText.setText(CutRow.percent(words, part));
        if (!share.isValueChanging() && !share.isFocused()) {
            showing = true;
            share.setValue(100 * part);
            showing = false;
        }
    }

    private void showReasons(CutProof proof) {
        long bad = proof.reasons().values().stream().mapToLong(Long::longValue).sum();
        List<String> parts = proof.reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(one -> (one.getKey().isEmpty() ? words.tr("No reason") : words.tr(one.getKey()))
                        + String.format(Locale.ROOT, " %d %%", Math.round(100.0 * one.getValue() / bad)))
                .toList();
        reasons.setText(parts.isEmpty() ? "" : words.tr("Expected reasons: {0}", String.join(" · ", parts)));
    }

    private void focusFirst() {
        if (lines.isEmpty()) {
            requestFocus();
        } else {
            lines.get(0).plot().requestFocus();
        }
    }

    // ---- as a screen

    @Override
    public String id() {
        return "threshold";
    }

    @Override
    public String title() {
        return words.tr("Threshold");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public List<String> hints() {
        return List.of("go-on-judging", "prune-cut", "next-ranking", "undo");
    }

    @Override
    public void entered() {
        focusFirst();
        model.refresh();
    }

    @Override
    public List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        lines.forEach(line -> panes.add(line.plot()));
        panes.add(share);
        return panes;
    }
}
