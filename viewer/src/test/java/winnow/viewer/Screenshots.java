package winnow.viewer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** Shows a node in both themes and writes {@code target/screenshots/<name>-<theme>.png}, for people to look at. */
public final class Screenshots {

    private Screenshots() {}

    /** Builds the node anew for each theme; returns the light and the dark picture. */
    public static List<Image> take(Stage stage, String name, double width, double height, Supplier<Parent> node) {
        return List.of(
                take(stage, name + "-light", Theme.light(), new Size(width, height), node),
                take(stage, name + "-dark", Theme.dark(), new Size(width, height), node));
    }

    private record Size(double width, double height) {}

    private static Image take(Stage stage, String file, Theme theme, Size size, Supplier<Parent> node) {
        Scene scene = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            Scene built = new Scene(node.get(), size.width(), size.height());
            theme.apply(built);
            stage.setScene(built);
            stage.sizeToScene();
            stage.show();
            return built;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Image image = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> scene.snapshot(null));
        write(image, Path.of("target", "screenshots", file + ".png"));
        return image;
    }

    private static void write(Image image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader from = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, from.getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
