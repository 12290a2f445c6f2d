package winnow.app.ui.review;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.viewer.media.VideoPlayer;
import winnow.viewer.text.Words;

/** The commands of the player on a stage, possible while a video is shown. */
public final class FilmCommands {

    private final Supplier<StagePane> stage;
    private final Words words;
    private final BooleanBinding film;

    /**
     * Commands for a stage.
     *
     * @param shown what stands on it
     * @param stage asked for when a command is done
     */
    public FilmCommands(ReadOnlyObjectProperty<Shown> shown, Words words, Supplier<StagePane> stage) {
        this.stage = stage;
        this.words = words;
        this.film = Bindings.createBooleanBinding(() -> shown.get() instanceof Shown.Video, shown);
    }

    /** All of them. */
    public List<Command> all() {
        return List.of(
                command("play", words.tr("Play or pause"), "Space", VideoPlayer::togglePlaying),
                command("frame-back", words.tr("One frame back"), ",", player -> player.step(-1))
                        .repeating(),
                command("frame-on", words.tr("One frame on"), ".", player -> player.step(1))
                        .repeating(),
                command("slower", words.tr("Slower"), "[", player -> player.changeSpeed(-1)),
                command("faster", words.tr("Faster"), "]", player -> player.changeSpeed(1)));
    }

    /** Goes to the next frame the model saw, or back; false where there is none any more. */
    public boolean turn(int by) {
        return stage.get().film().turn(by);
    }

    private Command command(String id, String text, String key, Consumer<VideoPlayer> action) {
        return Command.of(
                        id,
                        text,
                        Group.PICTURE,
                        key,
                        () -> stage.get().film().player().ifPresent(action))
                .when(film);
    }
}
