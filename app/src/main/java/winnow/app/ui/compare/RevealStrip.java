package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.CompareService.Hidden;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.viewer.text.Words;

/** What annotator, file, model and others say of a pair once it is voted on, and what may mislead the model. */
final class RevealStrip extends HBox {

    private static final double MUCH_LONGER = 1.5;
    private static final int MOST_OTHERS = 3;

    private final Words words;
    private final VoteTexts texts;
    private final GridPane judges = new GridPane();
    private final VBox doubts = new VBox(4);

    /** An empty strip; {@code next} goes on. */
    RevealStrip(Words words, Command next) {
        super(16);
        this.words = words;
        this.texts = new VoteTexts(words);
        setId("reveal-strip");
        getStyleClass().add("reveal-strip");
        setAlignment(Pos.CENTER_LEFT);
        judges.setHgap(12);
        judges.setVgap(3);
        judges.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(doubts, Priority.ALWAYS);
        doubts.setAlignment(Pos.CENTER_LEFT);
        doubts.setMinWidth(0);
        CommandButton button = new CommandButton(next);
        button.setId("next-pair");
        button.getStyleClass().add("accent");
        button.setFocusTraversable(false);
        getChildren().addAll(judges, new Separator(Orientation.VERTICAL), doubts, button);
        managedProperty().bind(visibleProperty());
    }

    /** Shows what is known of a pair. */
    void show(Question question, Hidden hidden) {
        judges.getChildren().clear();
        judge(
                words.tr("You"),
                question.said()
                        .map(Comparison::said)
                        .map(Comparison.Vote::choice)
                        .orElse(Choice.NONE));
        hidden.betterInFile()
                .ifPresent(better -> judge(words.tr("Label"), question.pair().a() == better ? Choice.A : Choice.B));
        model(hidden);
        List<Comparison> others = hidden.others();
        others.stream().limit(MOST_OTHERS).forEach(vote -> judge(vote.annotator(), sided(question, vote)));
        if (others.size() > MOST_OTHERS) {
            judges.addRow(
                    judges.getRowCount(),
                    new Label(),
                    new Label(),
                    muted(words.tr("{0} more", others.size() - MOST_OTHERS)));
        }
        doubts(question, hidden);
    }

    /** What another annotator said, by the sides of this one. */
    private static Choice sided(Question question, Comparison vote) {
        boolean same = vote.pair().a() == question.pair().a();
        return same || !vote.said().choice().ranks()
                ? vote.said().choice()
                : CompareCommands.SCALE.get(CompareCommands.SCALE.size()
                        - 1
                        - CompareCommands.SCALE.indexOf(vote.said().choice()));
    }

    private void judge(String who, Choice choice) {
        Node mark = choice.towardsA() == 0
                ? new Label("–")
                : who.equals(words.tr("You"))
                        ? new SideMark(choice.towardsA() > 0 ? "A" : "B").chosen()
                        : new SideMark(choice.towardsA() > 0 ? "A" : "B");
        String said = switch (choice) {
            case A, B -> words.tr("better");
            case A_MUCH, B_MUCH -> words.tr("much better");
            default -> texts.choice(choice);
        };
        judges.addRow(judges.getRowCount(), muted(who), mark, new Label(said));
    }

    private void model(Hidden hidden) {
        OptionalDouble margin = hidden.margin();
        if (margin.isEmpty()) {
            judges.addRow(
                    judges.getRowCount(), muted(words.tr("Model")), new Label("–"), new Label(words.tr("not scored")));
            return;
        }
        double by = margin.getAsDouble();
        Label said = new Label(by == 0 ? words.tr("the same reward") : words.tr("better by {0}", Math.abs(by)));
        said.setId("margin");
        judges.addRow(
                judges.getRowCount(),
                muted(words.tr("Model")),
                by == 0 ? new Label("–") : new SideMark(by > 0 ? "A" : "B"),
                said);
        hidden.calibrated().ifPresent(this::calibrated);
    }

    private void calibrated(double probability) {
        boolean towardsA = probability >= 0.5;
        double sure = towardsA ? probability : 1 - probability;
        Label said = new Label(words.tr("{0} % calibrated", Math.round(100 * sure)));
        said.setId("calibrated");
        judges.addRow(
                judges.getRowCount(),
                muted(words.tr("Better with")),
                sure == 0.5 ? new Label("–") : new SideMark(towardsA ? "A" : "B"),
                said);
    }

    private void doubts(Question question, Hidden hidden) {
        List<String> lines = new ArrayList<>();
        double ratio = (double) Math.max(1, hidden.traitsA().answerChars())
                / Math.max(1, hidden.traitsB().answerChars());
        if (ratio >= MUCH_LONGER || 1 / ratio >= MUCH_LONGER) {
            lines.add(
                    ratio > 1
                            ? words.tr("A is {0} times as long.", ratio)
                            : words.tr("B is {0} times as long.", 1 / ratio));
        }
        int marks = hidden.traitsA().markupMarks() - hidden.traitsB().markupMarks();
        if (Math.abs(marks) > 2) {
            lines.add(
                    marks > 0
                            ? words.tr("A has {0} marks of markdown more.", marks)
                            : words.tr("B has {0} marks of markdown more.", -marks));
        }
        doubts.getChildren().clear();
        if (!lines.isEmpty() && hidden.margin().isPresent()) {
            Label head = new Label(words.tr("What may mislead the model"));
            head.getStyleClass().add("card-title");
            doubts.getChildren().add(head);
            lines.forEach(line -> doubts.getChildren().add(wrapped(line)));
        }
        if (!question.said().map(vote -> vote.said().blind()).orElse(true)) {
            doubts.getChildren().add(wrapped(words.tr("Not blind: names and scores had been shown before this vote.")));
        }
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinWidth(0);
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMaxWidth(120);
        return label;
    }
}
