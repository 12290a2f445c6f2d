package winnow.viewer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import winnow.store.data.Media;
import winnow.store.data.QueueRow;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.data.Verdict;

/** Samples, rows and pictures for tests. */
public final class Samples {

    private Samples() {}

    /** One question with a picture and its answer. */
    public static Sample answering(String question, String answer) {
        return new Sample(
                20_416,
                0,
                20_418,
                List.of(new Turn(Role.USER, question), new Turn(Role.ASSISTANT, answer)),
                List.of(new Media(Media.Kind.IMAGE, "rocket.jpg")),
                "{\"id\": \"20417\", \"image\": \"rocket.jpg\", \"conversations\": [{\"from\": \"human\", \"value\": \""
                        + question + "\"}]}");
    }

    /** A row with a picture. */
    public static QueueRow row(long id, double reward, String preview, Optional<Verdict> verdict) {
        return new QueueRow(
                id,
                id % 3,
                id,
                OptionalDouble.of(reward),
                preview,
                Optional.of(new Media(id % 4 == 1 ? Media.Kind.VIDEO : Media.Kind.IMAGE, id + ".jpg")),
                verdict,
                Optional.empty());
    }

    /** A picture whose pixels tell where they are: red grows to the right, green downwards, in blocks. */
    public static Image picture(int width, int height) {
        WritableImage image = new WritableImage(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double check = (x / 16 + y / 16) % 2 == 0 ? 0.35 : 0.55;
                image.getPixelWriter().setColor(x, y, Color.color((double) x / width, (double) y / height, check));
            }
        }
        return image;
    }
}
