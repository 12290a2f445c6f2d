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
import winnow.store.data.DatasetList;
import winnow.store.data.FieldMap;
import winnow.store.data.ImportWarning;
import winnow.store.data.Reject;
import winnow.store.db.Workspace;
import winnow.store.format.DatasetLists;
import winnow.store.format.DatasetReader;
import winnow.store.format.Head;
import winnow.store.format.QuestionAnswer;
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
     * @param mediaRoots folders its media are looked for in, or ZIP archives with them; empty for the file's own folder
     * @param format id of the reader; empty to guess
     * @param partial whether what can be read of a broken file is taken: one that is cut off, or where something else
     *     stands between the records than belongs there
     * @param fields what fields hold, where that is not to be guessed; only for records of no known layout
     */
    public record Request(Path file, List<Path> mediaRoots, Optional<String> format, boolean partial, FieldMap fields) {
        public Request {
            mediaRoots = List.copyOf(mediaRoots);
        }

        /** Nothing of a broken file; what fields hold is guessed. */
        public Request(Path file, List<Path> mediaRoots, Optional<String> format) {
            this(file, mediaRoots, format, false, FieldMap.NONE);
        }
    }

    /** Says that a file is broken between its records, so that nothing of it was taken. */
    public static final class Broken extends IOException {

        private static final long serialVersionUID = 1;
        private final String where;
        private final long readable;

        Broken(Path file, String where, long readable) {
            super(file + " is broken: " + where + " Mend or fetch the file again"
                    + (readable == 0
                            ? "."
                            : ", or import the " + readable + " samples that can be read with --partial."));
            this.where = where;
            this.readable = readable;
        }

        /** Where it is broken and how, in one sentence. */
        public String where() {
            return where;
        }

        /** Samples that can be read all the same. */
        public long readable() {
            return readable;
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
     * that the reasons can be looked at. A file that is broken itself is not, unless it is asked for, because some of
     * its records may be missing without a trace.
     *
     * @param progress in bytes of the file, as far as its records make it up
     * @throws Broken if the file itself is broken and that was not asked for
     * @throws IOException if the file cannot be read, is of no known format, or holds no record at all
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Dataset run(Request request, Progress progress, CancelToken cancel) throws IOException {
        Path file = request.file().toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is not a file." : " does not exist."));
        }
        List<Path> roots = folders(request.mediaRoots(), cancel);
        DatasetReader reader = reader(file, request);
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
            if (found.broken().isPresent() && !request.partial()) {
                String where = found.broken().map(Reject::reason).orElse("");
                throw new Broken(file, where, found.imported());
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

    /** The first {@code limit} records of a dataset that are odd and were imported all the same, in file order. */
    public List<ImportWarning> warnings(long datasetId, int limit) {
        return workspace.importWarnings().list(datasetId, limit);
    }

    /** How many records of a dataset are odd and were imported all the same. */
    public long warned(long datasetId) {
        return workspace.importWarnings().count(datasetId);
    }

    /** How many records of a dataset ask and are not answered: they are kept, not scored. */
    public long prompts(long datasetId) {
        return workspace.prompts().count(datasetId);
    }

    /** Id of the format a file seems to be of; empty when no reader knows it. */
    public Optional<String> guess(Path file) throws IOException {
        return formats.guess(file).map(DatasetReader::id);
    }

    /**
     * What fields of a file are taken for what, where that is a guess; empty for a layout that is known.
     *
     * @param said what is not to be guessed
     */
    public FieldMap fields(Path file, FieldMap said) throws IOException {
        Head head = Head.of(file);
        boolean guessed =
                !said.isEmpty() || guess(file).filter(QuestionAnswer.ID::equals).isPresent();
        return guessed ? new QuestionAnswer(said).fields(head) : FieldMap.NONE;
    }

    /** The dataset files a file names in the place of records; empty where it is no such list. */
    public Optional<DatasetList> list(Path file) throws IOException {
        return DatasetLists.of(file);
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
        if (!batch.warnings().isEmpty()) {
            workspace.importWarnings().add(id, batch.warnings());
        }
    }

    /** The reader a request means: named, made of what its fields hold, or guessed. */
    DatasetReader reader(Path file, Request request) throws IOException {
        Optional<String> format = request.format();
        if (!request.fields().isEmpty()) {
            if (!format.orElse(QuestionAnswer.ID).equals(QuestionAnswer.ID)) {
                throw new IOException("What fields hold can be said of the format " + QuestionAnswer.ID
                        + " only, not of " + format.get() + ".");
            }
            return new QuestionAnswer(request.fields());
        }
        if (format.isPresent()) {
            return formats.reader(format.get());
        }
        Optional<DatasetReader> guessed = formats.guess(file);
        if (Formats.holdsScores(file, guessed)) {
            throw new IOException(
                    file + " holds scores, not samples. Import the samples they are of, and then the scores"
                            + " with \"winnow import-scores\".");
        }
        return guessed.orElseThrow(() -> new IOException(
                file + " is of no known format. Known are " + formats.known() + "; name one if it is one of these."));
    }

    private Dataset again(Dataset known, List<Path> roots) {
        if (!roots.isEmpty() && !roots.equals(known.mediaRoots())) {
            workspace.mediaRoots().choose(known.id(), roots);
        }
        return workspace.datasets().find(known.id()).orElseThrow();
    }

    private List<Path> folders(List<Path> roots, CancelToken cancel) throws IOException {
        MediaArchives archives = new MediaArchives(workspace.file());
        List<Path> folders = new ArrayList<>();
        for (Path root : roots) {
            folders.add(archives.folder(root, cancel));
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
