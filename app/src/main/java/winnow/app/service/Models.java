package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.ModelView;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.store.data.ScoringRun;

/** Finds and loads reward models. Thread-safe. */
public final class Models {

    /** What {@code --model} says for the model that comes with Winnow. */
    public static final String DEFAULT = "default";

    /** What {@code --model} says for the model that knows the demo world, and nothing else. */
    public static final String DEMO_WORLD = "demo-world";

    private static final Logger log = LoggerFactory.getLogger(Models.class);

    private final SettingsFile settings;
    private final RewardModels kinds;
    private final ShippedModel shipped;
    private final ShippedModel world;
    private final Fingerprints fingerprints;
    private final ModelRecords records;
    private final KeptModel kept = new KeptModel();

    /** The models of this installation, plug-ins included. */
    public Models(SettingsFile settings) {
        this(settings, new RewardModels(), "/winnow/demo/model");
    }

    Models(SettingsFile settings, RewardModels kinds, String shippedResources) {
        this.settings = settings;
        this.kinds = kinds;
        Path cache = settings.folder().resolve("cache");
        this.shipped = new ShippedModel(shippedResources, cache.resolve("models"));
        this.world = new ShippedModel("/winnow/demo/world", cache.resolve("models"));
        this.fingerprints = new Fingerprints(cache.resolve("fingerprints.json"));
        this.records = new ModelRecords(settings.folder().resolve("models.json"));
    }

    /**
     * Folder of a model.
     *
     * @param name {@link #DEFAULT}, {@link #DEMO_WORLD} or a folder
     * @throws ScoringException if the shipped model cannot be unpacked
     */
    public Path folder(String name) throws ScoringException {
        return switch (name) {
            case DEFAULT -> shipped.folder();
            case DEMO_WORLD -> world.folder();
            default -> Path.of(name).toAbsolutePath().normalize();
        };
    }

    /** Folder of a model that comes with Winnow; empty where the name is of none. */
    public Optional<Path> shipped(String name) throws IOException {
        try {
            return isShipped(name) ? Optional.of(folder(name)) : Optional.empty();
        } catch (ScoringException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Looks at a snapshot without loading its weights. Its fingerprint is remembered while its files do not change.
     *
     * @throws ScoringException if no provider knows it or files are missing
     */
    public ModelInfo inspect(Path folder) throws ScoringException {
        return inspect(folder, bytes -> {});
    }

    /**
     * The same.
     *
     * @param bytesDone told how many bytes were read, where the fingerprint is not known yet; may throw to stop
     * @throws ScoringException if no provider knows it or files are missing
     */
    public ModelInfo inspect(Path folder, LongConsumer bytesDone) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        return fingerprints.of(absolute, kinds.providerOf(absolute), bytesDone);
    }

    /**
     * The same without reading all of the weights: the fingerprint is empty where it is not known yet.
     *
     * @throws ScoringException if no provider knows it or files are missing
     */
    public ModelInfo describe(Path folder) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        RewardModelProvider provider = kinds.providerOf(absolute);
        Optional<ModelInfo> known = fingerprints.known(absolute, provider);
        return known.isPresent() ? known.get() : provider.describe(absolute);
    }

    /** Whether a name is that of a model that comes with Winnow. */
    static boolean isShipped(String name) {
        return name.equals(DEFAULT) || name.equals(DEMO_WORLD);
    }

    /** Names of tensors of a snapshot that no part of the model reads. */
    List<String> unexpected(Path folder) throws ScoringException {
        return kinds.providerOf(folder).unexpected(folder);
    }

    /** Whether a folder is a snapshot of a kind there is, complete or not. */
    boolean isSnapshot(Path folder) {
        try {
            return kinds.providerOf(folder).accepts(folder);
        } catch (ScoringException e) {
            log.debug("{} is no snapshot", folder, e);
            return false;
        }
    }

    /** The list of all models, those of a cache of the hub included. */
    public ModelCatalog catalog(HubCache cache) {
        return new ModelCatalog(this, settings, cache);
    }

    /** Looks whether everything scoring needs is on this machine. The window asks, so there is a display. */
    public DoctorService doctor() {
        return new DoctorService(settings, true);
    }

    /** What is remembered of models: self-tests and downloads. */
    public ModelRecords records() {
        return records;
    }

    /** What the user set for how Winnow works. */
    Preferences preferences() {
        return settings.read().preferences();
    }

    /**
     * Loads a snapshot; the model belongs to the calling thread. Options that leave the threads open get those the user
     * set.
     *
     * @throws ScoringException if it cannot be loaded
     */
    public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        letGo();
        return loadFresh(folder, options);
    }

    private RewardModel loadFresh(Path folder, ModelOptions options) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        ModelOptions asked =
                options.threads() == 0 ? options.onThreads(preferences().threads()) : options;
        RewardModel model = kinds.providerOf(absolute).load(absolute, asked);
        remember(absolute);
        return model;
    }

    /**
     * The same model again where it is still loaded. It stays so until another one is loaded on this thread or
     * {@link #letGo} is called there; it is not for the caller to close.
     *
     * @throws ScoringException if it cannot be loaded
     */
    RewardModel keepLoaded(Path folder, ModelOptions options) throws ScoringException {
        return kept.get(folder, options, this::loadFresh);
    }

    /** Whether {@link #keepLoaded} need not load this one. */
    boolean keeps(Path folder, ModelOptions options) {
        return kept.holds(folder, options);
    }

    /** Closes a model that was kept loaded on this thread. */
    void letGo() {
        kept.close();
    }

    /**
     * Where the model of a run is now. Reads all of its weights where their fingerprint is not known.
     *
     * @throws ScoringException if it is not where it was, or was changed
     */
    ModelInfo of(ScoringRun run) throws ScoringException {
        if (run.kind().equals(OutsideScores.KIND)) {
            throw new ScoringException("The scores of run " + run.id() + " came from the file of another program ("
                    + run.model() + "), so there is no model here to ask.");
        }
        for (ModelInfo known : known()) {
            String fingerprint =
                    known.fingerprint().isEmpty() ? inspect(known.folder()).fingerprint() : known.fingerprint();
            if (fingerprint.equals(run.fingerprint())) {
                return known;
            }
        }
        throw new ScoringException("The model " + run.model()
                + " is not where it was, or was changed. Choose it on the data screen and score again.");
    }

    /** What a model gets to see of a file; see {@link RewardModelProvider#view}. */
    Optional<ModelView> view(Path folder, Path file, boolean video, int pictures, InputOptions options)
            throws ScoringException {
        return kinds.providerOf(folder).view(folder, file, video, pictures, options);
    }

    /**
     * The shipped model and those used before, the shipped one first; folders that are gone are left out. Fingerprints
     * may be empty, as of {@link #describe}.
     */
    public List<ModelInfo> known() {
        List<Path> folders = new ArrayList<>();
        for (ShippedModel each : List.of(shipped, world)) {
            try {
                folders.add(each.folder());
            } catch (ScoringException e) {
                log.warn("The list of models goes without one that comes with Winnow", e);
            }
        }
        settings.read().models().stream()
                .filter(folder -> !folders.contains(folder))
                .forEach(folders::add);
        List<ModelInfo> known = new ArrayList<>();
        for (Path folder : folders) {
            try {
                known.add(describe(folder));
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
}
