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
    private final Rectangle corners = new Rectangle();
    private final Region firstBar = skeleton();
    private final Region secondBar = skeleton();

    private long shown = -1;
    private CancelToken request = new CancelToken();

    QueueRowPane(Words words, Thumbnails thumbnails) {
        this.words = words;
        this.thumbnails = thumbnails;
        getStyleClass().add("queue-row");
        frame.getStyleClass().add("thumbnail-frame");
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
        double scale = Math.min(1, getHeight() / HEIGHT);
        double pictureWidth = Math.rint(PICTURE_WIDTH * scale);
        double pictureHeight = Math.rint(PICTURE_HEIGHT * scale);
        frame.setMinSize(pictureWidth, pictureHeight);
        frame.setMaxSize(pictureWidth, pictureHeight);
        corners.setWidth(pictureWidth);
        corners.setHeight(pictureHeight);
        picture.setFitWidth(pictureWidth);
        picture.setFitHeight(pictureHeight);
        if (getWidth() < NARROW) {
            layoutNarrow(pictureWidth, pictureHeight);
            return;
        }
        double left = PADDING + pictureWidth + GAP;
        double right = getWidth() - PADDING - ICON - GAP;
        double room = Math.max(0, right - left);
        double half = Math.floor((getHeight() - 12 * scale) / 2);
        double top = Math.rint(6 * scale);
        place(frame, PADDING, (getHeight() - pictureHeight) / 2, pictureWidth, pictureHeight, HPos.LEFT);
        double scoreWidth = Math.min(room, Math.ceil(score.prefWidth(-1)));
        place(score, left, top, scoreWidth, half, HPos.LEFT);
        place(source, left + scoreWidth + GAP, top, Math.max(0, room - scoreWidth - GAP), half, HPos.RIGHT);
        place(preview, left, top + half, room, half, HPos.LEFT);
        place(verdict, getWidth() - PADDING - ICON, 0, ICON, getHeight(), HPos.CENTER);
        firstBar.resizeRelocate(left, Math.rint(12 * scale), Math.min(room, 48), 10);
        secondBar.resizeRelocate(left, Math.rint(32 * scale), room * 0.8, 10);
    }

    /** The thumbnail alone, with the verdict in its corner. */
    private void layoutNarrow(double pictureWidth, double pictureHeight) {
        double x = Math.max(0, Math.floor((getWidth() - pictureWidth) / 2));
        double y = (getHeight() - pictureHeight) / 2;
        place(frame, x, y, pictureWidth, pictureHeight, HPos.LEFT);
        for (Node node : new Node[] {score, source, preview, firstBar, secondBar}) {
            node.resizeRelocate(0, 0, 0, 0);
        }
        place(verdict, x + pictureWidth - ICON + 3, y + pictureHeight - ICON + 3, ICON, ICON, HPos.CENTER);
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
