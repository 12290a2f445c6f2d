package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import winnow.app.ui.command.Command;
import winnow.app.ui.command.Command.Group;
import winnow.viewer.media.VideoPlayer;
import winnow.viewer.text.Words;

/**
 * The panes in which a sample is looked at and judged - stage, conversation and verdicts - with the commands that act
 * on them. The review and the audit both show them, each with its own judgements.
 */
public final class SamplePanes {

    /**
     * What the panes need from the screen they stand on.
     *
     * @param judge its own commands, found by their ids
     * @param names what the buttons of the verdicts say
     * @param onSample whether there is a sample to look at
     * @param turn shows another picture of the sample: the next or the one before
     * @param folders asks for one more media folder of the dataset with that number
     * @param back gives the focus back to the stage
     */
    public record Ways(
            Function<String, Command> judge,
            VerdictBar.Names names,
            ObservableBooleanValue onSample,
            IntConsumer turn,
            LongConsumer folders,
            Runnable back) {}

    private final Words words;
    private final Ways ways;
    private final ReadOnlyObjectProperty<Shown> shown;
    private final List<Command> commands = new ArrayList<>();
    private final StagePane stage;
    private final ConversationPane conversation;
    private final VerdictBar verdicts;

    /** Panes that follow a sample. */
    public SamplePanes(ShownSample sample, Words words, Ways ways) {
        this.words = words;
        this.ways = ways;
        this.shown = sample.shownProperty();
        look();
        film();
        this.stage = new StagePane(sample, words, this::find, ways.folders());
        this.conversation = new ConversationPane(sample, words, find("raw"));
        this.verdicts = new VerdictBar(words, ways.names(), this::find, ways.back());
    }

    /** The picture. */
    public StagePane stage() {
        return stage;
    }

    /** What was said. */
    public ConversationPane conversation() {
        return conversation;
    }

    /** The buttons of the verdicts. */
    public VerdictBar verdicts() {
        return verdicts;
    }

    /** What can be done with the panes. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    private Command find(String id) {
        return commands.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseGet(() -> ways.judge().apply(id));
    }

    private void look() {
        commands.add(Command.of("fit", words.tr("Fit / 100 %"), Group.PICTURE, "F", this::toggleFit)
                .when(ways.onSample()));
        commands.add(Command.of("zoom-in", words.tr("Zoom in"), Group.PICTURE, "+", this::zoomIn)
                .repeating());
        commands.add(Command.of("zoom-out", words.tr("Zoom out"), Group.PICTURE, "-", this::zoomOut)
                .repeating());
        commands.add(Command.of("lock", words.tr("Keep zoom between samples"), Group.PICTURE, "L", this::toggleLock));
        commands.add(Command.of(
                "picture-before", words.tr("Previous picture, or frame the model saw"), Group.PICTURE, "Left", () -> {
                    sideways(-1);
                }));
        commands.add(Command.of(
                "picture-next", words.tr("Next picture, or frame the model saw"), Group.PICTURE, "Right", () -> {
                    sideways(1);
                }));
        commands.add(Command.of("raw", words.tr("Conversation rendered or raw"), Group.SEE, "M", this::toggleRaw));
        commands.add(Command.of("page-up", words.tr("Scroll up"), Group.MOVE, "PgUp", () -> scroll(-1))
                .repeating());
        commands.add(Command.of("page-down", words.tr("Scroll down"), Group.MOVE, "PgDn", () -> scroll(1))
                .repeating());
    }

    private void film() {
        BooleanBinding film = Bindings.createBooleanBinding(() -> shown.get() instanceof Shown.Video, shown);
        commands.add(Command.of(
                        "play",
                        words.tr("Play or pause"),
                        Group.PICTURE,
                        "Space",
                        () -> play(VideoPlayer::togglePlaying))
                .when(film));
        commands.add(
                Command.of("frame-back", words.tr("One frame back"), Group.PICTURE, ",", () -> play(p -> p.step(-1)))
                        .when(film)
                        .repeating());
        commands.add(Command.of("frame-on", words.tr("One frame on"), Group.PICTURE, ".", () -> play(p -> p.step(1)))
                .when(film)
                .repeating());
        commands.add(Command.of("slower", words.tr("Slower"), Group.PICTURE, "[", () -> play(p -> p.changeSpeed(-1)))
                .when(film));
        commands.add(Command.of("faster", words.tr("Faster"), Group.PICTURE, "]", () -> play(p -> p.changeSpeed(1)))
                .when(film));
    }

    private void play(Consumer<VideoPlayer> action) {
        stage.film().player().ifPresent(action);
    }

    private void toggleFit() {
        stage.image().toggleFit();
    }

    private void zoomIn() {
        stage.image().zoomIn();
    }

    private void zoomOut() {
        stage.image().zoomOut();
    }

    private void toggleLock() {
        stage.image().lockedProperty().set(!stage.image().lockedProperty().get());
    }

    private void toggleRaw() {
        conversation.toggleRaw();
    }

    private void scroll(int pages) {
        conversation.scroll(pages);
    }

    private void sideways(int by) {
        if (!verdicts.moveFocus(by) && !stage.film().turn(by)) {
            ways.turn().accept(by);
        }
    }
}
