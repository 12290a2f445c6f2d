package winnow.store.parquet;

import java.util.Optional;

/**
 * Watches what rows take, so that a small file cannot grow into endless rows or one endless row. Nothing is thrown
 * while a row is put together: what is too much of it is left out, and the row says so.
 */
final class RowBudget {

    private static final int MAX_VALUES = 1_000_000;
    private static final long MAX_ROW = 64L << 20; // bytes of text
    private static final long MAX_BLOB = 256L << 20;
    private static final long ALWAYS = 256L << 20;
    private static final long RATIO = 400; // as for files packed with gzip
    private static final int OF_ROW = 64; // bytes a row counts at least

    private final long most;
    private long all;
    private long values;
    private long text;
    private Optional<String> fault = Optional.empty();

    RowBudget(long fileSize) {
        this.most = Math.max(ALWAYS, RATIO * fileSize);
    }

    void startRow() {
        values = 0;
        text = 0;
        fault = Optional.empty();
        all += OF_ROW;
    }

    /** Counts a value with this much text; false if it is to be left out. */
    boolean value(int length) {
        values++;
        text += length;
        all += 4L + length;
        if (values > MAX_VALUES) {
            fault("The row has more than " + MAX_VALUES + " values.");
        } else if (text > MAX_ROW) {
            fault("The row has more than " + (MAX_ROW >> 20) + " MB of text and was not read.");
        }
        return values <= MAX_VALUES && text <= MAX_ROW;
    }

    /** Counts bytes that are put away; false if they are to be left out. */
    boolean blob(String column, int length) {
        values++;
        all += 4L + length;
        if (length > MAX_BLOB) {
            fault("Column \"" + column + "\" holds " + (length >> 20) + " MB; more than " + (MAX_BLOB >> 20)
                    + " MB are not taken out of a file.");
        }
        return length <= MAX_BLOB;
    }

    /** Says what is wrong with the row; the first that is wrong counts. */
    void fault(String reason) {
        fault = fault.or(() -> Optional.of(reason));
    }

    /** What is wrong with the row. */
    Optional<String> fault() {
        return fault;
    }

    /** Whether the file has grown to more than any dataset of its size. */
    boolean spent() {
        return all > most;
    }

    /** What a file of this size may grow to, in MB. */
    long mostMb() {
        return most >> 20;
    }
}
