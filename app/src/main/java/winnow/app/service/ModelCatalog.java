package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.scoring.ModelInfo;
import winnow.scoring.ScoringException;

/**
 * The list of models: the shipped one, those added or used, downloads, and what is in the hub cache. Opens no
 * connection and reads no weights. Thread-safe.
 */
public final class ModelCatalog {

    private static final Logger log = LoggerFactory.getLogger(ModelCatalog.class);

    /** How far below a folder snapshots are looked for: enough for a cache of the hub. */
    private static final int DEPTH = 5;

    private final Models models;
    private final SettingsFile settings;
    private final HubCache cache;

    /**
     * What adding a folder came to.
     *
     * @param added the snapshots found in it or below it, now in the list
     * @param skipped snapshots that cannot be used; they say why
     */
    public record Added(List<KnownModel> added, List<KnownModel> skipped) {
        public Added {
            added = List.copyOf(added);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * What removing a model came to.
     *
     * @param folder no longer in the list
     * @param deleted files that are gone from the disk
     */
    public record Removed(Path folder, List<Path> deleted) {
        public Removed {
            requireNonNull(folder, "folder");
            deleted = List.copyOf(deleted);
        }
    }

    /** The list of this installation. */
    public ModelCatalog(Models models, SettingsFile settings, HubCache cache) {
        this.models = models;
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * Every model: those that come with Winnow, then those added, the last used first, then downloads and the hub
     * cache.
     */
    public List<KnownModel> list() {
        Map<Path, KnownModel> list = new LinkedHashMap<>();
        for (String name : List.of(Models.DEFAULT, Models.DEMO_WORLD)) {
            try {
                Path shipped = models.folder(name);
                list.put(real(shipped), look(shipped, KnownModel.Origin.SHIPPED, "", ""));
            } catch (ScoringException e) {
                log.warn("The list of models goes without the shipped one called {}", name, e);
            }
        }
        Map<Path, HubCache.Snapshot> cached = new LinkedHashMap<>();
        cache.snapshots().forEach(snapshot -> cached.put(real(snapshot.folder()), snapshot));
        for (Path folder : settings.read().models()) {
            if (Files.isDirectory(folder)) { // what is gone is not listed
                list.computeIfAbsent(real(folder), key -> added(folder, cached.get(key)));
            }
        }
        for (ModelRecords.Download download : models.records().downloads()) {
            if (Files.isDirectory(download.folder()) && !models.records().isHidden(download.folder())) {
                list.computeIfAbsent(real(download.folder()), key -> added(download.folder(), cached.get(key)));
            }
        }
        cached.forEach((key, snapshot) -> {
            if (!list.containsKey(key) && !models.records().isHidden(snapshot.folder()) && judges(snapshot)) {
                list.put(key, look(snapshot.folder(), KnownModel.Origin.HUB_CACHE, snapshot.repo(), snapshot.source()));
            }
        });
        return List.copyOf(list.values());
    }

    /** The cache holds models of all sorts: those that are no reward models are not listed. */
    private boolean judges(HubCache.Snapshot snapshot) {
        return models.isSnapshot(snapshot.folder());
    }

    private KnownModel added(Path folder, HubCache.@Nullable Snapshot cached) {
        Optional<ModelRecords.Download> download = models.records().download(folder);
        String source = download.map(ModelRecords.Download::source).orElse(cached == null ? "" : cached.source());
        KnownModel.Origin origin = download.isPresent()
                ? KnownModel.Origin.DOWNLOADED
                : cached == null ? KnownModel.Origin.ADDED : KnownModel.Origin.HUB_CACHE;
        return look(folder, origin, cached == null ? "" : cached.repo(), source);
    }

    private KnownModel look(Path folder, KnownModel.Origin origin, String name, String source) {
        try {
            ModelInfo info = models.describe(folder);
            Optional<SelfTestReport> report = info.fingerprint().isEmpty()
                    ? Optional.empty()
                    : models.records().report(info.fingerprint());
            String called = name.isEmpty() ? info.name() : name;
            KnownModel.State state = KnownModel.state(info, report);
            return new KnownModel(folder, called, Optional.of(info), state, origin, source, report, "");
        } catch (ScoringException e) {
            Path last = folder.getFileName();
            String called = name.isEmpty() ? String.valueOf(last == null ? folder : last) : name;
            return new KnownModel(
                    folder,
                    called,
                    Optional.empty(),
                    KnownModel.State.INCOMPLETE,
                    origin,
                    source,
                    Optional.empty(),
                    String.valueOf(e.getMessage()));
        }
    }

    /**
     * The folder of a model.
     *
     * @param name {@link Models#DEFAULT}, {@link Models#DEMO_WORLD}, a folder, or the name of a model in the list, as
     *     in {@code org/name}
     * @throws ScoringException if several models of the list have that name, or the shipped one cannot be unpacked
     */
    public Path folder(String name) throws ScoringException {
        if (Models.isShipped(name) || isFolder(name)) {
            return models.folder(name);
        }
        List<KnownModel> named = list().stream()
                .filter(model -> model.name().equals(name) || model.source().equals(name))
                .toList();
        if (named.size() > 1) {
            throw new ScoringException("There are " + named.size() + " models called " + name + ". Name a folder: "
                    + String.join(
                            ", ", named.stream().map(m -> m.folder().toString()).toList()) + ".");
        }
        return named.isEmpty() ? models.folder(name) : named.get(0).folder();
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false; // then it can only be the name of a model
        }
    }

    /** One model as the list shows it, whether it is in the list or not. */
    public KnownModel look(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path key = real(absolute);
        return list().stream()
                .filter(model -> real(model.folder()).equals(key))
                .findFirst()
                .orElseGet(() -> look(absolute, KnownModel.Origin.ADDED, "", ""));
    }

    /**
     * Puts a folder into the list, or all snapshots below it, and works out their fingerprints.
     *
     * @param bytesDone told how many bytes of one snapshot were read; may throw to stop
     * @throws ScoringException if there is no such folder, or no reward model in it
     * @throws IOException if the list cannot be written
     */
    public Added add(Path folder, LongConsumer bytesDone) throws ScoringException, IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> snapshots = snapshots(absolute);
        List<KnownModel> added = new ArrayList<>();
        List<KnownModel> skipped = new ArrayList<>();
        for (Path snapshot : snapshots) {
            KnownModel seen = look(snapshot);
            if (seen.info().isEmpty()) {
                skipped.add(seen);
                continue;
            }
            ModelInfo read = models.inspect(snapshot, bytesDone);
            log.debug("{} has the fingerprint {}", snapshot, read.fingerprint());
            models.records().hide(snapshot, false);
            settings.update(now -> now.usingModel(snapshot));
            added.add(look(snapshot));
        }
        if (added.isEmpty()) {
            throw new ScoringException(
                    skipped.isEmpty()
                            ? "There is no reward model in " + absolute + " or the folders in it."
                            : skipped.get(0).problem());
        }
        return new Added(added, skipped);
    }

