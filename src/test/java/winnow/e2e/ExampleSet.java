package winnow.e2e;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A small data set of every kind the main job knows, good and broken, written for a test. */
final class ExampleSet {

    /** Records that become samples. */
    static final int SAMPLES = 10;

    /** Samples that cannot be scored: a missing picture and one that is cut off. */
    static final int UNSCORABLE = 2;

    private ExampleSet() {}

    /** Writes the set into a folder and gives its file: JSON Lines with unknown fields, odd spaces and one broken line. */
    static Path write(Path folder) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        picture(pictures.resolve("red.png"), Color.RED, 320, 240);
        picture(pictures.resolve("tall.png"), new Color(30, 90, 200), 120, 400);
        picture(pictures.resolve("wide.jpg"), new Color(20, 150, 60), 500, 120);
        byte[] whole = Files.readAllBytes(pictures.resolve("wide.jpg"));
        Files.write(pictures.resolve("cut.jpg"), java.util.Arrays.copyOf(whole, whole.length / 2));
        List<String> lines = new ArrayList<>();
        lines.add(record("a", "\"image\": \"red.png\", ", "<image>\\nWhat is this?", "A red rectangle with a line."));
        lines.add(record("b", "\"image\": \"tall.png\", ", "<image>\\nDescribe.", "A tall blue picture."));
        lines.add(record(
                "c",
                "\"image\":\"wide.jpg\",",
                "Describe it.\\n<image>",
                "\uB113\uC740 \uCD08\uB85D\uC0C9 \uADF8\uB9BC"));
        lines.add(record(
                "d", "\"image\": [\"red.png\", \"tall.png\"], ", "<image> <image> Compare.", "Red first, then blue."));
        lines.add("{\"id\": \"broken\", \"conversations\": [");
        lines.add(record("e", "", "Say something.", "Something, \\u00e4s you wish \uD83D\uDE00."));
        lines.add(record("f", "", "And more?", ""));
        lines.add(record("g", "\"image\": \"gone.png\", ", "<image>\\nWhat?", "The picture is not there."));
        lines.add(record("h", "\"image\": \"cut.jpg\", ", "<image>\\nWhat?", "The picture is half there."));
        lines.add(record("i", "\"score\": 1.50, \"z\": {\"b\":1, \"a\":[ ]}, ", "Why?", "Because."));
        lines.add(record("j", "", "How long?", "word ".repeat(200)));
        Path file = folder.resolve("train.jsonl");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return file;
    }

    /** Where the pictures of {@link #write} are. */
    static Path pictures(Path folder) {
        return folder.resolve("pictures");
    }

    private static String record(String id, String fields, String question, String answer) {
        return "{\"id\": \"" + id + "\", " + fields + "\"conversations\": [{\"from\": \"human\", \"value\": \""
                + question + "\"}, {\"from\": \"gpt\", \"value\": \"" + answer + "\"}], \"unknown\": null }";
    }

    private static void picture(Path file, Color color, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(color);
        brush.fillRect(0, 0, width, height);
        brush.setColor(Color.WHITE);
        brush.drawLine(0, 0, width, height);
        brush.dispose();
        String format = file.toString().endsWith(".png") ? "png" : "jpg";
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("No writer for " + format);
        }
    }
}
