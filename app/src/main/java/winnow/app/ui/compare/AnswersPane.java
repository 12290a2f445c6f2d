package winnow.app.ui.compare;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.CompareService.Hidden;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.viewer.compare.SideBySide;
import winnow.viewer.text.Words;

/** Both answers beside each other under their letters; after the vote also what was hidden. */
final class AnswersPane extends BorderPane {

    private final CompareState now;
    private final Words words;
    private final VoteTexts texts;
    private final SideBySide answers;
    private final SideHead headA;
    private final SideHead headB;
    private final Label hint = new Label();
    private final RevealStrip strip;
    private Optional<Comparison.Pair> shown = Optional.empty();

    /** A pane that follows the pair that is shown. */
    AnswersPane(CompareState now, Words words, Function<String, Command> command) {
        this.now = now;
        this.words = words;
        this.texts = new VoteTexts(words);
        this.answers = new SideBySide(words);
        this.headA = new SideHead("A", words);
        this.headB = new SideHead("B", words);
        this.strip = new RevealStrip(words, command.apply("next"));
        getStyleClass().add("answers-pane");
        setMinSize(0, 0);
        setTop(new VBox(header(command), heads()));
        setCenter(answers);
        setBottom(strip);
        now.questionProperty().addListener(property -> show());
        now.hiddenProperty().addListener(property -> show());
        show();
    }

    /** Whether words that the other answer has not are marked. */
    BooleanProperty differences() {
        return answers.differencesProperty();
    }

    /** Whether one answer scrolls with the other. */
    BooleanProperty together() {
        return answers.togetherProperty();
    }

    /** Scrolls by some pages. */
    void scroll(int pages) {
        answers.scroll(pages);
    }

    /** What takes the focus. */
    Node pane() {
        return answers;
    }

    private HBox header(Function<String, Command> command) {
        hint.setId("vote-hint");
        hint.setGraphicTextGap(8);
        hint.setMinWidth(0);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.getStyleClass().add("muted");
        HBox.setHgrow(hint, Priority.ALWAYS);
        CommandButton order = new CommandButton(command.apply("order"), words.tr("Put in order"));
        order.getStyleClass().add("small");
        order.setFocusTraversable(false);
        order.visibleProperty().bind(order.disabledProperty().not());
        order.managedProperty().bind(order.visibleProperty());
        HBox header = new HBox(
                16,
                hint,
                order,
                toggle(command.apply("differences"), differences()),
                toggle(command.apply("together"), together()));
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().addAll("pane-header", "compare-header");
        return header;
    }

    private static HBox toggle(Command command, BooleanProperty on) {
        CheckBox box = new CheckBox(command.text());
        box.setId(command.id());
        box.setFocusTraversable(false);
        box.selectedProperty().bindBidirectional(on);
        box.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(6, box, CommandButton.caps(command));
        row.setAlignment(Pos.CENTER);
        row.setMinWidth(USE_PREF_SIZE);
        return row;
    }

    private GridPane heads() {
        GridPane heads = new GridPane();
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            heads.getColumnConstraints().add(half);
        }
        headB.getStyleClass().add("second");
        heads.add(headA, 0, 0);
        heads.add(headB, 1, 0);
        return heads;
    }

    private void show() {
        Question question = now.questionProperty().get();
        Hidden hidden = now.hiddenProperty().get();
        if (question == null) {
            return; // between two pairs the last one stays, so that nothing flickers
        }
        Optional<Comparison.Pair> pair = Optional.of(question.pair());
        if (!shown.equals(pair)) {
            shown = pair;
            PairTexts both = PairTexts.of(question, words);
            answers.show(both.a(), both.b());
        }
        strip.setVisible(hidden != null);
        if (hidden == null) {
            blind(question);
        } else {
            reveal(question, hidden);
        }
    }

    private void blind(Question question) {
        headA.hide();
        headB.hide();
        FontIcon icon = new FontIcon("fth-eye-off");
        hint.setGraphic(icon);
        hint.setText(question.said()
                .map(vote -> words.tr("Your vote: {0}", texts.choice(vote.said().choice())))
                .orElseGet(() -> words.tr("Blind: sides are shuffled, names and scores hidden.")));
    }

    private void reveal(Question question, Hidden hidden) {
        Choice choice = question.said()
                .map(Comparison::said)
                .map(Comparison.Vote::choice)
                .orElse(Choice.NONE);
        headA.show(hidden.modelA(), better(question.pair().a(), hidden), hidden.rewardA(), choice.towardsA() > 0);
        headB.show(hidden.modelB(), better(question.pair().b(), hidden), hidden.rewardB(), choice.towardsA() < 0);
        strip.show(question, hidden);
        hint.setGraphic(new FontIcon("fth-eye"));
        hint.setText(words.tr("Voted: {0}", texts.choice(choice)));
    }

    private static Optional<Boolean> better(int candidate, Hidden hidden) {
        return hidden.betterInFile().isPresent()
                ? Optional.of(hidden.betterInFile().getAsLong() == candidate)
                : Optional.empty();
    }
}