    private List<Path> snapshots(Path folder) throws ScoringException {
        if (!Files.isDirectory(folder)) {
            throw new ScoringException("There is no model folder " + folder + ".");
        }
        if (Files.isRegularFile(folder.resolve("config.json"))) {
            return List.of(folder);
        }
        try (Stream<Path> below = Files.find(
                folder, DEPTH, (path, attributes) -> path.endsWith("config.json") && Files.isRegularFile(path))) {
            return below.map(config -> requireNonNull(config.getParent(), "a file in a folder"))
                    .filter(models::isSnapshot)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ScoringException("The folder " + folder + " cannot be searched: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Takes a model off the list.
     *
     * @param delete whether to delete what Winnow downloaded, too
     * @throws ScoringException if it is the shipped model, or {@code delete} is asked of what Winnow did not download
     * @throws IOException if the list cannot be written or a file cannot be deleted
     */
    public Removed remove(Path folder, boolean delete) throws ScoringException, IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        KnownModel model = look(absolute);
        if (model.origin() == KnownModel.Origin.SHIPPED) {
            throw new ScoringException("The model that comes with Winnow stays in the list.");
        }
        Path listed = model.folder();
        Optional<ModelRecords.Download> download = models.records().download(listed);
        if (delete && download.isEmpty()) {
            throw new ScoringException(listed + " was not downloaded by Winnow, so nothing in it is deleted. Remove it"
                    + " from the list without --delete, and delete the folder yourself.");
        }
        List<Path> deleted = delete ? DownloadedFiles.delete(download.orElseThrow()) : List.of();
        if (delete) {
            models.records().forgetDownload(listed);
        }
        settings.update(now -> now.withoutModel(listed));
        models.records().hide(listed, !delete && (!model.source().isEmpty() || download.isPresent()));
        return new Removed(listed, deleted);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize(); // gone meanwhile: then its name is all there is
        }
    }
}
