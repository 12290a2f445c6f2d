package winnow.scoring.torch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a machine has to compute on besides its processor: found by looking at files, so that nothing is started.
 *
 * @param hardware whether a card of NVIDIA is built in, as far as the system tells
 * @param driver version of its driver, when that is loaded
 * @param cards what the driver drives, by number
 * @param library whether the tensor library in use is one that can compute on cards
 */
public record Graphics(boolean hardware, Optional<String> driver, List<String> cards, boolean library) {

    /** The call that lets Winnow use a tensor library that can compute on cards. */
    public static final String WITH_LIBRARY =
            "PYTORCH_LIBRARY_PATH=/path/to/libtorch/lib PYTORCH_FLAVOR=cu128 PYTORCH_VERSION=2.7.1 ./winnow doctor";

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d[\\d.]*)");
    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(.+?)\\s*$");

    /**
     * What is missing for a device, and what mends it.
     *
     * @param what a clause such as {@code there is no driver}
     * @param command one line to type
     */
    public record Missing(String what, String command) {

        public Missing {
            requireNonNull(what, "what");
            requireNonNull(command, "command");
        }
    }

    public Graphics {
        requireNonNull(driver, "driver");
        cards = List.copyOf(cards);
    }

    /**
     * Looks at a machine.
     *
     * @param root of its file system
     * @param libtorch folder of the tensor library in use
     */
    public static Graphics look(Path root, Path libtorch) {
        Optional<String> driver = driver(root);
        List<String> cards = driver.isPresent() ? cards(root) : List.of();
        boolean library =
                Stream.of("libtorch_cuda.so", "torch_cuda.dll").anyMatch(name -> Files.exists(libtorch.resolve(name)));
        return new Graphics(!cards.isEmpty() || driver.isPresent() || builtIn(root), driver, cards, library);
    }

    private static Optional<String> driver(Path root) {
        Path linux = root.resolve("proc/driver/nvidia/version");
        if (Files.isReadable(linux)) {
            Matcher version = VERSION.matcher(text(linux));
            return Optional.of(version.find() ? version.group(1) : "of unknown version");
        }
        Path windows = root.resolve("Windows/System32/nvcuda.dll");
        return Files.exists(windows) ? Optional.of("of unknown version") : Optional.empty();
    }

    private static List<String> cards(Path root) {
        List<String> cards = new ArrayList<>();
        for (Path card : entries(root.resolve("proc/driver/nvidia/gpus"))) {
            Matcher model = MODEL.matcher(text(card.resolve("information")));
            cards.add(model.find() ? model.group(1) : "a card that tells no name");
        }
        return cards;
    }

    /** Whether the bus has a display controller of NVIDIA. */
    private static boolean builtIn(Path root) {
        return entries(root.resolve("sys/bus/pci/devices")).stream()
                .anyMatch(d -> text(d.resolve("vendor")).strip().equals("0x10de")
                        && text(d.resolve("class")).strip().startsWith("0x03"));
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of(); // this system tells nothing there
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // not told
        }
    }

    /** What is missing before card {@code number} can be used; nothing when the tensor library may be asked. */
    public Optional<Missing> missing(int number) {
        if (!hardware) {
            return Optional.of(new Missing("there is no graphics card of NVIDIA in this machine", "--device cpu"));
        } else if (driver.isEmpty()) {
            return Optional.of(new Missing("there is a graphics card but not its driver", driverCommand()));
        } else if (!cards.isEmpty() && number >= cards.size()) {
            String found = cards.size() == 1 ? "only cuda:0" : "only cuda:0 to cuda:" + (cards.size() - 1);
            return Optional.of(new Missing("this machine has " + found, "--device cuda:0"));
        } else if (!library) {
            return Optional.of(new Missing("the tensor library in use is the one for processors", WITH_LIBRARY));
        }
        return Optional.empty();
    }

    private static String driverCommand() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            String release = text(Path.of("/etc/os-release"));
            return release.contains("ubuntu")
                    ? "sudo ubuntu-drivers install"
                    : release.contains("fedora")
                            ? "sudo dnf install akmod-nvidia xorg-x11-drv-nvidia-cuda"
                            : "sudo apt-get install nvidia-driver";
        }
        return "winget install Nvidia.GeForceExperience";
    }
}
