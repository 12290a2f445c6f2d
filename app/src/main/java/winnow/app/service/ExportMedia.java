package winnow.app.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.app.service.ExportService.MediaChoice;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaFolder;

/**
 * Brings the pictures and videos of kept records into an export, each once, and lists them in {@code media.jsonl}. What
 * is where is looked up in the folder itself, so that a million files need no more memory than a thousand.
 */
final class ExportMedia implements AutoCloseable {

    private static final int REMEMBERED = 10_000;
    private static final int BUFFER = 1 << 17;

    private record Key(long datasetId, String path) {}

    private final Path workspace;
    private final Staging staging;
    private final MediaChoice choice;
    private final ExportMediaNames names;
    private final CancelToken cancel;
    private final HashedFile list;
    private final JsonFactory json = new JsonFactory();
    private final Map<Key, String> placed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long copied;
    private long linked;
    private long missing;
    private long bytes;
    private long lines;

    ExportMedia(Path workspace, Staging staging, MediaChoice choice, ExportMediaNames names, CancelToken cancel)
            throws IOException {
        this.workspace = workspace;
        this.staging = staging;
        this.choice = choice;
        this.names = names;
        this.cancel = cancel;
        this.list = new HashedFile(staging.file(ExportPlan.MEDIA));
    }

    /** The path a record of the export names a picture or video by: where that cannot be found, the one it has. */
    String place(Dataset dataset, Media media) throws IOException {
        Key key = new Key(dataset.id(), media.path());
        String known = placed.get(key);
        if (known == null) {
            cancel.check();
            known = bring(dataset, media.path());
            placed.put(key, known);
        }
        return known;
    }

    private String bring(Dataset dataset, String path) throws IOException {
        Path source;
        try {
            source = MediaFolder.roots(workspace, dataset.mediaRoots()).resolve(path);
        } catch (IOException e) {
            missing++;
            line("media", path, "dataset", dataset.name(), "reason", String.valueOf(e.getMessage()));
            return path;
        }
        for (ExportMediaNames.Name name : names.of(dataset.id(), path, source)) {
            Path file = staging.file(name.file());
            if (belowFile(name.file())) {
                continue;
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(file.getParent());
                add(source, file, name.file());
                return name.path();
            }
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(source, file) < 0) {
                return name.path();
            }
        }
        throw new IllegalStateException("No name in the export is left for " + source);
    }

    /** Whether a file stands where a folder of the name would have to. */
    private boolean belowFile(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (Files.isRegularFile(staging.file(name.substring(0, slash)), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private void add(Path source, Path file, String name) throws IOException {
        boolean link = choice == MediaChoice.LINK && link(source, file);
        String sha256 = link ? Hashes.of(file, cancel) : copy(source, file);
        long size = Files.size(file);
        copied += link ? 0 : 1;
        linked += link ? 1 : 0;
        bytes += size;
        line("path", name, "sha256", sha256, "source", source.toString(), "how", link ? "link" : "copy");
    }

    /** False where the system gives no hard link: between disks, and on some disks at all. */
    private static boolean link(Path source, Path file) {
        try {
            Files.createLink(file, source);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // it is copied instead, and counted so
        }
    }

    private String copy(Path source, Path file) throws IOException {
        MessageDigest digest = Hashes.digest();
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = new DigestOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), digest)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                cancel.check();
            }
        }
        return Hashes.text(digest);
    }

    private void line(String... namesAndValues) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator line = json.createGenerator(text)) {
            line.writeStartObject();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                line.writeStringField(namesAndValues[i], namesAndValues[i + 1]);
            }
            line.writeEndObject();
        }
        list.writer().write(text.append('\n').toString());
        lines++;
    }

    /** What was brought so far. */
    ExportService.MediaReport report() {
        return new ExportService.MediaReport(choice, copied, linked, missing, bytes);
    }

    /** Files and reasons listed so far. */
    long lines() {
        return lines;
    }

    /** Ends the list; returns its SHA-256. */
    String finish() throws IOException {
        return list.finish();
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
