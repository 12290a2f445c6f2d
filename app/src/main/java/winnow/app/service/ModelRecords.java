package winnow.app.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of models beside the settings: reports of self-tests by fingerprint, what Winnow downloaded, and
 * which models of the hub cache are not to be listed. A damaged file is put aside. Thread-safe.
 */
public final class ModelRecords {

    private static final Logger log = LoggerFactory.getLogger(ModelRecords.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * A snapshot Winnow downloaded.
     *
     * @param folder of the snapshot, absolute
     * @param source repository and commit, as in {@code org/name@0123…}
     * @param root no file outside of this folder belongs to it
     * @param files what the download made: files and links, absolute
     */
    public record Download(Path folder, String source, Path root, List<Path> files) {
        public Download {
            requireNonNull(folder, "folder");
            requireNonNull(source, "source");
            requireNonNull(root, "root");
            files = List.copyOf(files);
        }
    }

    /** The file as it stands: a list may be missing; what is there must be whole, or the file counts as damaged. */
    private record Stored(
            @Nullable List<String> hidden,
            @Nullable List<StoredDownload> downloads,
            @Nullable Map<String, StoredReport> checks) {
        private Stored {
            hidden = hidden == null ? List.of() : List.copyOf(hidden);
            downloads = downloads == null ? List.of() : List.copyOf(downloads);
            checks = checks == null ? Map.of() : Map.copyOf(checks);
        }
    }

    private record StoredDownload(String folder, String source, String root, List<String> files) {
        private StoredDownload {
            requireNonNull(folder, "folder");
            requireNonNull(source, "source");
            requireNonNull(root, "root");
            files = List.copyOf(files);
        }
    }

    private record StoredReport(
            String model, String precision, List<SelfTestReport.Row> rows, double seconds, String at) {
        private StoredReport {
            requireNonNull(model, "model");
            requireNonNull(precision, "precision");
            requireNonNull(at, "at");
            rows = List.copyOf(rows);
        }
    }

    /** The same, to be changed. */
    private static final class Content {
        private final List<Path> hidden = new ArrayList<>();
        private final List<Download> downloads = new ArrayList<>();
        private final Map<String, SelfTestReport> checks = new TreeMap<>();
    }

    private final Path file;

    ModelRecords(Path file) {
        this.file = file;
    }

    /** The last self-test of the snapshot with this fingerprint. */
    public Optional<SelfTestReport> report(String fingerprint) {
        return Optional.ofNullable(read().checks.get(fingerprint));
    }

    /** Keeps a report in place of the last one of that fingerprint. */
    void keep(SelfTestReport report) throws IOException {
        change(content -> content.checks.put(report.fingerprint(), report));
    }

    /** The download a folder came from. */
    public Optional<Download> download(Path folder) {
        return read().downloads.stream().filter(d -> d.folder().equals(folder)).findFirst();
    }

    /** All downloads, the oldest first. */
    List<Download> downloads() {
        return List.copyOf(read().downloads);
    }

    /** Keeps a download; files an earlier one made for the same folder are remembered too. */
    void keep(Download download) throws IOException {
        change(content -> {
            List<Path> files = new ArrayList<>(download.files());
            for (Download old : content.downloads) {
                if (old.folder().equals(download.folder())) {
                    old.files().stream().filter(f -> !files.contains(f)).forEach(files::add);
                }
            }
            content.downloads.removeIf(old -> old.folder().equals(download.folder()));
            content.downloads.add(new Download(download.folder(), download.source(), download.root(), files));
        });
    }

    /** Forgets that a folder was downloaded. */
    void forgetDownload(Path folder) throws IOException {
        change(content -> content.downloads.removeIf(d -> d.folder().equals(folder)));
    }

    boolean isHidden(Path folder) {
        return read().hidden.contains(folder);
    }

    /** Leaves a folder out of the list, or no longer. */
    void hide(Path folder, boolean hidden) throws IOException {
        if (isHidden(folder) == hidden) {
            return;
        }
        change(content -> {
            content.hidden.remove(folder);
            if (hidden) {
                content.hidden.add(folder);
            }
        });
    }

    private synchronized void change(Consumer<Content> change) throws IOException {
        Content content = read();
        change.accept(content);
        Files.createDirectories(requireNonNull(file.getParent(), "a file in a folder"));
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, JSON.writeValueAsString(stored(content)));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private synchronized Content read() {
        if (!Files.exists(file)) {
            return new Content();
        }
        try {
            Stored stored = JSON.readValue(Files.readString(file), Stored.class);
            return stored == null ? new Content() : content(stored);
        } catch (JsonProcessingException | DateTimeException | InvalidPathException e) {
            putAside(e);
        } catch (IOException e) {
            log.warn("{} cannot be read; models count as not tested", file, e);
        }
        return new Content();
    }

    private void putAside(Exception why) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            log.warn("{} was damaged; it is kept as {} and models count as not tested", file, aside, why);
        } catch (IOException e) {
            log.warn("{} is damaged and cannot be put aside; models count as not tested", file, e);
        }
    }

    private static Content content(Stored stored) {
        Content content = new Content();
        requireNonNull(stored.hidden(), "made so").forEach(path -> content.hidden.add(Path.of(path)));
        for (StoredDownload d : requireNonNull(stored.downloads(), "made so")) {
            List<Path> files = d.files().stream().map(Path::of).toList();
            content.downloads.add(new Download(Path.of(d.folder()), d.source(), Path.of(d.root()), files));
        }
        requireNonNull(stored.checks(), "made so").forEach((fingerprint, r) -> {
            Instant at = Instant.parse(r.at());
            content.checks.put(
                    fingerprint, new SelfTestReport(r.model(), fingerprint, r.precision(), r.rows(), r.seconds(), at));
        });
        return content;
    }

    private static Stored stored(Content content) {
        Map<String, StoredReport> checks = new TreeMap<>();
        content.checks.forEach((fingerprint, r) -> checks.put(
                fingerprint, new StoredReport(r.model(), r.precision(), r.rows(), r.seconds(), r.at().toString())));
        return new Stored(
                content.hidden.stream().map(Path::toString).toList(),
                content.downloads.stream()
                        .map(d -> new StoredDownload(
                                d.folder().toString(),
                                d.source(),
                                d.root().toString(),
                                d.files().stream().map(Path::toString).toList()))
                        .toList(),
                checks);
    }
}
