package winnow.viewer.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import winnow.store.media.Pixels;
import winnow.viewer.Samples;
import winnow.viewer.Screenshots;

@Tag("fx")
@ExtendWith(ApplicationExtension.class)
class ImagePaneTest {

    @SuppressWarnings("NullAway.Init") // made by start
    private ImagePane pane;

    @SuppressWarnings("NullAway.Init") // made by start
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        pane = new ImagePane();
        stage.setScene(new Scene(pane, 400, 300));
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void aLargePictureIsShrunkToThePane(FxRobot robot) {
        show(robot, Samples.picture(800, 400));
        assertEquals(0.5, pane.zoomProperty().get());
        assertTrue(pane.fittedProperty().get());
    }

    @Test
    void aSmallPictureIsNotEnlarged(FxRobot robot) {
        show(robot, Samples.picture(200, 129));
        assertEquals(1, pane.zoomProperty().get());
    }

    @Test
    void aTinyPictureIsEnlargedByAWholeFactor(FxRobot robot) {
        show(robot, Samples.picture(90, 60));
        assertEquals(4, pane.zoomProperty().get());
    }

    @Test
    void theWheelKeepsThePointUnderThePointer(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        Point2D pointer = new Point2D(300, 60);
        Point2D before = shareAt(pointer);
        robot.interact(() -> Event.fireEvent(pane, wheelUp(pointer)));
        assertTrue(
                pane.zoomProperty().get() > 0.6,
                () -> "zoom " + pane.zoomProperty().get());
        Point2D after = shareAt(pointer);
        assertEquals(before.getX(), after.getX(), 0.005);
        assertEquals(before.getY(), after.getY(), 0.005);
    }

    @Test
    void draggingMovesALargePicture(FxRobot robot) {
        show(robot, Samples.picture(1600, 1200));
        robot.interact(pane::actualSize);
        double before = view().getX();
        robot.drag(pane).dropBy(-60, 0);
        assertEquals(before - 60, view().getX(), 1);
    }

    @Test
    void aPictureCannotBeDraggedOutOfSight(FxRobot robot) {
        show(robot, Samples.picture(410, 310));
        robot.interact(pane::actualSize);
        robot.drag(pane).dropBy(150, 100);
        assertEquals(0, view().getX());
        assertEquals(0, view().getY());
    }

    @Test
    void aDoubleClickChangesBetweenFittedAndActualSize(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.doubleClickOn(pane, MouseButton.PRIMARY);
        assertEquals(1, pane.zoomProperty().get());
        robot.interact(pane::toggleFit);
        assertEquals(0.5, pane.zoomProperty().get());
    }

    @Test
    void pixelsAreSharpFromTwiceTheirSize(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.interact(pane::actualSize);
        assertTrue(view().isSmooth());
        robot.interact(() -> List.of(1, 2, 3, 4).forEach(step -> pane.zoomIn()));
        assertFalse(view().isSmooth());
    }

    @Test
    void aLockedZoomAndPlaceHoldForTheNextPicture(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.interact(pane::actualSize);
        robot.drag(pane).dropBy(-100, -50);
        robot.interact(() -> pane.lockedProperty().set(true));
        Bounds before = view().getBoundsInParent();
        show(robot, Samples.picture(800, 600));
        assertEquals(before, view().getBoundsInParent());
        assertFalse(pane.fittedProperty().get());
    }

    @Test
    void withoutTheLockTheNextPictureIsFitted(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.interact(pane::actualSize);
        show(robot, Samples.picture(400, 600));
        assertTrue(pane.fittedProperty().get());
        assertEquals(0.5, pane.zoomProperty().get());
    }

    @Test
    void aFittedPictureFollowsThePane(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.interact(() -> stage.setWidth(stage.getWidth() - 200));
        assertEquals(0.25, pane.zoomProperty().get(), 0.001);
    }

    @Test
    void aClearedPaneShowsNothingAndTakesCommands(FxRobot robot) {
        show(robot, Samples.picture(800, 600));
        robot.interact(pane::clear);
        robot.interact(pane::zoomIn);
        robot.interact(pane::toggleFit);
        assertNull(view().getImage());
    }

    @Test
    void aPictureWiderThanATextureIsShownWhole(FxRobot robot) {
        byte[] rgb = new byte[9000 * 90 * 3];
        for (int i = 0; i < 9000 * 90; i++) {
            rgb[i * 3 + (i % 9000 < 4500 ? 0 : 2)] = (byte) 255;
        }
        Image wide = Pictures.of(new Pixels(9000, 90, rgb));
        show(robot, wide);
        List<Image> images = Screenshots.take(stage, "image-wide", 400, 60, () -> showing(wide));
        assertEquals(Color.RED, images.get(0).getPixelReader().getColor(2, 30));
        assertEquals(Color.BLUE, images.get(0).getPixelReader().getColor(397, 30));
    }

    @Test
    void decodedPixelsKeepTheirColours() {
        Image image = Pictures.of(new Pixels(2, 1, new byte[] {(byte) 255, 0, 16, 1, (byte) 128, 2}));
        assertEquals(0xffff0010, image.getPixelReader().getArgb(0, 0));
        assertEquals(0xff018002, image.getPixelReader().getArgb(1, 0));
    }

    @Test
    void looks() {
        Image picture = Samples.picture(640, 427);
        List<Image> images = Screenshots.take(stage, "image-pane", 560, 420, () -> showing(picture));
        assertEquals(Color.web("#e7eaee"), images.get(0).getPixelReader().getColor(5, 5));
        assertEquals(Color.web("#010409"), images.get(1).getPixelReader().getColor(5, 5));
    }

    private static ImagePane showing(Image image) {
        ImagePane pane = new ImagePane();
        pane.show(image);
        return pane;
    }

    private void show(FxRobot robot, Image image) {
        robot.interact(() -> pane.show(image));
    }

    private ImageView view() {
        return (ImageView) pane.lookup("ImageView");
    }

    /** Three notches of the wheel, away from the user. */
    private static ScrollEvent wheelUp(Point2D at) {
        double notches = 120;
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                at.getX(),
                at.getY(),
                0,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                notches,
                0,
                notches,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    private Point2D shareAt(Point2D point) {
        ImageView view = view();
        return new Point2D(
                (point.getX() - view.getX()) / view.getFitWidth(), (point.getY() - view.getY()) / view.getFitHeight());
    }
}
