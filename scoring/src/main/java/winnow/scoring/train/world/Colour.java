package winnow.scoring.train.world;

/** Colours of things. */
enum Colour {
    RED("red", 0xD62020),
    GREEN("green", 0x1E9E3A),
    BLUE("blue", 0x2040D8),
    YELLOW("yellow", 0xF0D000),
    ORANGE("orange", 0xF58518),
    PURPLE("purple", 0x8030B0),
    BROWN("brown", 0x7A4A20),
    BLACK("black", 0x101010);

    private final String word;
    private final int rgb;

    Colour(String word, int rgb) {
        this.word = word;
        this.rgb = rgb;
    }

    /** What it is called. */
    String word() {
        return word;
    }

    /** As 0xRRGGBB. */
    int rgb() {
        return rgb;
    }
}
