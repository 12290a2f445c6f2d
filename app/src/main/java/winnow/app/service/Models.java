package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;

/** Finds and loads reward models. Thread-safe. */
public final class Models {

    /** What {@code --model} says for the model that comes with Winnow. */
    public static final String DEFAULT = "default";

    private static final Logger log = LoggerFactory.getLogger(Models.class);

    private final SettingsFile settings;
    private final List<RewardModelProvider> providers;
    private final ShippedModel shipped;
    private final Fingerprints fingerprints;

    /** The models of this installation, plug-ins included. */
    public Models(SettingsFile settings) {
        this(
                settings,
                ServiceLoader.load(RewardModelProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList(),
                "/winnow/demo/model");
    }

    Models(SettingsFile settings, List<RewardModelProvider> providers, String shippedResources) {
        this.settings = settings;
        this.providers = List.copyOf(providers);
        Path cache = settings.folder().resolve("cache");
        this.shipped = new ShippedModel(shippedResources, cache.resolve("models"));
        this.fingerprints = new Fingerprints(cache.resolve("fingerprints.json"));
    }

    /**
     * Folder of a model.
     *
     * @param name {@link #DEFAULT} or a folder
     * @throws ScoringException if the shipped model cannot be unpacked
     */
    public Path folder(String name) throws ScoringException {
        return name.equals(DEFAULT)
                ? shipped.folder()
                : Path.of(name).toAbsolutePath().normalize();
    }

    /**
     * Looks at a snapshot without loading its weights. Its fingerprint is remembered while its files do not change.
     *
     * @throws ScoringException if no provider knows it or files are missing
     */
    public ModelInfo inspect(Path folder) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        return fingerprints.of(absolute, providerOf(absolute));
    }

    /**
     * Loads a snapshot; the model belongs to the calling thread.
     *
     * @throws ScoringException if it cannot be loaded
     */
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        RewardModel model = providerOf(absolute).load(absolute, options);
        remember(absolute);
        return model;
    }

    /** The shipped model and those used before, the shipped one first; folders that are gone are left out. */
    public List<ModelInfo> known() {
        List<Path> folders = new ArrayList<>();
        try {
            folders.add(shipped.folder());
        } catch (ScoringException e) {
            log.warn("The list of models goes without the shipped one", e);
        }
        settings.read().models().stream()
                .filter(folder -> !folders.contains(folder))
                .forEach(folders::add);
        List<ModelInfo> known = new ArrayList<>();
        for (Path folder : folders) {
            try {
                known.add(inspect(folder));
            } catch (ScoringException e) {
                log.debug("{} is left out of the list of models", folder, e);
            }
        }
        return known;
    }

    private void remember(Path folder) {
        if (folder.startsWith(settings.folder().resolve("cache"))) {
            return;
        }
        try {
            settings.update(now -> now.usingModel(folder));
        } catch (IOException e) {
            log.warn("{} is not remembered as used, because the settings cannot be written", folder, e);
        }
    }

    private RewardModelProvider providerOf(Path folder) throws ScoringException {
        if (!Files.isDirectory(folder)) {
            throw new ScoringException("There is no model folder " + folder + ".");
        }
        for (RewardModelProvider provider : providers) {
            if (provider.accepts(folder)) {
                return provider;
            }
        }
        String known = providers.stream().map(RewardModelProvider::id).collect(Collectors.joining(", "));
        throw new ScoringException("No reward model can load " + folder + ": "
                + (Files.isRegularFile(folder.resolve("config.json"))
                        ? "its config.json describes none of the known kinds"
                        : "it has no config.json")
                + ". Known kinds: " + (known.isEmpty() ? "none" : known)
                + ". Give a folder with config.json, a tokenizer and .safetensors files.");
    }
}
