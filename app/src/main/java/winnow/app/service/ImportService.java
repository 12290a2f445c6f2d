package winnow.app.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.store.data.Container;
import winnow.store.data.Dataset;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.db.Workspace;
import winnow.store.format.DatasetReader;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;

/**
 * Brings dataset files into the workspace. Shared by the window and the command line; blocks, so not on the JavaFX
 * thread.
 */
public final class ImportService {

    private static final int BATCH_RECORDS = 500;
    private static final long BATCH_CHARS = 2_000_000;

    /**
     * What to import.
     *
     * @param file the dataset file; only ever read
     * @param mediaRoots folders its media are looked for in; empty for the file's own folder
     * @param format id of the reader; empty to guess
     */
    public record Request(Path file, List<Path> mediaRoots, Optional<String> format) {
        public Request {
            mediaRoots = List.copyOf(mediaRoots);
        }
    }

    private final Workspace workspace;
    private final Formats formats;

    ImportService(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    /**
     * Reads a file into the workspace, in batches; what was imported when it is cancelled or fails is taken back. A
     * file whose content is in the workspace already is not imported twice: its dataset is returned as it is, with the
     * media folders of this call where some were named. A file of which no record could be read is imported too, so
     * that the reasons can be looked at.
     *
     * @param progress in bytes of the file, as far as its records make it up
     * @throws IOException if the file cannot be read, is of no known format, or holds no record at all
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Dataset run(Request request, Progress progress, CancelToken cancel) throws IOException {
        Path file = request.file().toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is not a file." : " does not exist."));
        }
        List<Path> roots = folders(request.mediaRoots());
        DatasetReader reader = reader(file, request.format());
        long size = Files.size(file);
        FileTime modified = Files.getLastModifiedTime(file);
        String sha256 = Hashes.of(file, cancel);
        Optional<Dataset> known = workspace.datasets().find(sha256);
        if (known.isPresent()) {
            return again(known.get(), roots);
        }
        long id = workspace.datasets().begin(nameOf(file), file, reader.id(), sha256);
        boolean published = false;
        try {
            Batches batches = new Batches(id, size, progress, cancel);
            reader.read(file, batches);
            batches.store();
            if (batches.records == 0) {
                throw new IOException(file + " holds no record.");
            }
            if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(modified)) {
                throw new IOException(file + " was changed while it was read. Import it again once it is complete.");
            }
            workspace.mediaRoots().choose(id, roots.isEmpty() ? parentOf(file) : roots);
            cancel.check();
            published = workspace.datasets().publish(id, batches.records, batches.imported, batches.rejected);
            progress.update(size, size);
        } finally {
            if (!published) {
                workspace.datasets().discard(id);
            }
        }
        return workspace.datasets().find(sha256).orElseThrow();
    }

    /** The first {@code limit} records of a dataset that could not be read, in file order. */
    public List<Reject> rejects(long datasetId, int limit) {
        return workspace.rejects().list(datasetId, -1, limit);
    }

    /** How many records of a dataset ask and are not answered: they are kept, not scored. */
    public long prompts(long datasetId) {
        return workspace.prompts().count(datasetId);
    }

    /** Id of the format a file seems to be of; empty when no reader knows it. */
    public Optional<String> guess(Path file) throws IOException {
        return formats.guess(file).map(DatasetReader::id);
    }

    private DatasetReader reader(Path file, Optional<String> format) throws IOException {
        if (format.isPresent()) {
            return formats.reader(format.get());
        }
        return formats.guess(file)
                .orElseThrow(() -> new IOException(file + " is of no known format. Known are " + formats.known()
                        + "; name one if it is one of these."));
    }

    private Dataset again(Dataset known, List<Path> roots) {
        if (!roots.isEmpty() && !roots.equals(known.mediaRoots())) {
            workspace.mediaRoots().choose(known.id(), roots);
        }
        return workspace.datasets().find(known.id()).orElseThrow();
    }

    private static List<Path> folders(List<Path> roots) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                throw new IOException("The media folder " + root + " does not exist.");
            }
            folders.add(root.toAbsolutePath().normalize());
        }
        return folders;
    }

    private static List<Path> parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? List.of() : List.of(parent);
    }

    private static String nameOf(Path file) {
        String name = FileNames.unpacked(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Collects what the reader finds and stores it in commits short enough for decisions to pass between. */
    private final class Batches implements SampleSink {

        private final long datasetId;
        private final long size;
        private final Progress progress;
        private final CancelToken cancel;
        private final List<Sample> samples = new ArrayList<>();
        private final List<Prompt> prompts = new ArrayList<>();
        private final List<Reject> rejects = new ArrayList<>();
        private long chars;
        private long bytes;
        private long lastRecord = -1;
        private long records;
        private long imported;
        private long rejected;

        Batches(long datasetId, long size, Progress progress, CancelToken cancel) {
            this.datasetId = datasetId;
            this.size = size;
            this.progress = progress;
            this.cancel = cancel;
        }

        @Override
        public void accept(Sample sample) {
            samples.add(sample);
            imported++;
            found(sample.record(), sample.raw());
        }

        @Override
        public void container(Container container) {
            workspace.containers().add(datasetId, container);
        }

        @Override
        public String media(byte[] bytes) throws IOException {
            cancel.check();
            return MediaFolder.of(workspace.file()).put(bytes);
        }

        @Override
        public void prompt(Prompt prompt) {
            prompts.add(prompt);
            found(prompt.record(), prompt.raw());
        }

        @Override
        public void reject(Reject reject) {
            rejects.add(reject);
            rejected++;
            found(reject.record(), reject.raw());
        }

        private void found(long record, String raw) {
            cancel.check();
            chars += raw.length();
            if (record != lastRecord) {
                lastRecord = record;
                records++;
                bytes += raw.getBytes(StandardCharsets.UTF_8).length + 1L;
            }
            if (samples.size() + prompts.size() + rejects.size() >= BATCH_RECORDS || chars >= BATCH_CHARS) {
                store();
            }
        }

        private void store() {
            if (!samples.isEmpty()) {
                workspace.samples().add(datasetId, samples);
            }
            if (!prompts.isEmpty()) {
                workspace.prompts().add(datasetId, prompts);
            }
            if (!rejects.isEmpty()) {
                workspace.rejects().add(datasetId, rejects);
            }
            samples.clear();
            prompts.clear();
            rejects.clear();
            chars = 0;
            progress.update(Math.min(bytes, size), size);
        }
    }
}
