package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs as rows of symbols: a token is its id, a row of a picture a number below zero, the same for equal pictures.
 * Used by one thread.
 */
final class Symbols {

    private static final int ROW_BITS = 24; // more rows than an input has

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Picture> pictures = new ArrayList<>();

    /** A run of rows of one picture: rows {@code first} to {@code end} of what it becomes. */
    record Run(Picture picture, int first, int end) {}

    /** The symbols of an input, what is cut away left out. */
    long[] of(IxcPrepared input) {
        long[] symbols = new long[input.tokens()];
        int at = 0;
        for (IxcPrepared.Part part : input.parts()) {
            int count = Math.min(part.tokens(), symbols.length - at);
            if (part instanceof IxcPrepared.Part.Text text) {
                for (int i = 0; i < count; i++) {
                    symbols[at + i] = text.ids()[i];
                }
            } else if (part instanceof IxcPrepared.Part.Image image && count > 0) {
                long first = (long) number(image.picture()) << ROW_BITS;
                for (int i = 0; i < count; i++) {
                    symbols[at + i] = -1 - (first + i);
                }
            }
            at += count;
        }
        return symbols;
    }

    private int number(Picture picture) {
        return numbers.computeIfAbsent(picture.key(), key -> {
            pictures.add(picture);
            return pictures.size() - 1;
        });
    }

    /** The pictures of all inputs so far, equal ones once. */
    List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    /** The runs that the first symbols are, all of which are below zero. */
    List<Run> runs(long[] symbols, int count) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || symbols[i] != symbols[i - 1] - 1) {
                long first = -1 - symbols[start];
                int row = (int) (first & ((1 << ROW_BITS) - 1));
                runs.add(new Run(pictures.get((int) (first >> ROW_BITS)), row, row + i - start));
                start = i;
            }
        }
        return runs;
    }

    /** Tokens from a symbol on. */
    static int[] ids(long[] symbols, int from) {
        return Arrays.stream(symbols, from, symbols.length)
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
