package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.scoring.ScoringException;
import winnow.store.media.FrameFolder;
import winnow.store.media.Pixels;

class ContactSheetTest {

    private static final int SIDE = 560;
    private static final int CELLS = 20;
    private static final Path INPUTS = Golden.TINY.resolve("inputs");

    /** A frame that the reference, written with Pillow, makes by the same formula. */
    private static Pixels frame(int width, int height, int number) {
        byte[] rgb = new byte[width * height * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[at++] = (byte) (x * 7 + number * 31);
                rgb[at++] = (byte) (y * 5 + number * 17);
                rgb[at++] = (byte) (x * y + number);
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static ContactSheet sheet(int side, String sizes) {
        ContactSheet sheet = new ContactSheet(side);
        int number = 0;
        for (String size : sizes.split(" ", -1)) {
            String[] parts = size.split("x", -1);
            sheet.add(frame(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), number++));
        }
        return sheet;
    }

    private static String repeat(String size, int times) {
        return String.join(" ", Collections.nCopies(times, size));
    }

    private static List<Pixels> clip() throws IOException {
        List<Pixels> frames = new ArrayList<>();
        FrameFolder.beside(INPUTS.resolve("clip.mp4")).orElseThrow().read(frames::add);
        return frames;
    }

    @ParameterizedTest
    @CsvSource({
        "90x160, 12, 3920x560, bab5dcc25982dc6a, 7902ccfdb2d49709",
        "64x64, 3, 1680x560, b7ca4f761bb35698, 2d2222794b8fd724",
        "20x200, 32, 2240x560, 1e27f59ac451a627, a6d794c667d3430a",
        "60x90 200x100 160x120, 1, 560x1680, b75b8f08c567718d, 550dccb4147539e0",
        "160x120 60x90, 1, 1120x560, c1705df556e98b36, e7c744e119bcbce4",
        "160x120, 1, 1120x560, 8e513b3e3043ef36, 27f0bac169b1acf2",
        "120x160, 1, 560x1120, 58b9f930c89b6de8, 3f488affba33e267",
        "32x18, 32, 560x11200, 373dac5c73315a25, 12e7b3362ad608c1"
    })
    void allLayoutsAreThoseOfPillowToTheLastBit(String size, int times, String finished, String plain, String titled)
            throws ScoringException {
        Picture without = sheet(SIDE, repeat(size, times)).picture(Optional.empty(), CELLS);
        Picture with = sheet(SIDE, repeat(size, times)).picture(Optional.of(VideoTitles.load()), CELLS);

        assertTrue(without.key().startsWith(finished + " " + plain), without.key());
        assertTrue(with.key().startsWith(finished + " " + titled), with.key());
    }

    @Test
    void otherTilesScaleTheSheetButNotItsStrips() throws ScoringException {
        Picture picture = sheet(56, repeat("160x120", 5)).picture(Optional.empty(), 2);

        assertTrue(picture.key().startsWith("56x336 d048da3889d5c889"), picture.key());
        assertEquals((6 + 1) * 4 + 1 + (6 + 1) * 2, picture.tokens());
    }

    @Test
    void everyVideoOfTheOfficialTableComesOut() throws Exception {
        JsonNode rows = Golden.read("goldens", "preprocess_table.json").json().path("video");
        for (JsonNode row : rows) {
            String size = row.path(0).intValue() + "x" + row.path(1).intValue();
            ContactSheet sheet = sheet(SIDE, repeat(size, row.path(2).intValue()));
            Pixels whole = sheet.sheet(Optional.empty());
            Picture picture = sheet.picture(Optional.empty(), CELLS);
            assertEquals(row.path(3).intValue(), whole.width(), row::toString);
            assertEquals(row.path(4).intValue(), whole.height(), row::toString);
            assertEquals(row.path(5).intValue(), picture.pixels().width(), row::toString);
            assertEquals(row.path(6).intValue(), picture.pixels().height(), row::toString);
            assertEquals(row.path(7).intValue(), picture.rows(), row::toString);
            assertEquals(row.path(8).intValue(), picture.columns(), row::toString);
            assertEquals(row.path(9).intValue(), picture.tokens(), row::toString);
        }
        assertEquals(9, rows.size());
    }

    @Test
    void theTitledCaseIsEqualOutsideItsStripsAndTheStripsHoldAllTitles() throws Exception {
        Pixels official = Golden.decode(Golden.TINY.resolve("goldens/video_titles.preprocessed.png"));
        VideoCheck check = new VideoCheck(clip());

        assertEquals(0, check.differing(official));
        assertEquals(5, check.titleStrips().size());
        assertArrayEquals(official.rgb(), check.picture(true).rgb());
    }

    @Test
    void aDifferenceOutsideTheStripsIsSeenAndOneInsideIsNot() throws Exception {
        VideoCheck check = new VideoCheck(clip());
        PictureArea first = check.titleStrips().get(0);

        assertEquals(1, check.differing(changed(check.picture(true), first.top() + first.height())));
        assertEquals(0, check.differing(changed(check.picture(true), first.top() + first.height() - 1)));
    }

    private static Pixels changed(Pixels picture, int row) {
        byte[] rgb = picture.rgb().clone();
        rgb[row * picture.width() * 3] ^= 1;
        return new Pixels(picture.width(), picture.height(), rgb);
    }

    @ParameterizedTest
    @CsvSource({"160x120, 5", "90x160, 12", "160x120, 1", "120x160, 1", "20x200, 12"})
    void titlesChangeNothingOutsideTheirStrips(String size, int times) throws ScoringException {
        List<PictureArea> strips = sheet(SIDE, repeat(size, times)).titleStrips();
        Pixels without = sheet(SIDE, repeat(size, times))
                .picture(Optional.empty(), CELLS)
                .pixels();
        Pixels with = sheet(SIDE, repeat(size, times))
                .picture(Optional.of(VideoTitles.load()), CELLS)
                .pixels();

        Map<Boolean, Integer> changed = new HashMap<>();
        for (int i = 0; i < without.rgb().length; i++) {
            int pixel = i / 3;
            int x = pixel % without.width();
            int y = pixel / without.width();
            if (without.rgb()[i] != with.rgb()[i]) {
                changed.merge(strips.stream().anyMatch(s -> s.contains(x, y)), 1, Integer::sum);
            }
        }
        assertFalse(changed.containsKey(false), changed::toString);
        assertNotEquals(0, changed.getOrDefault(true, 0));
    }

    @Test
    void framesTooThinToSeeAreRefused() {
        ContactSheet sheet = sheet(SIDE, "1x3000");

        String message =
                String.valueOf(assertThrows(ScoringException.class, () -> sheet.picture(Optional.empty(), CELLS))
                        .getMessage());

        assertEquals("its frames are 1 x 3000 pixels, so thin that nothing is left of them", message);
    }

    @Test
    void aSheetWithoutFramesIsRefused() {
        assertThrows(ScoringException.class, () -> new ContactSheet(SIDE).picture(Optional.empty(), CELLS));
    }
}
