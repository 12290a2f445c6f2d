package winnow.app.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.app.service.CompareService.Asked;
import winnow.store.data.PairGroup;

/** The records of a queue in the order in which they are asked, and where the annotator stands. */
final class PairLine {

    private final List<Asked> asked;
    private int at = -1;
    private int done;

    /** A queue; what was put off comes last. */
    PairLine(List<Asked> queue) {
        asked = new ArrayList<>(Stream.concat(
                        queue.stream().filter(each -> !putOff(each)),
                        queue.stream().filter(PairLine::putOff))
                .toList());
        done = (int) asked.stream().filter(Asked::done).count();
    }

    private static boolean putOff(Asked asked) {
        return asked.group().skipped() && !asked.done();
    }

    /** The record the annotator stands on. */
    Optional<PairGroup> current() {
        return at < 0 ? Optional.empty() : Optional.of(asked.get(at).group());
    }

    int size() {
        return asked.size();
    }

    /** How many records are done. */
    int done() {
        return done;
    }

    /** Goes on to the next record that is not done, beginning anew at the end; false when all are done. */
    boolean next() {
        for (int step = 1; step <= asked.size(); step++) {
            int place = (at + step) % asked.size();
            if (!asked.get(place).done()) {
                at = place;
                return true;
            }
        }
        at = -1;
        return false;
    }

    /** Goes some records on or back, as far as there are; from nowhere back to the last. */
    void move(int by) {
        int from = at < 0 && by < 0 ? asked.size() : at;
        at = Math.max(0, Math.min(asked.size() - 1, from + by));
    }

    /** Goes to a record; stays when it is not in the queue. */
    void goTo(PairGroup group) {
        int place = find(group);
        at = place < 0 ? at : place;
    }

    /** Notes whether all is said of a record. */
    void mark(PairGroup group, boolean isDone) {
        int place = find(group);
        if (place >= 0) {
            done += (isDone ? 1 : 0) - (asked.get(place).done() ? 1 : 0);
            asked.set(place, new Asked(asked.get(place).group(), isDone));
        }
    }

    /** Puts the record the annotator stands on off to the end. */
    void putOff() {
        if (at >= 0) {
            asked.add(asked.remove(at));
            at--;
        }
    }

    /** The next records that are not done. */
    List<PairGroup> upcoming(int count) {
        return asked.subList(at + 1, asked.size()).stream()
                .filter(each -> !each.done())
                .limit(count)
                .map(Asked::group)
                .toList();
    }

    private int find(PairGroup group) {
        for (int i = 0; i < asked.size(); i++) {
            PairGroup each = asked.get(i).group();
            if (each.datasetId() == group.datasetId() && each.record() == group.record()) {
                return i;
            }
        }
        return -1;
    }
}
