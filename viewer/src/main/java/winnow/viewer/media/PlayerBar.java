package winnow.viewer.media;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.text.Words;

/**
 * Play, time, place, speed and loop of a video. On the time line there is a tick for each frame the model saw. On the
 * JavaFX thread.
 */
public final class PlayerBar extends HBox {

    private static final double THUMB = 8; // half of the slider's thumb, where its track begins

    private final Words words;
    private final Label time = new Label();
    private final Slider slider = new Slider(0, 1, 0);
    private final Pane ticks = new Pane();
    private final Button loop = new Button();
    private final Label silent = new Label("", new FontIcon("fth-volume-x"));
    private List<Long> seen = List.of();
    private @Nullable VideoPlayer player;
    private double seconds;
    private boolean following;
    private final FontIcon sign = new FontIcon("fth-play");
    private final Button speed;
    private final ChangeListener<Object> onChange = (property, before, now) -> show();

    /**
     * A bar without a video.
     *
     * @param play plays or stands still
     * @param speed goes to the next speed
     */
    public PlayerBar(Words words, Button play, Button speed) {
        super(8);
        this.words = words;
        this.speed = speed;
        getStyleClass().add("player-bar");
        setAlignment(Pos.CENTER_LEFT);
        play.setGraphic(sign);
        time.setId("video-time");
        time.setMinWidth(USE_PREF_SIZE);
        slider.setId("video-place");
        slider.setFocusTraversable(false);
        slider.setAccessibleText(words.tr("Place in the video"));
        slider.valueProperty().addListener((property, before, now) -> dragged(now.longValue()));
        ticks.setMouseTransparent(true);
        ticks.getStyleClass().add("video-ticks");
        ticks.widthProperty().addListener((property, before, width) -> placeTicks());
        StackPane line = new StackPane(slider, ticks);
        line.setMinWidth(60);
        HBox.setHgrow(line, Priority.ALWAYS);
        loop.setGraphic(new FontIcon("fth-repeat"));
        loop.setId("video-loop");
        loop.getStyleClass().addAll("flat", "button-icon");
        loop.setFocusTraversable(false);
        loop.setAccessibleText(words.tr("Begin again at the end"));
        loop.setTooltip(new Tooltip(loop.getAccessibleText()));
        loop.setOnAction(event -> toggleLoop());
        silent.setId("video-silent");
        String why = words.tr("It has sound, which is not played: the model does not hear it either.");
        silent.setAccessibleText(why);
        silent.setTooltip(new Tooltip(why));
        silent.managedProperty().bind(silent.visibleProperty());
        getChildren().addAll(play, time, line, speed, loop, silent);
    }

    /**
     * Follows another player.
     *
     * @param frames numbers of the frames the model saw
     * @param length of the video in seconds, 0 where it is not known
     * @param sound whether the video has any
     */
    public void follow(VideoPlayer next, List<Long> frames, double length, boolean sound) {
        leave();
        player = next;
        seen = List.copyOf(frames);
        seconds = length;
        silent.setVisible(sound);
        following = true; // a shorter video moves the thumb, which nobody dragged
        slider.setMax((double) Math.max(1, next.frames() - 1));
        following = false;
        slider.setBlockIncrement(1);
        next.frameProperty().addListener(onChange);
        next.indexProperty().addListener(onChange);
        next.playingProperty().addListener(onChange);
        next.speedProperty().addListener(onChange);
        next.loopingProperty().addListener(onChange);
        placeTicks();
        show();
    }

    /** Follows no player any more. */
    public void leave() {
        VideoPlayer before = player;
        if (before != null) {
            before.frameProperty().removeListener(onChange);
            before.indexProperty().removeListener(onChange);
            before.playingProperty().removeListener(onChange);
            before.speedProperty().removeListener(onChange);
            before.loopingProperty().removeListener(onChange);
        }
        player = null;
    }

    private void toggleLoop() {
        VideoPlayer now = player;
        if (now != null) {
            now.loopingProperty().set(!now.loopingProperty().get());
        }
    }

    private void dragged(long to) {
        VideoPlayer now = player;
        if (now != null && !following && to != now.indexProperty().get()) {
            now.seek(to);
        }
    }

    private void show() {
        VideoPlayer now = player;
        if (now == null) {
            return;
        }
        following = true;
        slider.setValue((double) now.indexProperty().get());
        following = false;
        Frame frame = now.frameProperty().get();
        String at = Clock.minutes(frame == null ? 0 : frame.seconds());
        time.setText(seconds > 0 ? at + " / " + Clock.minutes(seconds) : at);
        sign.setIconLiteral(now.playingProperty().get() ? "fth-pause" : "fth-play");
        String factor = String.valueOf(now.speedProperty().get()).replaceAll("\\.0$", "");
        speed.setText(words.tr("{0}×", factor));
        loop.getStyleClass().remove("chosen");
        if (now.loopingProperty().get()) {
            loop.getStyleClass().add("chosen");
        }
    }

    private void placeTicks() {
        VideoPlayer now = player;
        ticks.getChildren().clear();
        if (now == null || now.frames() < 2) {
            return;
        }
        double room = ticks.getWidth() - 2 * THUMB;
        for (long frame : seen) {
            Region tick = new Region();
            tick.getStyleClass().add("video-tick");
            tick.resizeRelocate(
                    Math.rint(THUMB + room * frame / (now.frames() - 1)), ticks.getHeight() / 2 + THUMB - 1, 1, 4);
            tick.setManaged(false);
            ticks.getChildren().add(tick);
        }
    }
}
