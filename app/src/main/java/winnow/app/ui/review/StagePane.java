package winnow.app.ui.review;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import winnow.app.service.ReviewService.Detail;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.EmptyState;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.media.VideoInfo;
import winnow.store.media.Videos;
import winnow.viewer.media.Frame;
import winnow.viewer.media.ImagePane;
import winnow.viewer.media.VideoPlayer;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** The picture of a sample: what it is called above, how it is shown below. */
public final class StagePane extends BorderPane {

    private static final Duration SKELETON_AFTER = Duration.millis(150);

    private static final int LONG = 24;

    private final ShownSample model;
    private final Words words;
    private final Function<String, Command> command;
    private final LongConsumer folders;
    private final ImagePane image = new ImagePane();
    private final StackPane stage = new StackPane();
    private final PauseTransition late = new PauseTransition(SKELETON_AFTER);
    private final Label number = new Label();
    private final Label source = new Label();
    private final Tooltip whole = new Tooltip(); // a window: one for all samples
    private final Label file = new Label();
    private final Label which = new Label();
    private final Label caption = new Label();
    private final VideoDeck film;

    /** A stage; {@code folders} asks for one more media folder of the dataset with that number. */
    public StagePane(ShownSample model, Words words, Function<String, Command> command, LongConsumer folders) {
        this.model = model;
        this.folders = folders;
        this.words = words;
        this.command = command;
        setMinSize(320, 200);
        stage.getStyleClass().add("stage");
        image.setId("stage");
        caption.setId("frame-caption");
        caption.getStyleClass().add("frame-caption");
        caption.setMouseTransparent(true);
        caption.visibleProperty().bind(caption.textProperty().isNotEmpty());
        caption.setWrapText(true);
        StackPane.setAlignment(caption, Pos.TOP_LEFT);
        StackPane.setMargin(caption, new Insets(10, 12, 10, 12));
        this.film = new VideoDeck(words, command, this::showFrame, reason -> message(trouble(reason)));
        stage.getChildren().addAll(image, caption);
        setTop(header());
        setCenter(stage);
        setBottom(new VBox(footer(), film));
        late.setOnFinished(event -> skeleton());
        model.shownProperty().addListener((property, before, shown) -> show(shown));
        model.detailProperty().addListener((property, before, detail) -> title());
        model.pictureProperty().addListener((property, before, index) -> title());
        show(model.shownProperty().get());
        title();
    }

    /** The picture, for zooming. */
    public ImagePane image() {
        return image;
    }

    /** The player, while there is a video. */
    VideoDeck film() {
        return film;
    }

    private HBox header() {
        number.setId("sample-number");
        number.getStyleClass().add("card-title");
        number.setMinWidth(USE_PREF_SIZE);
        source.getStyleClass().add("pill");
        source.setMinWidth(USE_PREF_SIZE);
        source.setTooltip(whole);
        file.setId("sample-file");
        file.setMinWidth(0);
        file.getStyleClass().add("muted");
        HBox.setHgrow(file, Priority.ALWAYS);
        file.setMaxWidth(Double.MAX_VALUE);
        Button fit = CommandButton.icon(command.apply("fit"), "fth-maximize");
        Button zoom = CommandButton.icon(command.apply("zoom-in"), "fth-zoom-in");
        Button lock = CommandButton.icon(command.apply("lock"), "fth-lock");
        image.lockedProperty().addListener((property, before, locked) -> {
            lock.getStyleClass().remove("chosen");
            if (locked) {
                lock.getStyleClass().add("chosen");
            }
        });
        HBox header = new HBox(number, source, file, fit, zoom, lock);
        header.getStyleClass().add("pane-header");
        return header;
    }

    private HBox footer() {
        Label zoom = new Label();
        zoom.setId("zoom");
        zoom.textProperty()
                .bind(Bindings.createStringBinding(
                        this::zoomText, image.zoomProperty(), image.fittedProperty(), model.shownProperty()));
        Label locked = new Label(words.tr("zoom kept between samples"));
        locked.visibleProperty().bind(image.lockedProperty());
        which.setId("which-picture");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox pages = new HBox(4, new KeyCap("←"), new KeyCap("→"));
        pages.setAlignment(Pos.CENTER);
        pages.visibleProperty().bind(which.textProperty().isNotEmpty());
        HBox footer = new HBox(8, zoom, locked, gap, which, pages);
        footer.getStyleClass().addAll("stage", "stage-footer");
        return footer;
    }

    private String zoomText() {
        Shown shown = model.shownProperty().get();
        if (!(shown instanceof Shown.Picture || shown instanceof Shown.Video)) {
            return "";
        }
        String percent = words.tr("{0} %", Math.round(image.zoomProperty().get() * 100));
        return image.fittedProperty().get() ? words.tr("Fit · {0}", percent) : percent;
    }

    private void show(Shown shown) {
        late.stop();
        film.close();
        caption.setText("");
        if (shown instanceof Shown.Loading) {
            late.playFromStart(); // what was shown before stays until then, so that nothing flickers
        } else if (shown instanceof Shown.Picture picture) {
            uncover();
            image.show(picture.image());
            image.setAccessibleText(words.tr("Picture {0}", picture.path()));
        } else if (shown instanceof Shown.TextOnly) {
            message(new EmptyState("fth-align-left", words.tr("Text only"), words.tr("This sample has no picture.")));
        } else if (shown instanceof Shown.Video video) {
            image.setAccessibleText(words.tr("Video {0}", video.path()));
            late.playFromStart();
            film.open(video);
        } else if (shown instanceof Shown.Missing missing) {
            message(missing(missing));
        } else if (shown instanceof Shown.Trouble trouble) {
            message(trouble(trouble.reason()));
        }
        title();
    }

