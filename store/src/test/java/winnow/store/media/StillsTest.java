package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder against Pillow, picture by picture. */
class StillsTest {

    private static final Path PICTURES = Path.of("src/test/resources/pictures");

    private final Stills stills = new Stills();

    @TempDir
    Path folder;

    /** What Pillow makes of a picture: a size and a hash, or "refused", or "any" where it does not matter. */
    record Reference(Path file, String size, String sha256) {
        @Override
        public String toString() {
            return PICTURES.relativize(file).toString();
        }
    }

    static Stream<Reference> references() throws IOException {
        return Files.readAllLines(PICTURES.resolve("expected.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Reference(PICTURES.resolve(cells[0]), cells[1], cells[2]));
    }

    static Stream<Reference> good() throws IOException {
        return references().filter(reference -> reference.size().contains("x"));
    }

    static Stream<Reference> refused() throws IOException {
        return references().filter(reference -> reference.size().equals("refused"));
    }

    static Stream<Reference> tasteless() throws IOException {
        return references().filter(reference -> reference.size().equals("any"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void everyPixelIsAsTheReferenceHasIt(Reference reference) throws IOException {
        Pixels pixels = stills.decode(reference.file());

        assertEquals(reference.size(), pixels.width() + "x" + pixels.height());
        assertEquals(reference.sha256(), sha256(pixels.rgb()));
    }

    @Test
    void manyThreadsDecodeAtOnce() throws IOException {
        List<Reference> wrong = good().toList().parallelStream()
                .filter(reference -> !reference.sha256().equals(sha256(decoded(reference.file()))))
                .toList();

        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("good")
    void theSizeIsKnownWithoutDecoding(Reference reference) throws IOException {
        Stills.Size size = stills.size(reference.file());

        assertEquals(reference.size(), size.width() + "x" + size.height());
    }

    @ParameterizedTest
    @MethodSource("good")
    void aThumbnailIsEveryNthPixelAndFillsTheBox(Reference reference) throws IOException {
        Pixels whole = stills.decode(reference.file());

        Pixels small = stills.thumbnail(reference.file(), 20, 30);

        int step = Math.max(1, Math.max(whole.width() / 20, whole.height() / 30));
        assertArrayEquals(whole.every(step).rgb(), small.rgb());
        assertTrue(small.width() >= Math.min(20, whole.width()) || small.height() >= Math.min(30, whole.height()));
        assertTrue(small.width() < 40 && small.height() < 60, small.width() + " x " + small.height());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheReferenceRefusesIsRefusedInOneSentenceThatNamesTheFile(Reference reference) {
        IOException refusal = assertThrows(IOException.class, () -> stills.decode(reference.file()));

        String name = reference.file().getFileName().toString();
        assertTrue(
                String.valueOf(refusal.getMessage()).matches("(?s)" + Pattern.quote(name) + " [^\n]*\\."),
                refusal.getMessage());
    }

    @ParameterizedTest
    @MethodSource("tasteless")
    void aStrangePictureIsDecodedOrRefused(Reference reference) {
        try {
            assertTrue(stills.decode(reference.file()).width() > 0);
        } catch (IOException e) {
            assertTrue(
                    String.valueOf(e.getMessage())
                            .startsWith(reference.file().getFileName().toString()),
                    e.getMessage());
        }
    }

    @Test
    void aPictureCutOffSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(PICTURES.resolve("good/rocket.jpg"));
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length * 2 / 3));

        IOException refusal = assertThrows(IOException.class, () -> stills.decode(cut));

        assertEquals("cut.jpg is cut off: its end is missing.", refusal.getMessage());
    }

    @ParameterizedTest
    @MethodSource("good")
    void noPictureCutInHalfMakesMoreThanAnIOException(Reference reference) throws IOException {
        byte[] whole = Files.readAllBytes(reference.file());
        Path cut = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));

        try {
            assertTrue(stills.decode(cut).width() > 0); // what is after the pixels may be missing
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("half "), e.getMessage());
        }
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() {
        Path bomb = PICTURES.resolve("hostile/jpeg_declared_65500.jpg");

        IOException refusal = assertThrows(IOException.class, () -> stills.decode(bomb));

        assertEquals(
                "jpeg_declared_65500.jpg has 65500 x 65500 pixels and was not opened: more than 200 million are refused.",
                refusal.getMessage());
    }

    @Test
    void aFileThatIsNoPictureSaysWhatWouldBe() throws IOException {
        Path text = Files.writeString(folder.resolve("cat.png"), "<html>");

        IOException refusal = assertThrows(IOException.class, () -> stills.decode(text));

        assertEquals("cat.png is not a picture: only JPEG, PNG, GIF, BMP and WebP can be shown.", refusal.getMessage());
    }

    @Test
    void aMissingFileSaysSo() {
        Path missing = folder.resolve("nowhere.png");

        IOException refusal = assertThrows(IOException.class, () -> stills.decode(missing));

        assertEquals(missing + " does not exist.", refusal.getMessage());
    }

    @Test
    void aThumbnailOfAPhotoIsAtMostTwiceTheBox() throws IOException {
        BufferedImage photo = new BufferedImage(3000, 2000, BufferedImage.TYPE_3BYTE_BGR);
        photo.setRGB(0, 0, Color.RED.getRGB());
        Path file = folder.resolve("photo.png");
        assertTrue(ImageIO.write(photo, "png", file.toFile()));

        Pixels small = stills.thumbnail(file, 160, 160);

        assertEquals(167, small.width());
        assertEquals(112, small.height());
        assertEquals((byte) 255, small.rgb()[0]);
    }

    private byte[] decoded(Path file) {
        try {
            return stills.decode(file).rgb();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
