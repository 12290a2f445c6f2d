package winnow.viewer.text;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * The conversation of a sample, turn by turn, each with a button that copies it; or the record as it stands in the
 * file. Starts at the top for each sample. Long texts come in parts. On the JavaFX thread.
 */
public final class TranscriptView extends ScrollPane {

    private final Words words;
    private final ObjectProperty<@Nullable Sample> sample = new SimpleObjectProperty<>(this, "sample");
    private final BooleanProperty raw = new SimpleBooleanProperty(this, "raw", false);
    private final BooleanProperty promptOnly = new SimpleBooleanProperty(this, "promptOnly", false);
    private final VBox turns = new VBox();

    /** An empty view. */
    public TranscriptView(Words words) {
        this.words = words;
        getStyleClass().add("transcript");
        turns.getStyleClass().add("turns");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinSize(0, 0);
        sample.addListener(property -> rebuild());
        raw.addListener(property -> rebuild());
        promptOnly.addListener(property -> rebuild());
        rebuild();
    }

    /** The sample shown; null shows that none is chosen. */
    public ObjectProperty<@Nullable Sample> sampleProperty() {
        return sample;
    }

    /** Whether the record is shown as it stands in the file, to be read and copied but not changed. */
    public BooleanProperty rawProperty() {
        return raw;
    }

    /** Whether the last answer is left out, because it is shown elsewhere. */
    public BooleanProperty promptOnlyProperty() {
        return promptOnly;
    }

    private void rebuild() {
        Sample shown = sample.get();
        boolean asFile = raw.get() && shown != null;
        setFitToHeight(asFile || shown == null);
        if (shown == null) {
            setContent(nothing());
        } else if (asFile) {
            setContent(record(shown.raw()));
        } else {
            turns.getChildren().setAll(turnsOf(shown));
            setContent(turns);
        }
        setVvalue(0);
        setHvalue(0);
    }

    private List<? extends Node> turnsOf(Sample shown) {
        List<Turn> all =
                promptOnly.get() ? shown.turns().subList(0, shown.turns().size() - 1) : shown.turns();
        return all.stream().map(turn -> new TurnPane(words, turn)).toList();
    }

    private Node record(String text) {
        TextArea area = new TextArea(text);
        area.getStyleClass().addAll("raw-record", "edge-to-edge");
        area.setId("raw-record");
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(words.tr("The record as it stands in the file"));
        return area;
    }

    private Node nothing() {
        Label label = new Label(words.tr("No sample is chosen."));
        label.getStyleClass().add("muted");
        StackPane pane = new StackPane(label);
        pane.getStyleClass().add("turns");
        return pane;
    }
}
