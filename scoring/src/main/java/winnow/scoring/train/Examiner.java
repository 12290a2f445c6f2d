package winnow.scoring.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.IxcPretraining;
import winnow.scoring.ixc.Lesson;
import winnow.scoring.rank.Detection;
import winnow.scoring.train.world.WorldExam;

/**
 * What a model under training has learned: for every defect, how often a right answer to a question of the same type
 * has the higher reward (AUROC inside its type).
 */
final class Examiner {

    private static final int AT_ONCE = 16;

    private Examiner() {}

    private record Marked(String type, String defect, double reward) {}

    /** AUROC by defect, 0 to 1, and of all defects against all right answers under the name {@code all}. */
    static Map<String, Double> auroc(IxcPretraining model, WorldExam exam) throws ScoringException {
        List<Marked> marked = new ArrayList<>();
        List<WorldExam.Paper> papers = exam.papers();
        for (int from = 0; from < papers.size(); ) {
            int to = from + 1;
            while (to < papers.size() && to - from < AT_ONCE && alike(papers.get(from), papers.get(to))) {
                to++;
            }
            marked.addAll(marked(model, papers.subList(from, to)));
            from = to;
        }
        Map<String, Double> found = new TreeMap<>();
        found.put("all", auroc(marked));
        marked.stream()
                .map(Marked::defect)
                .filter(defect -> !defect.isEmpty())
                .distinct()
                .forEach(defect -> {
                    List<String> types = marked.stream()
                            .filter(m -> m.defect().equals(defect))
                            .map(Marked::type)
                            .distinct()
                            .toList();
                    found.put(
                            defect,
                            types.stream()
                                    .mapToDouble(type -> auroc(marked.stream()
                                            .filter(m -> m.type().equals(type)
                                                    && (m.defect().isEmpty()
                                                            || m.defect().equals(defect)))
                                            .toList()))
                                    .average()
                                    .orElseThrow());
                });
        return found;
    }

    private static boolean alike(WorldExam.Paper a, WorldExam.Paper b) {
        return a.lesson().frames().size() == b.lesson().frames().size();
    }

    private static List<Marked> marked(IxcPretraining model, List<WorldExam.Paper> papers) throws ScoringException {
        List<Lesson> lessons = papers.stream().map(WorldExam.Paper::lesson).toList();
        List<Double> rewards = model.rewards(lessons);
        List<Marked> marked = new ArrayList<>();
        int at = 0;
        for (WorldExam.Paper paper : papers) {
            marked.add(new Marked(paper.type(), "", rewards.get(at++)));
            for (String defect : paper.defects()) {
                marked.add(new Marked(paper.type(), defect, rewards.get(at++)));
            }
        }
        return marked;
    }

    private static double auroc(List<Marked> marked) {
        double[] values = marked.stream().mapToDouble(Marked::reward).toArray();
        boolean[] bad = new boolean[values.length];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = !marked.get(i).defect().isEmpty();
        }
        return Detection.of(values, bad, List.of()).auroc();
    }
}
