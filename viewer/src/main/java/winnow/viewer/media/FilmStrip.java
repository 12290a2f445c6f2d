package winnow.viewer.media;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import winnow.viewer.text.Words;

/** The frames of a video that the model saw, side by side, each with its time. On the JavaFX thread. */
public final class FilmStrip extends ScrollPane {

    private static final double HEIGHT = 40;
    private static final String CHOSEN = "chosen";

    private final Words words;
    private final HBox row = new HBox(4);
    private final List<Button> buttons = new ArrayList<>();
    private IntConsumer onChosen = position -> {};
    private int size;
    private int marked = -1;

    /** An empty strip. */
    public FilmStrip(Words words) {
        this.words = words;
        setId("film-strip");
        getStyleClass().add("film-strip");
        row.getStyleClass().add("film-frames");
        setContent(row);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setPannable(true);
        setMinHeight(USE_PREF_SIZE);
        setMinWidth(0);
        viewportBoundsProperty().addListener((property, before, now) -> reveal());
    }

    /** Called with the position, from 0, of a frame that is clicked. */
    public void onChosen(IntConsumer listener) {
        onChosen = listener;
    }

    /** Shows other frames, none of them marked. Buttons stay for the next video: new ones would cost a frame or two. */
    public void show(List<Frame> frames) {
        mark(-1);
        size = frames.size();
        while (buttons.size() < size) {
            buttons.add(button(buttons.size()));
            row.getChildren().add(buttons.get(buttons.size() - 1));
        }
        for (int i = 0; i < buttons.size(); i++) {
            Button button = buttons.get(i);
            button.setVisible(i < size);
            button.setManaged(i < size);
            if (button.getGraphic() instanceof ImageView view) {
                view.setImage(i < size ? frames.get(i).image() : null);
            }
            if (i < size) {
                label(button, frames.get(i), i);
            }
        }
        setHvalue(0);
    }

    /** Marks the frame at a position and brings it into sight; -1 marks none. */
    public void mark(int position) {
        if (position == marked) {
            return;
        }
        if (marked >= 0 && marked < size) {
            buttons.get(marked).getStyleClass().remove(CHOSEN);
        }
        marked = position;
        if (marked >= 0 && marked < size) {
            buttons.get(marked).getStyleClass().add(CHOSEN);
            reveal();
        }
    }

    private Button button(int position) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setFitHeight(HEIGHT);
        view.setSmooth(true);
        Button button = new Button("", view);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("film-frame");
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> onChosen.accept(position));
        return button;
    }

    private void label(Button button, Frame frame, int position) {
        String seconds = words.tr("{0} s", Clock.tenths(words, frame.seconds()));
        button.setText(seconds);
        button.setAccessibleText(words.tr("Frame {0} of {1} the model saw", position + 1, size) + ", " + seconds);
    }

    private void reveal() {
        if (marked < 0 || marked >= size) {
            return;
        }
        double all = row.getWidth();
        double inSight = getViewportBounds().getWidth();
        if (all <= inSight || all <= 0) {
            return;
        }
        Button button = buttons.get(marked);
        double middle = button.getBoundsInParent().getCenterX();
        setHvalue(Math.max(0, Math.min(1, (middle - inSight / 2) / (all - inSight))));
    }
}
