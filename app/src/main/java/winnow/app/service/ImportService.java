package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import winnow.store.data.Dataset;
import winnow.store.data.Reject;
import winnow.store.db.Workspace;
import winnow.store.format.DatasetReader;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Lanes.Lane;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;

/**
 * Brings dataset files into the workspace. Shared by the window and the command line; blocks, so not on the JavaFX
 * thread.
 */
public final class ImportService {

    private static final long CHARS_AHEAD = 6_000_000;

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
    private final Lanes lanes;

    ImportService(Workspace workspace, Formats formats, Lanes lanes) {
        this.workspace = workspace;
        this.formats = formats;
        this.lanes = lanes;
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
            ImportReader.Found found =
                    store(id, reader, file, done -> progress.update(Math.min(done, size), size), cancel);
            if (found.records() == 0) {
                throw new IOException(file + " holds no record.");
            }
            if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(modified)) {
                throw new IOException(file + " was changed while it was read. Import it again once it is complete.");
            }
            workspace.mediaRoots().choose(id, roots.isEmpty() ? parentOf(file) : roots);
            cancel.check();
            published = workspace.datasets().publish(id, found.records(), found.imported(), found.rejected());
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

    /** Stores on this thread what another one reads. */
    private ImportReader.Found store(
            long id, DatasetReader reader, Path file, LongConsumer progress, CancelToken cancel) throws IOException {
        Handover<ImportBatch> handover = new Handover<>(CHARS_AHEAD);
        ImportReader batches =
                new ImportReader(id, workspace.samples(), handover, MediaFolder.of(workspace.file()), cancel);
        Future<ImportReader.Found> reading = lanes.on(Lane.READ).submit(() -> batches.read(reader, file));
        try (Settling settling = new Settling(workspace.log(), lanes)) {
            for (Optional<ImportBatch> batch = handover.take(); batch.isPresent(); batch = handover.take()) {
                cancel.check();
                store(id, batch.get());
                progress.accept(batch.get().bytes());
                settling.wrote();
            }
            return Futures.result(reading);
        } finally {
            handover.abandon();
            Futures.await(reading);
        }
    }

    private void store(long id, ImportBatch batch) {
        batch.container().ifPresent(container -> workspace.containers().add(id, container));
        workspace.samples().add(batch.samples());
        if (!batch.prompts().isEmpty()) {
            workspace.prompts().add(id, batch.prompts());
        }
        if (!batch.rejects().isEmpty()) {
            workspace.rejects().add(id, batch.rejects());
        }
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
}
