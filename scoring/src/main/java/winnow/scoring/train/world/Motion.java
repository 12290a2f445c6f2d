package winnow.scoring.train.world;

/** What a thing does in a clip. */
enum Motion {
    LEFT("moves left", -1, 0, 0),
    RIGHT("moves right", 1, 0, 0),
    UP("moves up", 0, -1, 0),
    DOWN("moves down", 0, 1, 0),
    GROW("gets bigger", 0, 0, 1),
    SHRINK("gets smaller", 0, 0, -1);

    private final String words;
    private final int across;
    private final int down;
    private final int growth;

    Motion(String words, int across, int down, int growth) {
        this.words = words;
        this.across = across;
        this.down = down;
        this.growth = growth;
    }

    /** In words. */
    String words() {
        return words;
    }

    /** Steps to the right from one frame to the next. */
    int across() {
        return across;
    }

    /** Steps down from one frame to the next. */
    int down() {
        return down;
    }

    /** Steps of growth from one frame to the next. */
    int growth() {
        return growth;
    }
}
