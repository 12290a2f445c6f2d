package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.torch.Graphics;

class DoctorServiceTest {

    @TempDir
    private Path folder;

    private static DoctorService.Check card(Graphics graphics) {
        return DoctorService.card(graphics, number -> ", 81559 MiB");
    }

    @Test
    void aMachineWithoutCardMissesNothingItNeeds() {
        DoctorService.Check check = card(new Graphics(false, Optional.empty(), List.of(), false));

        assertFalse(check.ok() || check.needed());
        assertEquals("there is no graphics card of NVIDIA in this machine", check.found());
        assertEquals(Optional.empty(), check.fix());
    }

    @Test
    void aCardThatTheTensorLibraryCannotUseComesWithTheLineThatMendsIt() {
        DoctorService.Check check = card(new Graphics(true, Optional.of("550.54"), List.of("NVIDIA H100"), false));

        assertFalse(check.ok());
        assertEquals(
                "cuda:0 NVIDIA H100, 81559 MiB, driver 550.54,"
                        + " the tensor library in use is the one for processors",
                check.found());
        assertEquals(Optional.of(Graphics.WITH_LIBRARY), check.fix());
    }

    @Test
    void aCardThatCanBeUsedIsToldWithItsMemory() {
        DoctorService.Check check = card(new Graphics(true, Optional.of("550.54"), List.of("NVIDIA H100"), true));

        assertTrue(check.ok());
        assertEquals("cuda:0 NVIDIA H100, 81559 MiB, driver 550.54", check.found());
    }

    @Test
    void theProcessorIsToldWithWhatTheTensorLibraryUses() throws IOException {
        Path info = Files.writeString(
                folder.resolve("cpuinfo"), "model name\t: Fast One\nflags\t\t: fpu avx avx2 avx512f amx_bf16\n");
        Path slow = Files.writeString(folder.resolve("slow"), "model name\t: Slow One\nflags\t\t: fpu avx2\n");

        assertEquals("Fast One (avx2, avx512f, amx_bf16)", DoctorService.processor(info));
        assertEquals("Slow One (avx2); bfloat16 is slower than float32 on it", DoctorService.processor(slow));
        assertTrue(DoctorService.processor(folder.resolve("none")).endsWith("this system tells no more"));
    }
}