    private EmptyState missing(Shown.Missing missing) {
        String looked = missing.folders() == 1
                ? words.tr("{0} is not in the media folder. The text can still be judged.", missing.path())
                : words.tr(
                        "{0} is in none of the {1} media folders. The text can still be judged.",
                        missing.path(), missing.folders());
        Button add = new Button(words.tr("Add media folder…"));
        add.setId("add-media-folder");
        add.setAccessibleText(add.getText());
        add.setFocusTraversable(false); // keys go on deciding
        add.setOnAction(event -> folders.accept(missing.datasetId()));
        return named(new EmptyState("fth-image", words.tr("Picture missing"), looked, add, broken()));
    }

    private EmptyState trouble(String reason) {
        boolean video = isVideo();
        return named(new EmptyState(
                video ? "fth-film" : "fth-image",
                video ? words.tr("Video cannot be shown") : words.tr("Picture cannot be shown"),
                words.tr("{0} The text can still be judged.", reason),
                broken()));
    }

    private boolean isVideo() {
        Detail detail = model.detailProperty().get();
        if (detail == null) {
            return false;
        }
        List<Media> media = detail.sample().sample().media();
        int at = model.pictureProperty().get();
        return at < media.size()
                && (media.get(at).kind() == Media.Kind.VIDEO
                        || Videos.isVideo(media.get(at).path()));
    }

    private CommandButton broken() {
        CommandButton prune = new CommandButton(command.apply("reason-9"));
        prune.setFocusTraversable(false);
        return prune;
    }

    private static EmptyState named(EmptyState state) {
        state.setId("picture-trouble");
        return state;
    }

    private void message(Node node) {
        image.clear();
        uncover();
        stage.getChildren().add(node);
    }

    /** Shows what the model saw in place of the picture; null shows the picture again. */
    void showSeen(EvidenceViewModel.@Nullable Seen seen) {
        if (seen == null) {
            image.cut(1, 1);
            caption.setText("");
            if (model.shownProperty().get() instanceof Shown.Picture picture) {
                image.show(picture.image());
            } else {
                film.player().ifPresent(player -> {
                    if (player.frameProperty().get() != null) {
                        image.show(player.frameProperty().get().image());
                        showFrame(player.frameProperty().get());
                    }
                });
            }
        } else {
            film.player().ifPresent(VideoPlayer::pause);
            image.cut(seen.rows(), seen.columns());
            image.show(seen.image());
            say(words.tr("what the model saw: {0} × {1} tiles", seen.columns(), seen.rows()));
        }
    }

    /** Says something over the picture; blank for nothing. */
    void say(String text) {
        caption.setText(text);
    }

    private void showFrame(Frame frame) {
        late.stop();
        uncover();
        image.cut(1, 1);
        image.update(frame.image());
        caption.setText(film.caption(frame));
    }

    private void skeleton() {
        Region block = new Region();
        block.getStyleClass().add("skeleton");
        block.setMaxSize(320, 220);
        message(block);
    }

    /** The picture itself always stays, so that it keeps the focus, and what is said of a frame. */
    private void uncover() {
        stage.getChildren().remove(2, stage.getChildren().size());
    }

    private void title() {
        Detail detail = model.detailProperty().get();
        if (detail == null) {
            return;
        }
        source.setVisible(!model.isBlind());
        source.setManaged(!model.isBlind());
        number.setVisible(!model.isBlind());
        number.setManaged(!model.isBlind());
        Sample sample = detail.sample().sample();
        List<Media> media = sample.media();
        number.setText("#" + detail.sample().id());
        String dataset = detail.dataset().name();
        source.setText(dataset.length() <= LONG ? dataset : dataset.substring(0, LONG - 1) + "…");
        whole.setText(dataset);
        int at = Math.min(model.pictureProperty().get(), Math.max(0, media.size() - 1));
        which.setText(media.size() > 1 ? words.tr("{0} of {1}", at + 1, media.size()) : "");
        if (model.isBlind()) {
            file.setText(size().replaceFirst("^ · ", ""));
            return;
        }
        String line = words.tr("line {0}", sample.line());
        file.setText(media.isEmpty() ? line : name(media.get(at)) + size() + " · " + line);
    }

    private String size() {
        if (model.shownProperty().get() instanceof Shown.Video video) {
            return " · " + about(video.info());
        }
        return model.shownProperty().get() instanceof Shown.Picture picture
                ? " · " + Math.round(picture.image().getWidth()) + " × "
                        + Math.round(picture.image().getHeight())
                : "";
    }

    private String about(VideoInfo info) {
        String size = info.width() + " × " + info.height() + " · " + words.tr("{0} frames", info.frames());
        double rate = info.framesPerSecond();
        String perSecond = String.format(words.locale(), "%.2f", rate).replaceAll("[.,]?0+$", "");
        return rate > 0 ? size + " · " + words.tr("{0} frames a second", perSecond) : size;
    }

    private static String name(Media media) {
        int slash = Math.max(media.path().lastIndexOf('/'), media.path().lastIndexOf('\\'));
        return media.path().substring(slash + 1);
    }
}
