package winnow.app.ui.compare;

import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.service.CompareService.Question;
import winnow.app.ui.command.Command;
import winnow.app.ui.review.StagePane;
import winnow.viewer.media.ImagePane;
import winnow.viewer.text.TranscriptView;
import winnow.viewer.text.Words;

/** What both answers are about: the picture or video once, the prompt, and below which pairs are asked. */
final class PromptPane extends VBox {

    private static final double STAGE_SHARE = 0.45; // of the height, at most

    private final Words words;
    private final StagePane stage;
    private final TranscriptView prompt;
    private final Label nothing;
    private final StackPane text;

    /** A pane; {@code folders} asks for one more media folder of the dataset with that number. */
    PromptPane(
            CompareViewModel model, Words words, Function<String, Command> command, LongConsumer folders, Node queue) {
        this.words = words;
        // a picture that is broken is no reason to prune here, but to flag
        Function<String, Command> here = id -> command.apply(id.equals("reason-9") ? "flag" : id);
        this.stage = new StagePane(model.stage(), words, here, folders);
        this.prompt = new TranscriptView(words);
        this.nothing = new Label(words.tr("The record holds answers and no question."));
        getStyleClass().add("prompt-pane");
        prompt.setId("prompt");
        prompt.promptOnlyProperty().set(true);
        nothing.getStyleClass().addAll("muted", "prompt-missing");
        nothing.setWrapText(true);
        this.text = new StackPane(prompt, nothing);
        VBox.setVgrow(text, Priority.ALWAYS);
        text.setMinHeight(80);
        stage.setMinSize(0, 160);
        stage.prefHeightProperty().bind(heightProperty().multiply(STAGE_SHARE));
        stage.managedProperty().bind(stage.visibleProperty());
        getChildren().addAll(stage, text, queue);
        model.now().questionProperty().addListener((property, before, question) -> show(question));
        show(model.now().questionProperty().get());
    }

    /** The picture, for zooming. */
    ImagePane image() {
        return stage.image();
    }

    /** The stage of the picture or video. */
    StagePane stage() {
        return stage;
    }

    /** The prompt, for the focus. */
    Node pane() {
        return prompt;
    }

    /** Shows or hides what a pair is about; the queue stays. */
    void showsPrompt(boolean shows) {
        stage.setOpacity(shows ? 1 : 0);
        text.setVisible(shows);
    }

    private void show(Question question) {
        if (question == null) {
            return; // between two pairs the last one stays, so that nothing flickers
        }
        PairTexts texts = PairTexts.of(question, words);
        stage.setVisible(!question.a().sample().media().isEmpty());
        nothing.setVisible(!texts.asked());
        prompt.setVisible(texts.asked());
        prompt.sampleProperty().set(texts.prompt());
    }
}
