package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import winnow.store.media.Pixels;

class ResamplerTest {

    private static Pixels noise(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new Pixels(width, height, rgb);
    }

    @Property(tries = 200)
    void aConstantPictureStaysConstant(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 120) int newWidth,
            @ForAll @IntRange(min = 1, max = 120) int newHeight,
            @ForAll byte value) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, value);

        Pixels resized = Resampler.resize(new Pixels(width, height, rgb), newWidth, newHeight);

        byte[] expected = new byte[newWidth * newHeight * 3];
        Arrays.fill(expected, value);
        assertArrayEquals(expected, resized.rgb());
    }

    @Property(tries = 200)
    void theSameSizeIsTheSamePicture(
            @ForAll @IntRange(min = 1, max = 60) int width, @ForAll @IntRange(min = 1, max = 60) int height) {
        Pixels picture = noise(width, height, 1);

        assertSame(picture, Resampler.resize(picture, width, height));
    }

    @Property(tries = 200)
    void noValueLeavesTheRangeOfThePicture(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int newWidth,
            @ForAll @IntRange(min = 1, max = 40) int newHeight) {
        byte[] rgb = new byte[width * 7 * 3];
        Random random = new Random(width);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (100 + random.nextInt(50));
        }

        Pixels resized = Resampler.resize(new Pixels(width, 7, rgb), newWidth, newHeight);

        assertEquals(newWidth, resized.width());
        assertEquals(newHeight, resized.height());
        for (byte value : resized.rgb()) {
            assertTrue((value & 0xff) >= 100 && (value & 0xff) < 150);
        }
    }

    @Property(tries = 100)
    void turningTwiceIsThePicture(
            @ForAll @IntRange(min = 1, max = 30) int width, @ForAll @IntRange(min = 1, max = 30) int height) {
        Pixels picture = noise(width, height, 2);

        Pixels turned = Picture.transpose(picture);

        assertEquals(height, turned.width());
        assertArrayEquals(picture.rgb(), Picture.transpose(turned).rgb());
    }

    @Test
    void halvingTwoPixelsGivesTheirMean() {
        Pixels two = new Pixels(2, 1, new byte[] {0, 10, (byte) 200, 100, 20, (byte) 255});

        assertArrayEquals(
                new byte[] {50, 15, (byte) 228}, Resampler.resize(two, 1, 1).rgb());
    }
}
