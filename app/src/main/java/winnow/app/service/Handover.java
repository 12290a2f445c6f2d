package winnow.app.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes things from one thread to another, in order, no more at a time than weigh so much together. Something that
 * weighs more goes alone.
 */
final class Handover<T> {

    private record Item<T>(T value, long weight) {}

    private final long most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item<T>> waiting = new ArrayDeque<>();
    private long weight;
    private long taken;
    private boolean ended;
    private boolean abandoned;

    Handover(long most) {
        this.most = most;
    }

    /**
     * Waits for room.
     *
     * @throws CancellationException when nobody takes any more
     */
    void put(T value, long itsWeight) {
        lock.lock();
        try {
            while (!abandoned && weight > 0 && weight + itsWeight > most) {
                changed.awaitUninterruptibly();
            }
            if (abandoned) {
                throw new CancellationException("Nobody takes what is read any more");
            }
            waiting.add(new Item<>(value, itsWeight));
            weight += itsWeight;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more comes. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more is taken. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next; empty after the last. What was taken before is thought to be gone by then. */
    Optional<T> take() {
        lock.lock();
        try {
            weight -= taken;
            taken = 0;
            changed.signalAll();
            while (waiting.isEmpty() && !ended) {
                changed.awaitUninterruptibly();
            }
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Item<T> item = waiting.remove();
            taken = item.weight();
            return Optional.of(item.value());
        } finally {
            lock.unlock();
        }
    }
}
