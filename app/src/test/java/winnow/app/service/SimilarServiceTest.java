package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.SimilarService.Likeness;
import winnow.app.service.SimilarService.Similar;
import winnow.store.data.StoredSample;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

class SimilarServiceTest {

    private static final String LONG = "A long answer that goes on about one thing after another, so that it is long.";

    @TempDir
    Path folder;

    private final Lanes lanes = new Lanes();
    private Session session;

    @BeforeEach
    void open() throws Exception {
        picture("one.png", 200, 0);
        Files.copy(folder.resolve("one.png"), folder.resolve("copy.png"));
        smaller("one.png", "small.png");
        picture("other.png", 200, 140);
        Files.writeString(folder.resolve("broken.png"), "This is no picture.");
        String lines = line("one.png", "What is shown?", LONG) // 1
                + line("one.png", "What else is there to see?", "Not much, I would say.") // 2
                + line("copy.png", "And here?", "Something.") // 3
                + line("small.png", "And there?", "Something else.") // 4
                + line("other.png", "Anything?", "Yes.") // 5
                + line("one.png", "What is shown?", LONG + " Yes") // 6
                + line("other.png", "Another question", LONG.toUpperCase(java.util.Locale.ROOT)) // 7
                + line("broken.png", "Anything?", "Yes.") // 8
                + line("gone.png", "Anything?", "Yes."); // 9
        Path file = Files.writeString(folder.resolve("pictures.jsonl"), lines, StandardCharsets.UTF_8);
        session = Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
    }

    @AfterEach
    void close() {
        session.close();
        lanes.close();
    }

    private static String line(String picture, String question, String answer) {
        return "{\"image\": \"" + picture + "\", \"conversations\": [{\"from\": \"human\", \"value\": \"" + question
                + "\"}, {\"from\": \"gpt\", \"value\": \"" + answer + "\"}]}\n";
    }

    private void picture(String name, int width, int hue) throws Exception {
        BufferedImage image = new BufferedImage(width, width / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(hue, 40, 20), width, width / 2f, new Color(90, 255 - hue, 220)));
        pen.fillRect(0, 0, width, width / 2);
        pen.setColor(hue == 0 ? Color.WHITE : Color.BLACK);
        pen.fillOval(width / 8 + hue * width / 400, width / 10, width / 5, width / 5);
        pen.dispose();
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private void smaller(String from, String to) throws Exception {
        BufferedImage large = ImageIO.read(folder.resolve(from).toFile());
        BufferedImage small = new BufferedImage(160, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(large, 0, 0, 160, 80, null);
        pen.dispose();
        ImageIO.write(small, "png", folder.resolve(to).toFile());
    }

    private StoredSample sample(long id) {
        return session.review().detail(OptionalLong.empty(), id).sample();
    }

    private SimilarIndex texts() {
        return session.similar().texts(Progress.SILENT, new CancelToken());
    }

    private String similar(long id, Optional<PictureIndex> pictures) {
        List<Similar> found = session.similar().similar(OptionalLong.empty(), sample(id), texts(), pictures);
        return found.stream()
                .map(each -> each.row().sampleId() + " " + each.likeness())
                .collect(Collectors.joining(", "));
    }

    @Test
    void theSameFileAndTheSameWordsAreFoundWithoutDecoding() {
        assertEquals("2 SAME_PICTURE, 6 SAME_PICTURE, 7 SAME_ANSWER", similar(1, Optional.empty()));
        assertEquals("7 SAME_PICTURE", similar(5, Optional.empty()));
    }

    @Test
    void copiesAndPicturesThatLookAlikeAreFoundAmongThoseThatCanBeRead() {
        PictureIndex pictures = session.similar().pictures(Progress.SILENT, new CancelToken());

        assertEquals(1, pictures.unread());
        assertEquals(
                "2 SAME_PICTURE, 6 SAME_PICTURE, 3 COPIED_PICTURE, 4 NEAR_PICTURE, 7 SAME_ANSWER",
                similar(1, Optional.of(pictures)));
        assertEquals("", similar(8, Optional.of(pictures)));
        assertEquals("", similar(9, Optional.of(pictures)));
    }

    @Test
    void nearlyTheSameTextIsFoundWhereThePictureIsNotAsked() throws Exception {
        Path file = Files.writeString(
                folder.resolve("texts.jsonl"),
                "{\"conversations\": [{\"from\": \"human\", \"value\": \"Say it\"}, {\"from\": \"gpt\", \"value\": \""
                        + LONG + LONG + "\"}]}\n{\"conversations\": [{\"from\": \"human\", \"value\": \"Say it\"},"
                        + " {\"from\": \"gpt\", \"value\": \"" + LONG + LONG + " Yes\"}]}\n",
                StandardCharsets.UTF_8);
        SimilarIndex before = texts();
        assertFalse(session.similar().isOutdated(before));
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());

        assertTrue(session.similar().isOutdated(before));
        List<Similar> found = session.similar().similar(OptionalLong.empty(), sample(10), texts(), Optional.empty());
        assertEquals(
                List.of(11L), found.stream().map(each -> each.row().sampleId()).toList());
        assertEquals(Likeness.NEAR_TEXT, found.get(0).likeness());
    }

    @Test
    void whoAsksToStopGetsNothing() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();

        assertThrows(CancellationException.class, () -> session.similar().texts(Progress.SILENT, cancel));
        assertThrows(CancellationException.class, () -> session.similar().pictures(Progress.SILENT, cancel));
    }
}
