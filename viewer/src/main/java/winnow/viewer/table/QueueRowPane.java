package winnow.viewer.table;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.store.data.Media;
import winnow.store.data.QueueRow;
import winnow.store.job.CancelToken;
import winnow.viewer.text.Words;

/**
 * What a row of the queue looks like: thumbnail, score and source, first words, verdict; or grey bars while it loads.
 */
final class QueueRowPane extends Region {

    private static final double PICTURE_WIDTH = 52;
    private static final double PICTURE_HEIGHT = 40;
    private static final double PADDING = 12;
    private static final double GAP = 8;
    private static final double ICON = 16;
    private static final double HEIGHT = 53;
    private static final double NARROW = 120;

    private final Words words;
    private final Thumbnails thumbnails;
    private final Label score = label("score");
    private final Label source = label("source");
    private final Label preview = label("preview");
    private final VerdictIcon verdict = new VerdictIcon(ICON);
    private final ImageView picture = new ImageView();
    private final FontIcon noPicture = new FontIcon();
    private final FontIcon film = new FontIcon("fth-film");
    private final StackPane videoMark = new StackPane(film);
    private final StackPane frame = new StackPane(noPicture, picture, videoMark);
    private final Region firstBar = skeleton();
    private final Region secondBar = skeleton();

    private long shown = -1;
    private CancelToken request = new CancelToken();

    QueueRowPane(Words words, Thumbnails thumbnails) {
        this.words = words;
        this.thumbnails = thumbnails;
        getStyleClass().add("queue-row");
        frame.getStyleClass().add("thumbnail-frame");
        frame.setMinSize(PICTURE_WIDTH, PICTURE_HEIGHT);
        frame.setMaxSize(PICTURE_WIDTH, PICTURE_HEIGHT);
        Rectangle corners = new Rectangle(PICTURE_WIDTH, PICTURE_HEIGHT);
        corners.setArcWidth(6);
        corners.setArcHeight(6);
        frame.setClip(corners);
        videoMark.getStyleClass().add("video-mark");
        videoMark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(videoMark, Pos.BOTTOM_RIGHT);
        getChildren().addAll(frame, score, source, preview, verdict, firstBar, secondBar);
        setMouseTransparent(true);
        showLoading();
    }

    void showLoading() {
        request.cancel();
        shown = -1;
        picture.setImage(null);
        noPicture.setVisible(false);
        videoMark.setVisible(false);
        loading(true);
    }

    void show(QueueRow row, String sourceName) {
        loading(false);
        score.setText(row.reward().isPresent() ? words.score(row.reward().getAsDouble()) : words.tr("not scored"));
        source.setText(sourceName);
        preview.setText(row.preview().replaceAll("\\s+", " "));
        verdict.show(row.verdict());
        if (row.sampleId() != shown) {
            shown = row.sampleId();
            showPicture(row);
        }
        requestLayout();
    }

    private void showPicture(QueueRow row) {
        request.cancel();
        Optional<Media> media = row.media();
        boolean video = media.isPresent() && media.get().kind() == Media.Kind.VIDEO;
        noPicture.setIconLiteral(media.isEmpty() ? "fth-align-left" : video ? "fth-film" : "fth-image");
        noPicture.setVisible(true);
        videoMark.setVisible(false);
        picture.setImage(null);
        if (media.isEmpty()) {
            return;
        }
        Optional<Image> kept = thumbnails.kept(row);
        if (kept.isPresent()) {
            fill(kept.get(), video);
            return;
        }
        request = thumbnails.request(row, image -> {
            if (shown == row.sampleId()) {
                fill(image, video);
            }
        });
    }

    /** Fills the frame with the middle of the picture. */
    private void fill(Image image, boolean video) {
        double scale = Math.max(PICTURE_WIDTH / image.getWidth(), PICTURE_HEIGHT / image.getHeight());
        double width = PICTURE_WIDTH / scale;
        double height = PICTURE_HEIGHT / scale;
        picture.setImage(image);
        picture.setViewport(
                new Rectangle2D((image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height));
        picture.setFitWidth(PICTURE_WIDTH);
        picture.setFitHeight(PICTURE_HEIGHT);
        noPicture.setVisible(false);
        videoMark.setVisible(video);
    }

    private void loading(boolean loading) {
        for (Node node : new Node[] {score, source, preview, verdict}) {
            node.setVisible(!loading);
        }
        firstBar.setVisible(loading);
        secondBar.setVisible(loading);
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() < NARROW) {
            layoutNarrow();
            return;
        }
        double left = PADDING + PICTURE_WIDTH + GAP;
        double right = getWidth() - PADDING - ICON - GAP;
        double room = Math.max(0, right - left);
        place(frame, PADDING, (HEIGHT - PICTURE_HEIGHT) / 2, PICTURE_WIDTH, PICTURE_HEIGHT, HPos.LEFT);
        double scoreWidth = Math.min(room, Math.ceil(score.prefWidth(-1)));
        place(score, left, 6, scoreWidth, 21, HPos.LEFT);
        place(source, left + scoreWidth + GAP, 6, Math.max(0, room - scoreWidth - GAP), 21, HPos.RIGHT);
        place(preview, left, 27, room, 20, HPos.LEFT);
        place(verdict, getWidth() - PADDING - ICON, 0, ICON, HEIGHT, HPos.CENTER);
        firstBar.resizeRelocate(left, 12, Math.min(room, 48), 10);
        secondBar.resizeRelocate(left, 32, room * 0.8, 10);
    }

    /** The thumbnail alone, with the verdict in its corner. */
    private void layoutNarrow() {
        double x = Math.max(0, Math.floor((getWidth() - PICTURE_WIDTH) / 2));
        double y = (HEIGHT - PICTURE_HEIGHT) / 2;
        place(frame, x, y, PICTURE_WIDTH, PICTURE_HEIGHT, HPos.LEFT);
        for (Node node : new Node[] {score, source, preview, firstBar, secondBar}) {
            node.resizeRelocate(0, 0, 0, 0);
        }
        place(verdict, x + PICTURE_WIDTH - ICON + 3, y + PICTURE_HEIGHT - ICON + 3, ICON, ICON, HPos.CENTER);
    }

    private void place(Node node, double x, double y, double width, double height, HPos side) {
        layoutInArea(node, x, y, width, height, 0, side, VPos.CENTER);
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    /** As narrow as the list is, so that no horizontal bar appears. */
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    private static Label label(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setMinWidth(0);
        return label;
    }

    private static Region skeleton() {
        Region bar = new Region();
        bar.getStyleClass().add("skeleton");
        return bar;
    }
}
