package winnow.app.service;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.torch.Graphics;
import winnow.scoring.torch.TorchEngine;

/** Looks whether everything the program needs is there. Starts the tensor library, scores nothing; may take seconds. */
public final class DoctorService {

    private static final List<String> ABILITIES =
            List.of("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16", "asimd", "bf16", "sve");

    private final SettingsFile settings;
    private final boolean display;

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param ok whether it is there and works
     * @param needed whether scoring and the commands need it
     * @param found what was found, or what is wrong and what to do
     * @param fix the one line to type that mends it, where one does
     */
    public record Check(String name, boolean ok, boolean needed, String found, Optional<String> fix) {

        public Check {
            requireNonNull(name, "name");
            requireNonNull(found, "found");
            requireNonNull(fix, "fix");
        }

        /** Something no line mends. */
        public Check(String name, boolean ok, boolean needed, String found) {
            this(name, ok, needed, found, Optional.empty());
        }
    }

    /**
     * Prepares the examination.
     *
     * @param display whether a display was found
     */
    public DoctorService(SettingsFile settings, boolean display) {
        this.settings = settings;
        this.display = display;
    }

    /** Looks at everything, in the order in which it is needed. */
    public List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(new Check("memory", true, true, memory()));
        checks.add(folder("settings folder", settings.folder()));
        checks.add(folder("native cache", nativeCache()));
        checks.add(folder("temporary folder", Path.of(System.getProperty("java.io.tmpdir", "/tmp"))));
        checks.add(database());
        checks.add(new Check("processor", true, true, processor(Path.of("/proc/cpuinfo"))));
        checks.addAll(engine());
        checks.add(model());
        checks.add(formats());
        checks.add(new Check("display", display, false, display ? "there" : "none: commands work, no window opens"));
        return checks;
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        String found = Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ", " + Runtime.getRuntime().availableProcessors() + " cores";
        return new Check("java", feature >= 17, true, found);
    }

    private static String memory() {
        return Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB for Java, the model's own memory not counted";
    }

    private static Check folder(String name, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "winnow", ".try"));
            return new Check(name, true, true, folder.toString());
        } catch (IOException e) {
            return new Check(
                    name,
                    false,
                    true,
                    folder + " cannot be written. Change its permissions or name another folder.",
                    Optional.of("chmod u+rwx '" + folder + "'"));
        }
    }

    /** Where DJL unpacks the native libraries; the same rule as its own. */
    private static Path nativeCache() {
        return Optional.ofNullable(System.getProperty("DJL_CACHE_DIR"))
                .or(() -> Optional.ofNullable(System.getenv("DJL_CACHE_DIR")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".djl.ai"));
    }

    private static Check database() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return new Check(
                    "database", true, true, "SQLite " + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return new Check("database", false, true, "SQLite cannot be started: " + e.getMessage());
        }
    }

    /** What it is called and which of its abilities the tensor library makes use of. */
    static String processor(Path info) {
        String known;
        try {
            known = Files.readString(info);
        } catch (IOException e) {
            return System.getProperty("os.arch") + ", this system tells no more";
        }
        Matcher name = Pattern.compile("(?m)^model name\\s*: (.*)$").matcher(known);
        Matcher flags = Pattern.compile("(?m)^(?:flags|Features)\\s*: (.*)$").matcher(known);
        List<String> has = flags.find() ? List.of(flags.group(1).split(" ")) : List.of();
        List<String> used = ABILITIES.stream().filter(has::contains).toList();
        boolean fast = has.contains("amx_bf16") || has.contains("avx512_bf16") || has.contains("bf16");
        return (name.find() ? name.group(1).strip() : System.getProperty("os.arch"))
                + (used.isEmpty() ? "" : " (" + String.join(", ", used) + ")")
                + (fast ? "" : "; bfloat16 is slower than float32 on it");
    }

    private static List<Check> engine() {
        try (NDManager manager = TorchEngine.start(ModelOptions.DEFAULT)) {
            String version = manager.getEngine().getVersion();
            String device = TorchEngine.device(ModelOptions.DEFAULT);
            return List.of(
                    new Check("engine", !version.isEmpty(), true, TorchEngine.description()),
                    card(TorchEngine.graphics(), DoctorService::memory),
                    new Check("device", true, true, "auto means " + device));
        } catch (ScoringException e) {
            return List.of(new Check("engine", false, true, String.valueOf(e.getMessage())));
        }
    }

    /** The graphics cards, their driver, and what is missing before they can be used. */
    static Check card(Graphics graphics, IntFunction<String> memory) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < graphics.cards().size(); i++) {
            found.add("cuda:" + i + " " + graphics.cards().get(i) + memory.apply(i));
        }
        graphics.driver().ifPresent(version -> found.add("driver " + version));
        Optional<Graphics.Missing> missing = graphics.missing(0);
        missing.ifPresent(m -> found.add(m.what()));
        return new Check(
                "graphics card",
                missing.isEmpty(),
                false,
                String.join(", ", found),
                missing.filter(m -> graphics.hardware()).map(Graphics.Missing::command));
    }

    private static String memory(int card) {
        return TorchEngine.memory(card)
                .map(m -> ", " + (m.getMax() >> 20) + " MiB, " + ((m.getMax() - m.getCommitted()) >> 20) + " MiB free")
                .orElse("");
    }

    private Check model() {
        Models models = new Models(settings);
        try {
            ModelInfo shipped = models.inspect(models.folder(Models.DEFAULT));
            String trained = shipped.trained() ? "" : ", untrained: its scores mean nothing";
            return new Check("shipped model", true, true, shipped.name() + " (" + shipped.kind() + trained + ")");
        } catch (ScoringException e) {
            return new Check("shipped model", false, true, String.valueOf(e.getMessage()));
        }
    }

    private static Check formats() {
        List<String> ids = new Formats().all().stream().map(Formats.Format::id).toList();
        return new Check("formats", !ids.isEmpty(), true, String.join(", ", ids));
    }
}
