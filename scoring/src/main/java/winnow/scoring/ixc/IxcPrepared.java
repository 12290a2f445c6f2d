package winnow.scoring.ixc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.scoring.InputKey;
import winnow.scoring.Prepared;
import winnow.scoring.internlm2.PictureRows;

/**
 * An input of the model: texts and pictures in order.
 *
 * @param maker of the model it was made for
 * @param parts in order; together {@code untruncated} tokens
 * @param untruncated tokens of all parts
 * @param maxLength most tokens; what is longer is cut at the end (SPEC 8, step 4)
 * @param said the tokens of the last answer, in order, also those that are cut; none where no template says what it is
 */
record IxcPrepared(IxcPrompt maker, List<Part> parts, int untruncated, int maxLength, List<Said> said)
        implements Prepared {

    /**
     * A token of the last answer.
     *
     * @param position in the input, from 0
     * @param from its first character in the answer
     * @param to one past its last character
     */
    record Said(int position, int from, int to) {}

    /** A stretch of the input. */
    sealed interface Part {

        /** Its length in tokens. */
        int tokens();

        /** Text; with the beginning mark if it is the first. */
        @SuppressWarnings("ArrayRecordComponent") // ids are written once and read by the tensor library
        record Text(int[] ids) implements Part {

            public Text {
                requireNonNull(ids, "ids");
            }

            @Override
            public int tokens() {
                return ids.length;
            }
        }

        /** A picture. */
        record Image(Picture picture) implements Part {

            public Image {
                requireNonNull(picture, "picture");
            }

            @Override
            public int tokens() {
                return picture.tokens();
            }
        }
    }

    IxcPrepared {
        requireNonNull(maker, "maker");
        parts = List.copyOf(parts);
        said = List.copyOf(said);
    }

    /** The tokens of the last answer that are not cut away. */
    List<Said> heard() {
        return said.stream().filter(s -> s.position() < tokens()).toList();
    }

    @Override
    public int tokens() {
        return Math.min(untruncated, maxLength);
    }

    @Override
    public boolean truncated() {
        return untruncated > maxLength;
    }

    @Override
    public Optional<String> key() {
        InputKey key = new InputKey();
        int left = tokens();
        for (Part part : parts) {
            int read = Math.min(left, part.tokens());
            if (part instanceof Part.Text text) {
                key.add(text.ids(), read);
            } else if (part instanceof Part.Image image && read > 0) {
                key.add(image.picture().key() + " " + read);
            }
            left -= read;
        }
        return Optional.of(key.hex());
    }

    /** The rows of pictures, what is cut left out. */
    List<PictureRows> pictureRows() {
        List<PictureRows> rows = new ArrayList<>();
        int at = 0;
        for (Part part : parts) {
            int end = Math.min(at + part.tokens(), tokens());
            if (part instanceof Part.Image && end > at) {
                rows.add(new PictureRows(at, end));
            }
            at += part.tokens();
        }
        return rows;
    }
}
