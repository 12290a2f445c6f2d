package winnow.scoring.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import winnow.scoring.ixc.Lesson;
import winnow.scoring.ixc.Lesson.Said;
import winnow.store.media.Pixels;

/**
 * Questions with right answers and with answers of every defect, to see what a model has learned: the right ones of a
 * type of question beside the defective ones of the same type.
 *
 * @param seed of the questions
 * @param questions of every type
 * @param black whether pictures are blacked out: what is told apart then is told by words
 */
public record WorldExam(long seed, int questions, boolean black) {

    /**
     * A lesson and the type of its question; the first of its answers is right.
     *
     * @param type of the question
     * @param lesson its answers in the order of {@code defects}, after the right one
     * @param defects of its other answers
     */
    public record Paper(String type, Lesson lesson, List<String> defects) {

        public Paper {
            defects = List.copyOf(defects);
        }
    }

    /** All papers, those of clips last. */
    public List<Paper> papers() {
        List<Paper> papers = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(seed);
        for (Task task : Task.values()) {
            for (int i = 0; i < questions; i++) {
                papers.add(paper(task, random));
            }
        }
        return papers;
    }

    private Paper paper(Task task, RandomGenerator random) {
        Item item = Item.of(task, random);
        Map<String, String> answers = new TreeMap<>();
        String right = Wording.ENGLISH.of(item.claim());
        for (Defect defect : Defect.values()) {
            answer(defect, item, right, random).ifPresent(answer -> answers.put(defect.word(), answer));
        }
        List<Said> said = new ArrayList<>();
        said.add(said(item.question(), right, true));
        answers.values().forEach(answer -> said.add(said(item.question(), answer, false)));
        List<String> defects = new ArrayList<>(answers.keySet());
        Item other = Item.of(task, random);
        if (!other.claim().holds(item.view())) {
            said.add(said(other.question(), Wording.ENGLISH.of(other.claim()), false));
            defects.add(Defect.SWAPPED_PICTURE.word());
        }
        List<Pixels> frames =
                item.view().frames().stream().map(WorldLessons::pixels).toList();
        return new Paper(task.word(), new Lesson(black ? blacked(frames) : frames, List.of(), said), defects);
    }

    private static Optional<String> answer(Defect defect, Item item, String right, RandomGenerator random) {
        if (defect.task().isPresent()) {
            return defect.task().get() == item.task()
                    ? Optional.of(Wording.ENGLISH.of(item.wrong(random).claim()))
                    : Optional.empty();
        }
        return switch (defect) {
            case TRUNCATED -> TextFaults.truncated(right, random);
            case OFF_TOPIC -> Optional.of(TextFaults.offTopic(random));
            case WRONG_LANGUAGE -> Optional.of(Wording.foreign(random).of(item.claim()));
            case GARBLED -> TextFaults.garbled(right, random);
            case DUPLICATE -> TextFaults.repeated(right);
            default -> Optional.empty();
        };
    }

    private static Said said(String question, String answer, boolean good) {
        return new Said(0, question, answer, good, false, Lesson.UNSAID);
    }

    private static List<Pixels> blacked(List<Pixels> frames) {
        return frames.stream()
                .map(f -> new Pixels(f.width(), f.height(), new byte[f.rgb().length]))
                .toList();
    }
}
