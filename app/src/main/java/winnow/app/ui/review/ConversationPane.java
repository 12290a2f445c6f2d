package winnow.app.ui.review;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import winnow.app.service.ReviewService.Detail;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.store.data.Outcome;
import winnow.viewer.text.TranscriptView;
import winnow.viewer.text.Words;

/** What was said, rendered or as it stands in the file. */
public final class ConversationPane extends VBox {

    private static final double PAGE = 0.9; // of what is in sight

    private final ShownSample model;
    private final Words words;
    private final TranscriptView transcript;

    /** A pane that follows a sample; {@code raw} changes between rendered and raw. */
    public ConversationPane(ShownSample model, Words words, Command raw) {
        this.model = model;
        this.words = words;
        this.transcript = new TranscriptView(words);
        getStyleClass().add("conversation");
        setMinSize(320, 140);
        transcript.setId("conversation");
        VBox.setVgrow(transcript, Priority.ALWAYS);
        getChildren().addAll(header(raw), transcript);
        model.detailProperty().addListener((property, before, detail) -> show(detail));
    }

    /** Changes between rendered and raw. */
    public void toggleRaw() {
        transcript.rawProperty().set(!transcript.rawProperty().get());
    }

    /** Scrolls by some pages. */
    public void scroll(int pages) {
        double inSight = transcript.getViewportBounds().getHeight();
        double all = transcript.getContent() == null
                ? 0
                : transcript.getContent().getBoundsInLocal().getHeight();
        if (all > inSight) {
            double step = pages * PAGE * inSight / (all - inSight);
            transcript.setVvalue(Math.max(0, Math.min(1, transcript.getVvalue() + step)));
        }
    }

    /** What takes the focus. */
    public Node pane() {
        return transcript;
    }

    private void show(Detail detail) {
        if (detail != null) { // between two samples the last one stays, so that nothing flickers
            transcript.sampleProperty().set(detail.sample().sample());
            transcript.setVvalue(0);
        }
    }

    private HBox header(Command raw) {
        Label title = new Label(words.tr("Conversation"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(USE_PREF_SIZE);
        Label size = new Label();
        size.getStyleClass().add("muted");
        size.setMinWidth(0);
        size.textProperty().bind(Bindings.createStringBinding(this::size, model.detailProperty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header =
                new HBox(title, size, gap, toggle("rendered", false), toggle("raw", true), CommandButton.caps(raw));
        ToggleGroup group = new ToggleGroup();
        header.getChildren().stream()
                .filter(ToggleButton.class::isInstance)
                .forEach(node -> ((ToggleButton) node).setToggleGroup(group));
        header.getStyleClass().addAll("pane-header", "conversation-header");
        return header;
    }

    private ToggleButton toggle(String id, boolean raw) {
        ToggleButton button = new ToggleButton(raw ? words.tr("Raw") : words.tr("Rendered"));
        button.setId(id);
        button.getStyleClass().addAll("small", raw ? "right-pill" : "left-pill");
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setSelected(transcript.rawProperty().get() == raw);
        button.setOnAction(event -> {
            transcript.rawProperty().set(raw);
            button.setSelected(true);
        });
        transcript.rawProperty().addListener((property, before, now) -> button.setSelected(now == raw));
        return button;
    }

    private String size() {
        Detail detail = model.detailProperty().get();
        if (detail == null) {
            return "";
        }
        String turns = words.tr("{0} turns", detail.sample().sample().turns().size());
        return detail.outcome().orElse(null) instanceof Outcome.Score score
                ? turns + " · " + words.tr("{0} tokens", score.tokens())
                : turns;
    }
}
