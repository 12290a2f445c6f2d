package winnow.scoring.ixc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/**
 * Answers of several lessons laid out in groups of about the same length, each filled up to its longest, and what is to
 * be learned from each of their tokens. Heap memory only.
 */
final class LessonBatch {

    private static final int GROUPS = 3;

    /** An answer in tokens, of the lesson of that number. */
    @SuppressWarnings("ArrayRecordComponent") // ids are written once and only read
    private record Row(int lesson, Lesson.Said said, int[] ids, List<IxcPrepared.Said> tokens, int order) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<List<Row>> groups = new ArrayList<>();
    private final int prefix;
    private final Map<Integer, Integer> known;

    /** Lays answers out; {@code pictures} has the picture of every lesson, all of one size. */
    LessonBatch(IxcPrompt prompt, List<Lesson> lessons, List<Picture> pictures, Map<Integer, Integer> known)
            throws ScoringException {
        this.known = known;
        this.prefix = 1 + pictures.get(0).tokens();
        for (int i = 0; i < lessons.size(); i++) {
            for (Lesson.Said said : lessons.get(i).answers()) {
                List<Turn> turns = List.of(new Turn(Role.USER, said.asked()), new Turn(Role.ASSISTANT, said.answer()));
                IxcPrepared input =
                        prompt.prepare(IxcPrompt.template(turns), List.of(pictures.get(i)), Integer.MAX_VALUE);
                if (input.parts().get(input.parts().size() - 1) instanceof IxcPrepared.Part.Text text) {
                    rows.add(new Row(i, said, text.ids(), input.said(), rows.size()));
                }
            }
        }
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingInt(row -> row.ids().length));
        int size = (sorted.size() + GROUPS - 1) / GROUPS;
        for (int from = 0; from < sorted.size(); from += size) {
            groups.add(sorted.subList(from, Math.min(sorted.size(), from + size)));
        }
    }

    /** Number of groups. */
    int groups() {
        return groups.size();
    }

    /** Answers of a group. */
    int size(int group) {
        return groups.get(group).size();
    }

    /** Tokens of the longest answer of a group with its question. */
    int length(int group) {
        return groups.get(group).stream()
                .mapToInt(row -> row.ids().length)
                .max()
                .orElseThrow();
    }

    /** Ids of a group, row by row. */
    long[] ids(int group) {
        int length = length(group);
        long[] ids = new long[size(group) * length];
        for (int i = 0; i < size(group); i++) {
            int[] own = groups.get(group).get(i).ids();
            for (int k = 0; k < own.length; k++) {
                ids[i * length + k] = own[k];
            }
        }
        return ids;
    }

    /** Of which lesson each answer of a group is. */
    long[] lessons(int group) {
        return groups.get(group).stream().mapToLong(Row::lesson).toArray();
    }

    /** Of every answer, in the order of the lessons, the row of its first token. */
    private long[] starts() {
        long[] starts = new long[rows.size()];
        long at = 0;
        for (int g = 0; g < groups(); g++) {
            for (Row row : groups.get(g)) {
                starts[row.order()] = at;
                at += length(g);
            }
        }
        return starts;
    }

    /** Of every answer, in the order of the lessons, the row of its reward mark. */
    long[] last() {
        long[] last = starts();
        for (Row row : rows) {
            last[row.order()] += row.ids().length - 1L;
        }
        return last;
    }

    /** Good answers and bad ones to the same questions: all places of the better, then of the worse. */
    long[] pairs() {
        List<Integer> better = new ArrayList<>();
        List<Integer> worse = new ArrayList<>();
        for (Row a : rows) {
            for (Row b : rows) {
                boolean same = a.lesson() == b.lesson()
                        && a.said().question() == b.said().question();
                if (same && a.said().good() && !b.said().good()) {
                    better.add(a.order());
                    worse.add(b.order());
                }
            }
        }
        better.addAll(worse);
        return better.stream().mapToLong(Integer::longValue).toArray();
    }

    /** Of every answer whether it is good, then its weight: good and bad ones weigh the same together. */
    float[] good() {
        long good = rows.stream().filter(row -> row.said().good()).count();
        float[] found = new float[2 * rows.size()];
        for (Row row : rows) {
            found[row.order()] = row.said().good() ? 1 : 0;
            found[rows.size() + row.order()] = 1f / Math.max(1, row.said().good() ? good : rows.size() - good);
        }
        return found;
    }

    /** Rows after which a word is to be read, then the places of these words among the known ones. */
    long[] reading() {
        long[] starts = starts();
        List<Long> from = new ArrayList<>();
        List<Long> words = new ArrayList<>();
        for (Row row : rows) {
            if (row.said().read()) {
                int first = row.tokens().get(0).position() - prefix;
                int end = row.tokens().get(row.tokens().size() - 1).position() - prefix + 1; // the end of the turn
                for (int at = first; at <= end; at++) {
                    Integer word = known.get(row.ids()[at]);
                    if (word != null) {
                        from.add(starts[row.order()] + at - 1);
                        words.add(word.longValue());
                    }
                }
            }
        }
        from.addAll(words);
        return from.stream().mapToLong(Long::longValue).toArray();
    }

    /** Rows of words of which it is said whether the answer is wrong up to there, then 1 where it is, else 0. */
    long[] wrong() {
        long[] starts = starts();
        List<Long> at = new ArrayList<>();
        List<Long> wrong = new ArrayList<>();
        for (Row row : rows) {
            if (row.said().wrongFrom() != Lesson.UNSAID) {
                for (IxcPrepared.Said token : row.tokens()) {
                    at.add(starts[row.order()] + token.position() - prefix);
                    wrong.add(token.to() > row.said().wrongFrom() ? 1L : 0L);
                }
            }
        }
        at.addAll(wrong);
        return at.stream().mapToLong(Long::longValue).toArray();
    }
}
