package winnow.scoring.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphicsTest {

    @TempDir
    private Path root;

    @TempDir
    private Path libtorch;

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void driver() throws IOException {
        file(
                "proc/driver/nvidia/version",
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\n");
        file("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA H100\nIRQ:  1\n");
        file("proc/driver/nvidia/gpus/0000:02:00.0/information", "Model: \t\t NVIDIA L4\n");
    }

    private static String what(Graphics graphics, int number) {
        return graphics.missing(number).map(Graphics.Missing::what).orElse("nothing");
    }

    @Test
    void aMachineWithoutCardIsTold() {
        Graphics graphics = Graphics.look(root, libtorch);

        assertEquals(new Graphics(false, Optional.empty(), List.of(), false), graphics);
        assertEquals("there is no graphics card of NVIDIA in this machine", what(graphics, 0));
        assertEquals(Optional.of("--device cpu"), graphics.missing(0).map(Graphics.Missing::command));
    }

    @Test
    void aCardWithoutDriverNeedsOne() throws IOException {
        file("sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n");
        file("sys/bus/pci/devices/0000:01:00.0/class", "0x030200\n");

        Graphics graphics = Graphics.look(root, libtorch);

        assertEquals("there is a graphics card but not its driver", what(graphics, 0));
    }

    @Test
    void theCardOfAnotherMakerIsNone() throws IOException {
        file("sys/bus/pci/devices/0000:01:00.0/vendor", "0x1002\n");
        file("sys/bus/pci/devices/0000:01:00.0/class", "0x030000\n");

        assertTrue(!Graphics.look(root, libtorch).hardware());
    }

    @Test
    void aDriverWithTheLibraryForProcessorsNeedsAnotherLibrary() throws IOException {
        driver();

        Graphics graphics = Graphics.look(root, libtorch);

        assertEquals(Optional.of("550.54.15"), graphics.driver());
        assertEquals(List.of("NVIDIA H100", "NVIDIA L4"), graphics.cards());
        assertEquals("the tensor library in use is the one for processors", what(graphics, 1));
        assertEquals(Optional.of(Graphics.WITH_LIBRARY), graphics.missing(1).map(Graphics.Missing::command));
    }

    @Test
    void withCardDriverAndLibraryNothingIsMissing() throws IOException {
        driver();
        Files.createFile(libtorch.resolve("libtorch_cuda.so"));

        Graphics graphics = Graphics.look(root, libtorch);

        assertEquals("nothing", what(graphics, 0));
        assertEquals("nothing", what(graphics, 1));
        assertEquals("this machine has only cuda:0 to cuda:1", what(graphics, 2));
    }

    @Test
    void windowsTellsTheDriverOnly() throws IOException {
        file("Windows/System32/nvcuda.dll", "");

        Graphics graphics = Graphics.look(root, libtorch);

        assertEquals(Optional.of("of unknown version"), graphics.driver());
        assertEquals("the tensor library in use is the one for processors", what(graphics, 0));
    }
}
