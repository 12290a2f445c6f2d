package winnow.scoring.train.world;

/** Types of questions. */
enum Task {
    COUNT("count"),
    COLOUR("color"),
    LISTING("listing"),
    NUMBER("number"),
    LABEL("label"),
    SIGN("sign"),
    MOTION("motion");

    private final String word;

    Task(String word) {
        this.word = word;
    }

    /** What records call it. */
    String word() {
        return word;
    }
}
