package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One side of a pair, ready to learn from. Heap memory only. */
public final class TrainingRow {

    private static final int CELL = 1;
    private static final int LINE_END = 2;
    private static final int BETWEEN = 3;

    private final IxcPrepared input;
    private final int answerLength;

    /**
     * A row.
     *
     * @param answerLength characters of the answer that is judged
     */
    TrainingRow(IxcPrepared input, int answerLength) {
        this.input = input;
        this.answerLength = answerLength;
    }

    /** Its length in tokens. */
    public int tokens() {
        return input.tokens();
    }

    /** Characters of the answer that is judged. */
    public int answerLength() {
        return answerLength;
    }

    /** How many tokens it and another row begin with in common; at least one of each is left. */
    int shared(TrainingRow other) {
        List<Object> mine = tokensOf();
        List<Object> theirs = other.tokensOf();
        int most = Math.min(mine.size(), theirs.size()) - 1;
        int shared = 0;
        while (shared < most && mine.get(shared).equals(theirs.get(shared))) {
            shared++;
        }
        return shared;
    }

    /** A word or a part of a picture for each token, equal where they are the same. */
    private List<Object> tokensOf() {
        List<Object> all = new ArrayList<>();
        for (IxcPrepared.Part part : input.parts()) {
            for (int i = 0; i < part.tokens() && all.size() < tokens(); i++) {
                if (part instanceof IxcPrepared.Part.Image image) {
                    all.add(new Piece(image.picture().key(), i));
                } else if (part instanceof IxcPrepared.Part.Text text) {
                    all.add(text.ids()[i]);
                }
            }
        }
        return all;
    }

    /** A token of a picture. */
    private record Piece(String key, int place) {}

    /** Token ids; 0 where a picture stands. */
    long[] ids() {
        long[] ids = new long[tokens()];
        int at = 0;
        for (IxcPrepared.Part part : input.parts()) {
            if (part instanceof IxcPrepared.Part.Text text) {
                for (int i = 0; i < text.ids().length && at + i < ids.length; i++) {
                    ids[at + i] = text.ids()[i];
                }
            }
            at += part.tokens();
        }
        return ids;
    }

    /** What each token is: 0 of a text, else as {@code training.torchscript} counts. */
    long[] kinds(int cells) {
        long[] kinds = new long[tokens()];
        int at = 0;
        for (IxcPrepared.Part part : input.parts()) {
            if (part instanceof IxcPrepared.Part.Image image) {
                long[] own = kinds(image.picture(), cells);
                if (at < kinds.length) {
                    System.arraycopy(own, 0, kinds, at, Math.min(own.length, kinds.length - at));
                }
            }
            at += part.tokens();
        }
        return kinds;
    }

    /** Lines of the whole, each with its end; the mark between; lines of the tiles laid out (SPEC 6). */
    private static long[] kinds(Picture picture, int cells) {
        long[] kinds = new long[picture.tokens()];
        Arrays.fill(kinds, CELL);
        int between = cells * (cells + 1);
        for (int i = cells; i < between; i += cells + 1) {
            kinds[i] = LINE_END;
        }
        kinds[between] = BETWEEN;
        int line = picture.columns() * cells + 1;
        for (int i = between + line; i < kinds.length; i += line) {
            kinds[i] = LINE_END;
        }
        return kinds;
    }

    /** Its pictures, in order, of which something is left after cutting. */
    List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        int at = 0;
        for (IxcPrepared.Part part : input.parts()) {
            if (part instanceof IxcPrepared.Part.Image image && at < tokens()) {
                pictures.add(image.picture());
            }
            at += part.tokens();
        }
        return pictures;
    }
}
