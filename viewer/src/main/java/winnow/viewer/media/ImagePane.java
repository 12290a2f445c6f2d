package winnow.viewer.media;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;

/**
 * One picture to look at closely. The wheel zooms at the pointer, dragging pans, a double click changes between
 * fitted and 100 %. From 200 % each pixel is shown as it is, without smoothing. Pictures larger than a texture of the
 * graphics card (8192 pixels and more) are tiled by JavaFX itself. On the JavaFX thread.
 *
 * <p>Fitted means shrunk to the pane, never enlarged beyond 100 %. The exception are tiny pictures, with no side over
 * {@value #TINY} pixels, which are enlarged to fit by a whole factor up to 4: {@link #zoomProperty} says 4.0, so the
 * screen can show "400 %".
 */
public final class ImagePane extends Region {

    /** Longest side of a tiny picture, in pixels. */
    public static final double TINY = 128;

    private static final double TINY_ZOOM = 4;
    private static final double STEP = 1.25;
    private static final double WHEEL = 0.005;
    private static final double MOST = 32;
    private static final double LEAST = 0.02;
    private static final double SHARP = 2;
    private static final double HALF = 0.5;

    private final ImageView view = new ImageView();
    private final Rectangle clip = new Rectangle();
    private final Path grid = new Path();
    private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(this, "zoom", 1);
    private final ReadOnlyBooleanWrapper fitted = new ReadOnlyBooleanWrapper(this, "fitted", true);
    private final BooleanProperty locked = new SimpleBooleanProperty(this, "locked", false);

    /** The point of the picture in the middle of the pane, as shares of its width and height. */
    private Point2D middle = new Point2D(0.5, 0.5);

    private int rows = 1;
    private int columns = 1;
    private Point2D pointer = Point2D.ZERO;
    private Point2D grip = Point2D.ZERO;

    /** An empty pane. */
    public ImagePane() {
        getStyleClass().add("image-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        setMinSize(0, 0);
        view.setManaged(false);
        view.setPreserveRatio(false);
        view.setMouseTransparent(true);
        grid.setManaged(false);
        grid.setMouseTransparent(true);
        grid.getStyleClass().add("tile-grid");
        getChildren().addAll(view, grid);
        setClip(clip);
        addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> pointer = at(event));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
    }

    /** How large the picture is shown; 1.0 is one pixel of the picture on one of the screen. */
    public ReadOnlyDoubleProperty zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /** Whether the picture follows the size of the pane. */
    public ReadOnlyBooleanProperty fittedProperty() {
        return fitted.getReadOnlyProperty();
    }

    /** Whether the next picture is shown at the same zoom and place; otherwise it is fitted. Off at first. */
    public BooleanProperty lockedProperty() {
        return locked;
    }

    /** Shows a picture that is decoded already. */
    public void show(Image image) {
        view.setImage(image);
        if (!locked.get()) {
            fit();
        }
        place();
    }

    /** Shows another frame of the same video: zoom and place stay. */
    public void update(Image image) {
        boolean first = view.getImage() == null;
        view.setImage(image);
        if (first && !locked.get()) {
            fit();
        }
        place();
    }

    /** Draws lines over the picture that cut it into equal parts; 1 and 1 for none. They stay for other pictures. */
    public void cut(int newRows, int newColumns) {
        rows = newRows;
        columns = newColumns;
        place();
    }

    private void placeGrid() {
        grid.getElements().clear();
        grid.setVisible(view.getImage() != null && rows * columns > 1);
        for (int row = 1; row < rows; row++) {
            double y = Math.rint(view.getY() + view.getFitHeight() * row / rows) + HALF;
            grid.getElements().addAll(new MoveTo(view.getX(), y), new LineTo(view.getX() + view.getFitWidth(), y));
        }
        for (int column = 1; column < columns; column++) {
            double x = Math.rint(view.getX() + view.getFitWidth() * column / columns) + HALF;
            grid.getElements().addAll(new MoveTo(x, view.getY()), new LineTo(x, view.getY() + view.getFitHeight()));
        }
    }

