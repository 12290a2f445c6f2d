package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeHeapTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int BLOCKS = 2_000;
    private static final int SIZE = 64 << 10; // small enough to lie in the heap, 125 MB together

    private static long resident() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void holesInTheHeapGoBackToTheSystem() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "only Linux tells");
        NativeHeap heap = NativeHeap.open();
        List<Memory> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            Memory block = new Memory(SIZE);
            block.setMemory(0, SIZE, (byte) 1);
            blocks.add(block);
        }
        try (Memory last = new Memory(SIZE)) { // what lies behind a hole keeps the heap from shrinking by itself
            last.setMemory(0, SIZE, (byte) 1);
            blocks.forEach(Memory::close);
            long before = resident();

            heap.release();

            long given = before - resident();
            assertTrue(given > (long) BLOCKS * SIZE / 2, () -> "only " + given + " bytes went back");
        }
    }
}
