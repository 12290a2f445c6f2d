package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.media.FilmStrip;
import winnow.viewer.media.Frame;
import winnow.viewer.media.PlayerBar;
import winnow.viewer.media.VideoPlayer;
import winnow.viewer.text.Words;

/** What is under the stage while a video is on it: the player, and the frames the model saw. */
final class VideoDeck extends VBox {

    private static final int MILLIS = 1000;

    private final Words words;
    private final PlayerBar bar;
    private final FilmStrip strip;
    private final Consumer<Frame> onFrame;
    private final Consumer<String> onProblem;
    private final ChangeListener<Frame> follow = (property, before, frame) -> show(frame);
    private final ChangeListener<String> trouble = (property, before, problem) -> tell(problem);
    private List<Frame> seen = List.of();
    private @Nullable VideoPlayer player;

    /**
     * A deck without a video.
     *
     * @param onFrame shows a frame on the stage
     * @param onProblem says why there is none
     */
    VideoDeck(Words words, Function<String, Command> command, Consumer<Frame> onFrame, Consumer<String> onProblem) {
        this.words = words;
        this.onFrame = onFrame;
        this.onProblem = onProblem;
        Button play = CommandButton.icon(command.apply("play"), "fth-play");
        play.setFocusTraversable(false);
        Button speed = new Button();
        CommandButton.wire(speed, command.apply("faster"));
        speed.setId("video-speed");
        speed.getStyleClass().addAll("flat", "small");
        speed.setFocusTraversable(false);
        speed.setMinWidth(48);
        speed.setOnAction(event -> nextSpeed());
        this.bar = new PlayerBar(words, play, speed);
        this.strip = new FilmStrip(words);
        strip.onChosen(this::choose);
        setId("video-deck");
        getStyleClass().add("video-deck");
        getChildren().addAll(bar, strip);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        setMinHeight(USE_PREF_SIZE);
        sceneProperty().addListener((property, before, scene) -> {
            if (scene == null) {
                player().ifPresent(VideoPlayer::pause); // nobody looks at it
            }
        });
    }

    /** Shows a video at its first frame. */
    void open(Shown.Video video) {
        close();
        seen = video.seen();
        double scale = Math.min(
                1,
                (double) Films.STAGE_SIDE
                        / Math.max(video.info().width(), video.info().height()));
        VideoPlayer opened = new VideoPlayer(
                video.source(),
                video.first(),
                video.info().frames(),
                video.info().width() * scale,
                video.info().height() * scale);
        player = opened;
        strip.show(seen);
        bar.follow(
                opened,
                seen.stream().map(Frame::index).toList(),
                video.info().duration().toMillis() / (double) MILLIS,
                video.info().sound());
        opened.frameProperty().addListener(follow);
        opened.problemProperty().addListener(trouble);
        setVisible(true);
        Frame there = opened.frameProperty().get();
        if (there != null) {
            show(there);
        }
    }

    /** Shows no video any more, and lets go of its frames. */
    void close() {
        player().ifPresent(before -> {
            before.frameProperty().removeListener(follow);
            before.problemProperty().removeListener(trouble);
            bar.leave();
            before.close();
        });
        player = null;
        seen = List.of();
        strip.show(seen);
        setVisible(false);
    }

    /** The player of the video that is shown. */
    Optional<VideoPlayer> player() {
        return Optional.ofNullable(player);
    }

    /** Goes to the next frame the model saw, or back; false where there is none any more. */
    boolean turn(int by) {
        VideoPlayer now = player;
        if (now == null) {
            return false;
        }
        long at = now.indexProperty().get();
        Optional<Frame> to = by > 0
                ? seen.stream().filter(frame -> frame.index() > at).findFirst()
                : seen.stream().filter(frame -> frame.index() < at).reduce((one, other) -> other);
        to.ifPresent(frame -> {
            now.pause();
            now.seek(frame.index());
        });
        return to.isPresent();
    }

    private void choose(int position) {
        player().ifPresent(now -> {
            now.pause();
            now.seek(seen.get(position).index());
        });
    }

    /** Faster, and from the fastest to half as fast as it was taken. */
    private void nextSpeed() {
        player().ifPresent(now -> {
            double before = now.speedProperty().get();
            now.changeSpeed(1);
            if (now.speedProperty().get() == before) {
                now.changeSpeed(-VideoPlayer.SPEEDS.size() + 1);
            }
        });
    }

    private void show(@Nullable Frame frame) {
        if (frame != null) {
            strip.mark(position(frame.index()));
            onFrame.accept(frame);
        }
    }

    private void tell(String problem) {
        if (!problem.isEmpty()) {
            onProblem.accept(problem);
        }
    }

    /** What is said of a frame: which of those the model saw it is, or between which it lies. */
    String caption(Frame frame) {
        int at = position(frame.index());
        if (at >= 0) {
            return seen.size() == 1
                    ? words.tr("the one frame the model saw")
                    : words.tr("frame {0} of {1} the model saw", at + 1, seen.size());
        }
        long before = seen.stream().filter(each -> each.index() < frame.index()).count();
        String number = words.tr("frame {0} of the video", frame.index() + 1);
        return before == seen.size()
                ? words.tr("{0}, after the last one the model saw", number)
                : words.tr("{0}, between {1} and {2} of those the model saw", number, before, before + 1);
    }

    private int position(long index) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).index() == index) {
                return i;
            }
        }
        return -1;
    }
}
