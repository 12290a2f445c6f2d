package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;

/** Things pass in order, no more at a time than was said. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HandoverTest {

    private final Handover<Integer> handover = new Handover<>(10);

    @Test
    void everythingPassesInOrderEvenWhatWeighsTooMuch() {
        try (Lanes lanes = new Lanes()) {
            Future<?> unused = lanes.on(Lane.READ).submit(() -> {
                for (int i = 0; i < 100; i++) {
                    handover.put(i, i % 3 == 0 ? 25 : 4);
                }
                handover.end();
            });
            List<Integer> taken = new ArrayList<>();
            for (Optional<Integer> next = handover.take(); next.isPresent(); next = handover.take()) {
                taken.add(next.get());
            }
            assertEquals(100, taken.size());
            assertTrue(taken.stream().sorted().toList().equals(taken));
        }
    }

    @Test
    void whoPutsIsToldThatNobodyTakes() {
        handover.put(1, 8);
        handover.abandon();

        assertThrows(CancellationException.class, () -> handover.put(2, 8));
    }
}
