package winnow.scoring.benchmark;

/**
 * Where a file was overwritten with zeros, which are no part of any text: from the first to the last of them.
 *
 * @param from first byte
 * @param to byte after the last; the same as {@code from} where there is no hole
 */
record Hole(int from, int to) {

    /** Looks for zeros. */
    static Hole in(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && bytes[from] != 0) {
            from++;
        }
        int to = bytes.length;
        while (to > from && bytes[to - 1] != 0) {
            to--;
        }
        return new Hole(from, to);
    }

    int length() {
        return to - from;
    }
}
