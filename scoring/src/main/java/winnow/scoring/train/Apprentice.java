package winnow.scoring.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.IxcPretraining;
import winnow.scoring.ixc.Lesson;
import winnow.scoring.train.world.WorldLessons;
import winnow.scoring.train.world.WorldLessons.Purpose;
import winnow.scoring.train.world.WorldLessons.Sight;

/** One of the workers of a pretraining: a model and the lessons of its share of each step. Confined to one thread. */
final class Apprentice implements AutoCloseable {

    private static final int STILL = 10; // of so many pictures
    private static final int SCENES = 4;
    private static final int CHARTS = 3;
    private static final int MOST = 4;

    private final IxcPretraining model;
    private final WorldLessons lessons;
    private final int number;
    private final int workers;

    /**
     * A worker.
     *
     * @param model its own
     * @param number of the worker, from 0
     * @param workers how many there are
     */
    Apprentice(IxcPretraining model, WorldLessons lessons, int number, int workers) {
        this.model = model;
        this.lessons = lessons;
        this.number = number;
        this.workers = workers;
    }

    IxcPretraining model() {
        return model;
    }

    /** Has tower and projector rest, or learn. */
    void rest(boolean rest) throws ScoringException {
        for (String name : model.learner().trained()) {
            if (IxcPretraining.sees(name)) {
                model.learner().rest(name, rest);
            }
        }
    }

    /**
     * Gathers the gradients of a step; gives figures by name.
     *
     * @param progress of the stage, 0 to 1
     */
    Map<String, Double> learn(Pretraining.Stage stage, long step, double progress) throws ScoringException {
        Map<String, Double> figures = new TreeMap<>();
        int most = stage.lessons().growing() ? 1 + (int) Math.min(MOST - 1.0, progress * 2 * MOST) : MOST;
        for (boolean clips : new boolean[] {false, true}) {
            int count = clips ? stage.lessons().clips() : stage.lessons().pictures();
            List<Lesson> mine = new ArrayList<>();
            for (int i = number; i < count; i += workers) {
                long place =
                        step * (stage.lessons().pictures() + stage.lessons().clips())
                                + i
                                + (clips ? stage.lessons().pictures() : 0);
                Sight sight = clips ? Sight.CLIP : sight(place);
                mine.add(lessons.lesson(place, sight, purpose(stage), most));
            }
            if (!mine.isEmpty()) {
                String kind = clips ? "clip_" : "";
                if (stage.looking() > 0) {
                    IxcPretraining.Looked looked = model.look(mine, stage.looking(), true);
                    figures.put(kind + "look_loss", looked.loss());
                    looked.right().forEach((group, right) -> figures.put("look " + group, right));
                }
                if (stage.answers()) {
                    judged(model.judge(mine, stage.aims()), kind, figures);
                }
            }
        }
        return figures;
    }

    private static Purpose purpose(Pretraining.Stage stage) {
        if (stage.answers()) {
            return stage.aims().pairs() > 0 ? Purpose.JUDGING : Purpose.READING;
        }
        return stage.lessons().growing() ? Purpose.GLANCING : Purpose.LOOKING;
    }

    private static Sight sight(long place) {
        long turn = Math.floorMod(place, (long) STILL);
        return turn < SCENES ? Sight.SCENE : turn < SCENES + CHARTS ? Sight.CHART : Sight.SIGN;
    }

    private static void judged(IxcPretraining.Judged judged, String kind, Map<String, Double> figures) {
        figures.put(kind + "loss", judged.loss());
        figures.put(kind + "pairs", judged.pairs());
        figures.put(kind + "points", judged.points());
        figures.put(kind + "tokens", judged.tokens());
        figures.put(kind + "reading", judged.reading());
        figures.put(kind + "read", judged.read());
        judged.accuracy().ifPresent(right -> figures.put(kind + "accuracy", right));
    }

    @Override
    public void close() {
        model.close();
    }
}