    /** Shows nothing; a locked zoom and place are kept for the next picture. */
    public void clear() {
        view.setImage(null);
        grid.setVisible(false);
        setCursor(Cursor.DEFAULT);
    }

    /** Fits the picture, or shows it at 100 % around the pointer if it is fitted already. */
    public void toggleFit() {
        if (fitted.get()) {
            zoomAt(isHover() ? pointer : centre(), 1);
        } else {
            fit();
        }
    }

    /** Shows the picture as a whole, see the class comment. */
    public void fit() {
        fitted.set(true);
        middle = new Point2D(0.5, 0.5);
        place();
    }

    /** Shows one pixel of the picture on one of the screen, around the middle of the pane. */
    public void actualSize() {
        zoomAt(centre(), 1);
    }

    /** A quarter larger, around the middle of the pane; at most 3200 %. */
    public void zoomIn() {
        zoomAt(centre(), zoom.get() * STEP);
    }

    /** A fifth smaller, around the middle of the pane; at least 2 %. */
    public void zoomOut() {
        zoomAt(centre(), zoom.get() / STEP);
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            zoomAt(new Point2D(event.getX(), event.getY()), zoom.get() * Math.exp(event.getDeltaY() * WHEEL));
            event.consume();
        }
    }

    private void onPress(MouseEvent event) {
        requestFocus();
        grip = at(event);
    }

    private void onDrag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || view.getImage() == null) {
            return;
        }
        Point2D to = at(event);
        Point2D moved = to.subtract(grip);
        grip = to;
        middle = middle.subtract(moved.getX() / view.getFitWidth(), moved.getY() / view.getFitHeight());
        place();
        event.consume();
    }

    private void onClick(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && event.isStillSincePress()) {
            pointer = at(event);
            toggleFit();
            event.consume();
        }
    }

    /** Changes the zoom so that the point of the picture under {@code still} stays there. */
    private void zoomAt(Point2D still, double wanted) {
        Image image = view.getImage();
        if (image == null) {
            return;
        }
        double next = Math.max(LEAST, Math.min(MOST, wanted));
        double shareX = (still.getX() - view.getX()) / view.getFitWidth();
        double shareY = (still.getY() - view.getY()) / view.getFitHeight();
        fitted.set(false);
        zoom.set(next);
        middle = new Point2D(
                shareX + (getWidth() / 2 - still.getX()) / (image.getWidth() * next),
                shareY + (getHeight() / 2 - still.getY()) / (image.getHeight() * next));
        place();
    }

    private void place() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        Image image = view.getImage();
        if (image == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        if (fitted.get()) {
            zoom.set(fitZoom(image));
        }
        double width = image.getWidth() * zoom.get();
        double height = image.getHeight() * zoom.get();
        double x = edge(getWidth(), width, middle.getX());
        double y = edge(getHeight(), height, middle.getY());
        middle = new Point2D((getWidth() / 2 - x) / width, (getHeight() / 2 - y) / height);
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.setX(x);
        view.setY(y);
        view.setSmooth(zoom.get() < SHARP);
        placeGrid();
        boolean larger = width > getWidth() + 0.5 || height > getHeight() + 0.5;
        setCursor(larger ? Cursor.OPEN_HAND : Cursor.DEFAULT);
    }

    /** Where the picture begins: in the middle while it is smaller than the pane, without a gap while it is larger. */
    private static double edge(double pane, double picture, double middle) {
        double from = picture <= pane
                ? (pane - picture) / 2
                : Math.max(pane - picture, Math.min(0, pane / 2 - middle * picture));
        return Math.rint(from);
    }

    private double fitZoom(Image image) {
        double room = Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
        boolean tiny = Math.max(image.getWidth(), image.getHeight()) <= TINY;
        double most = tiny ? TINY_ZOOM : 1;
        return room < 1 ? room : Math.min(most, Math.floor(room));
    }

    private Point2D centre() {
        return new Point2D(getWidth() / 2, getHeight() / 2);
    }

    private static Point2D at(MouseEvent event) {
        return new Point2D(event.getX(), event.getY());
    }
}
