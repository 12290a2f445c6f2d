package winnow.scoring.train.world;

/**
 * A thing that can be seen.
 *
 * @param big or small
 * @param colour of it
 * @param shape of it
 */
record Thing(boolean big, Colour colour, Shape shape) {

    private static final int BIG = 24;
    private static final int SMALL = 14;

    /** Pixels across. */
    int size() {
        return big ? BIG : SMALL;
    }

    /** Its size in a word. */
    String sizeWord() {
        return big ? "big" : "small";
    }

    /** In words, such as {@code a big red circle}. */
    String words() {
        return "a " + sizeWord() + " " + colour.word() + " " + shape.word();
    }
}
