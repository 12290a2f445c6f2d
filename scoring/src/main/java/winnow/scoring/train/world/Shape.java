package winnow.scoring.train.world;

/** Shapes of things. */
enum Shape {
    CIRCLE("circle"),
    SQUARE("square"),
    TRIANGLE("triangle"),
    CROSS("cross"),
    RING("ring");

    private final String word;

    Shape(String word) {
        this.word = word;
    }

    /** What it is called. */
    String word() {
        return word;
    }

    /** Whether a point of its box, from -1 to 1 across and down, is part of it. */
    boolean covers(double across, double down) {
        double square = across * across + down * down;
        return switch (this) {
            case CIRCLE -> square <= 1;
            case SQUARE -> true;
            case TRIANGLE -> Math.abs(across) <= (down + 1) / 2;
            case CROSS -> Math.abs(across) < 0.36 || Math.abs(down) < 0.36;
            case RING -> square <= 1 && square >= 0.3;
        };
    }
}
