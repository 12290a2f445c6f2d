package winnow.scoring.weights;

/** Names from files nobody knows, as they may stand in a message: short, and without signs that move the cursor. */
final class Shown {

    private static final int MAX_CHARACTERS = 100;

    private Shown() {}

    /** The name in quotation marks, long ones cut. */
    static String quoted(String name) {
        return '"' + plain(name) + '"';
    }

    /** The name, long ones cut. */
    static String plain(String name) {
        boolean whole = name.length() <= MAX_CHARACTERS;
        StringBuilder text = new StringBuilder();
        (whole ? name : name.substring(0, MAX_CHARACTERS))
                .codePoints()
                .map(c -> printable(c) ? c : '?')
                .forEach(text::appendCodePoint);
        return text.append(whole ? "" : "…").toString();
    }

    private static boolean printable(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
