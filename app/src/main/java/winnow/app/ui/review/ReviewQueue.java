package winnow.app.ui.review;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The order samples are reviewed in, where the reviewer stands in it, and which are still undecided. Eight bytes and a
 * bit a sample, so a million is fine. Not thread-safe.
 */
final class ReviewQueue {

    private long[] order = new long[0];
    private final BitSet undecided = new BitSet();
    private int index = -1;
    private int toGo;

    /** Starts over with another order; the place is lost. */
    void set(long[] newOrder, long[] newUndecided) {
        order = newOrder.clone();
        undecided.clear();
        BitSet all = new BitSet();
        for (long id : newUndecided) {
            all.set(Math.toIntExact(id));
        }
        toGo = 0;
        for (long id : order) {
            if (all.get(Math.toIntExact(id))) {
                undecided.set(Math.toIntExact(id));
                toGo++;
            }
        }
        index = -1;
    }

    /** The order, the receiver's own. */
    long[] order() {
        return order.clone();
    }

    int size() {
        return order.length;
    }

    /** How many of them are undecided. */
    int toGo() {
        return toGo;
    }

    /** Where the reviewer stands, from 0; -1 for nowhere. */
    int index() {
        return index;
    }

    /** Goes to a place; out of range means nowhere. */
    void goTo(int place) {
        index = place >= 0 && place < order.length ? place : -1;
    }

    /** The sample at a place; -1 where there is none. */
    long at(int place) {
        return place >= 0 && place < order.length ? order[place] : -1;
    }

    /** Where a sample stands; -1 when it is not in the queue. */
    int find(long id) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** Remembers that a sample was decided, or is undecided again; a sample of another view is none of ours. */
    void setDecided(long id, boolean decided) {
        int bit = Math.toIntExact(id);
        if (undecided.get(bit) == decided && (decided || find(id) >= 0)) {
            undecided.set(bit, !decided);
            toGo += decided ? -1 : 1;
        }
    }

    /** The next undecided place after {@code from}, around the end if need be, itself last; -1 for none. */
    int nextUndecided(int from) {
        for (int step = 1; step <= order.length && toGo > 0; step++) {
            int place = Math.floorMod(from + step, order.length);
            if (undecided.get(Math.toIntExact(order[place]))) {
                return place;
            }
        }
        return -1;
    }

    /** Moves the sample at the current place to the end; the next one takes its place. */
    void skip() {
        if (index >= 0) {
            long id = order[index];
            System.arraycopy(order, index + 1, order, index, order.length - index - 1);
            order[order.length - 1] = id;
        }
    }

    /** The samples a reviewer is likely to see next: the next three undecided, the next and the previous one. */
    List<Long> likelyNext() {
        List<Long> likely = new ArrayList<>();
        int place = index;
        for (int i = 0; i < 3; i++) {
            place = nextUndecided(place);
            add(likely, at(place));
        }
        add(likely, at(index + 1));
        add(likely, at(index - 1));
        return likely;
    }

    private void add(List<Long> likely, long id) {
        if (id >= 0 && id != at(index) && !likely.contains(id)) {
            likely.add(id);
        }
    }
}
