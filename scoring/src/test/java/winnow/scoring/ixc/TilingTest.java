package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import winnow.scoring.ScoringException;

class TilingTest {

    private static final int SIDE = 560;
    private static final int CELLS = 20;

    @Test
    void everyRowOfTheOfficialTableComesOut() throws Exception {
        JsonNode rows = Golden.read("goldens", "preprocess_table.json").json().path("image");
        int refused = 0;
        for (JsonNode row : rows) {
            int width = row.path(0).intValue();
            int height = row.path(1).intValue();
            int hdNum = row.path(2).intValue();
            if (row.path(3).asText().equals("error")) {
                assertThrows(ScoringException.class, () -> Tiling.of(width, height, hdNum, SIDE), row::toString);
                refused++;
            } else {
                Tiling tiling = Tiling.of(width, height, hdNum, SIDE);
                assertEquals(row.path(3).intValue(), tiling.columns() * SIDE, row::toString);
                assertEquals(row.path(4).intValue(), tiling.rows() * SIDE, row::toString);
                assertEquals(row.path(5).intValue(), tiling.rows(), row::toString);
                assertEquals(row.path(6).intValue(), tiling.columns(), row::toString);
                assertEquals(row.path(7).intValue(), tiling.tokens(CELLS), row::toString);
            }
        }
        assertEquals(243, rows.size());
        assertTrue(refused > 0);
    }

    @Property(tries = 500)
    void noPictureGetsMoreTilesThanAllowed(
            @ForAll @IntRange(min = 1, max = 5000) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @IntRange(min = 1, max = 40) int hdNum)
            throws IOException {
        try {
            Tiling tiling = Tiling.of(width, height, hdNum, SIDE);
            assertTrue(tiling.rows() * tiling.columns() <= hdNum, tiling::toString);
            assertTrue(tiling.rows() >= 1 && tiling.columns() >= 1, tiling::toString);
        } catch (ScoringException e) {
            assertTrue((double) Math.max(width, height) / Math.min(width, height) > SIDE, e.getMessage());
        }
    }

    @Property(tries = 200)
    void aPictureOnItsSideIsTiledAsThePictureTurned(
            @ForAll @IntRange(min = 1, max = 3000) int width, @ForAll @IntRange(min = 100, max = 3000) int height)
            throws ScoringException {
        Tiling one = Tiling.of(width + 100, height, 9, 224);
        Tiling other = Tiling.of(height, width + 100, 9, 224);

        assertEquals(one.rows(), other.columns());
        assertEquals(one.columns(), other.rows());
    }

    @Test
    void aBudgetNoMemoryHoldsIsRefused() {
        ScoringException refusal =
                assertThrows(ScoringException.class, () -> Tiling.of(60_000, 60_000, Integer.MAX_VALUE, 560));

        assertTrue(String.valueOf(refusal.getMessage()).contains("lower the tile budget"), refusal::getMessage);
    }
}
