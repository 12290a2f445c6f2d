package winnow.app.service;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import winnow.scoring.Conversation;

/**
 * The conversations a self-test scores: questions with answers of our own and pictures drawn here, always the same.
 * Lives in a temporary folder until closed.
 */
final class SelfTestSet implements AutoCloseable {

    private static final int SIDE = 392;

    private final Path folder;
    private final List<Conversation> pictures = new ArrayList<>();
    private final Path black;

    /** Draws the pictures. */
    SelfTestSet() throws IOException {
        folder = Files.createTempDirectory("winnow-self-test");
        black = draw("black", graphics -> {});
        pictures.add(Conversation.of(
                "What does the picture show? Describe shapes and colours.",
                "A red disc in the middle of a white field, with a thin blue frame around it.",
                draw("disc", SelfTestSet::disc)));
        pictures.add(Conversation.of(
                "How many bars are there in the chart, and which one is the tallest?",
                "There are four bars. The third one, drawn in green, is the tallest.",
                draw("bars", SelfTestSet::bars)));
    }

    /** Questions about pictures, each with the answer that fits. */
    List<Conversation> pictures() {
        return List.copyOf(pictures);
    }

    /** The black picture, as large as the others. */
    Path black() {
        return black;
    }

    /** The first {@code count} questions without pictures, each with an answer. */
    static List<Conversation> texts(int count) {
        List<Conversation> texts = new ArrayList<>();
        texts.add(Conversation.of(
                "Why does ice float on water?",
                "Ice is less dense than liquid water, because its molecules form an open lattice when it freezes."));
        texts.add(Conversation.of("Name the capital of France.", "Paris."));
        texts.add(Conversation.of("물은 몇 도에서 끓나요?", "1기압에서 물은 섭씨 100도에서 끓습니다. 높은 산에서는 더 낮은 온도에서 끓습니다."));
        texts.add(Conversation.of(
                "Write a Python function that adds two numbers.", "```python\ndef add(a, b):\n    return a + b\n```"));
        texts.add(Conversation.of("Say something.", ""));
        texts.add(Conversation.of("水在多少度沸腾？", "在一个标准大气压下，水在 100 摄氏度沸腾。🙂"));
        SplittableRandom random = new SplittableRandom(7);
        while (texts.size() < count) {
            int a = random.nextInt(2, 100);
            int b = random.nextInt(2, 100);
            int said = texts.size() % 3 == 0 ? a * b + 1 : a * b;
            texts.add(Conversation.of(
                    "What is " + a + " times " + b + "?", a + " times " + b + " is " + said + ".".repeat(a % 4)));
        }
        return List.copyOf(texts.subList(0, count));
    }

    private Path draw(String name, Consumer<Graphics2D> drawing) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        drawing.accept(graphics);
        graphics.dispose();
        Path file = folder.resolve(name + ".png");
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("This Java cannot write pictures in PNG, which the self-test needs.");
        }
        return file;
    }

    private static void disc(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setColor(new Color(0x1f4fbf));
        graphics.setStroke(new BasicStroke(8));
        graphics.drawRect(12, 12, SIDE - 24, SIDE - 24);
        graphics.setColor(new Color(0xc81e1e));
        graphics.fillOval(96, 96, 200, 200);
    }

    private static void bars(Graphics2D graphics) {
        graphics.setColor(new Color(0xf4f1e8));
        graphics.fillRect(0, 0, SIDE, SIDE);
        int[] heights = {120, 200, 300, 160};
        Color[] colours = {new Color(0x444444), new Color(0xd98c00), new Color(0x1c8a4a), new Color(0x7a3fa0)};
        for (int i = 0; i < heights.length; i++) {
            graphics.setColor(colours[i]);
            graphics.fillRect(36 + i * 84, SIDE - 30 - heights[i], 60, heights[i]);
        }
        graphics.setColor(Color.BLACK);
        graphics.fillRect(24, SIDE - 30, SIDE - 48, 4);
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
