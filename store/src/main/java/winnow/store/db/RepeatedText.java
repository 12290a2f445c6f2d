package winnow.store.db;

/**
 * A record without the texts that its body repeats. Most of a record are the texts of its turns, and the body of its
 * sample has them too, mostly in the very same characters; such a stretch is stored once, in the body, and the record
 * refers to it. A workspace is a third smaller for it, and an import writes that much less.
 *
 * <p>Stored is the record itself; or {@code MARK} and then, by turns, a piece of the record and
 * {@code MARK start+length MARK}, a stretch of characters of the body; or {@code MARK VERBATIM} and the record.
 */
final class RepeatedText {

    private static final char MARK = 1; // no JSON record has it: control characters are escaped there
    private static final char VERBATIM = 2;
    private static final int SHORTEST = 24; // what a reference takes at most

    private RepeatedText() {}

    /**
     * The record as it is stored.
     *
     * @param raw the record as it stood in the file
     * @param body its sample as JSON
     * @param stretches start and end, in characters of the body, of what the record may repeat; in rising order
     */
    static String cut(String raw, String body, int[] stretches) {
        if (raw.indexOf(MARK) >= 0 || raw.startsWith(String.valueOf(VERBATIM))) {
            return "" + MARK + VERBATIM + raw;
        }
        StringBuilder out = new StringBuilder().append(MARK);
        int from = 0;
        for (int i = 0; i < stretches.length; i += 2) {
            int length = stretches[i + 1] - stretches[i];
            int at = length < SHORTEST ? -1 : find(body, stretches[i], length, raw, from);
            if (at >= 0) {
                out.append(raw.substring(from, at)).append(MARK);
                out.append(stretches[i]).append('+').append(length).append(MARK);
                from = at + length;
            }
        }
        return from == 0 ? raw : out.append(raw.substring(from)).toString();
    }

    /** Where a string of the body, with its quotation marks, is in the record; -1 where it is not. */
    private static int find(String body, int start, int length, String raw, int from) {
        int at = raw.indexOf('"', from);
        while (at >= 0 && !raw.regionMatches(at, body, start, length)) {
            at = raw.indexOf('"', at + 1);
        }
        return at;
    }

    /**
     * The record as it stood in the file.
     *
     * @throws IllegalArgumentException if it refers to what the body does not have
     */
    static String whole(String stored, String body) {
        if (stored.isEmpty() || stored.charAt(0) != MARK) {
            return stored;
        }
        if (stored.length() > 1 && stored.charAt(1) == VERBATIM) {
            return stored.substring(2);
        }
        StringBuilder out = new StringBuilder(stored.length() + body.length());
        int from = 1;
        for (int mark = stored.indexOf(MARK, from); mark >= 0; mark = stored.indexOf(MARK, from)) {
            int plus = stored.indexOf('+', mark);
            int end = stored.indexOf(MARK, mark + 1);
            if (plus < 0 || end < plus) {
                throw new IllegalArgumentException("a reference is cut off");
            }
            int start = Integer.parseInt(stored, mark + 1, plus, 10);
            int length = Integer.parseInt(stored, plus + 1, end, 10);
            if (start < 0 || length < 0 || start > body.length() - length) {
                throw new IllegalArgumentException("a reference leads outside of its sample");
            }
            out.append(stored.substring(from, mark)).append(body.substring(start, start + length));
            from = end + 1;
        }
        return out.append(stored.substring(from)).toString();
    }
}
