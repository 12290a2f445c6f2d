package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One thing that moves, in three frames.
 *
 * @param thing its colour and shape count; its size changes
 * @param motion what it does
 * @param x of its centre in the middle frame, in pixels
 * @param y of its centre in the middle frame, in pixels
 * @param background light, as 0xRRGGBB
 */
record Clip(Thing thing, Motion motion, int x, int y, int background) implements View {

    /** Frames of a clip. */
    static final int FRAMES = 3;

    private static final int STEP = 28;
    private static final int SIZE = 28;
    private static final int GROWTH = 14;
    private static final int MIDDLE = Canvas.SIDE / 2;
    private static final int JITTER = 10;

    /** Any clip. */
    static Clip of(RandomGenerator random) {
        return new Clip(
                Scene.thing(random),
                Draw.one(Motion.values(), random),
                MIDDLE + random.nextInt(-JITTER, JITTER + 1),
                MIDDLE + random.nextInt(-JITTER, JITTER + 1),
                Draw.background(random));
    }

    /** Where the centre of the thing is in a frame, across. */
    int across(int frame) {
        return x + (frame - 1) * STEP * motion.across();
    }

    /** Where the centre of the thing is in a frame, down. */
    int down(int frame) {
        return y + (frame - 1) * STEP * motion.down();
    }

    @Override
    public List<Canvas> frames() {
        List<Canvas> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int step = i - 1;
            Canvas canvas = new Canvas(background);
            canvas.draw(
                    thing.shape(),
                    across(i),
                    down(i),
                    SIZE + step * GROWTH * motion.growth(),
                    thing.colour().rgb());
            frames.add(canvas);
        }
        return frames;
    }
}
