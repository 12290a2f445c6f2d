package winnow.store.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * A ZIP archive with pictures or videos. Nothing of it is written outside of the folder it is unpacked into, and no
 * more than such an archive may hold.
 */
public final class MediaArchive {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_ENTRIES = 2_000_000;
    private static final long ALWAYS = 64L << 20;
    private static final long RATIO = 100; // pictures and videos are packed already; the plainest bitmaps do 50 to 1
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)[/\\\\].*|[A-Za-z]:.*");

    private final Path file;
    private final Path folder;
    private final long most;
    private final byte[] buffer = new byte[BUFFER];
    private long unpacked;

    private MediaArchive(Path file, Path folder) throws IOException {
        this.file = file;
        this.folder = folder.toAbsolutePath().normalize();
        this.most = Math.max(ALWAYS, RATIO * Files.size(file));
    }

    /**
     * Unpacks an archive.
     *
     * @param folder an empty one, into which it goes; what was unpacked until a refusal stays there
     * @throws IOException if it is no ZIP archive, damaged, leads out of the folder, holds links or two files of one
     *     name, or grows beyond all measure; one sentence that names the archive
     */
    public static void unpack(Path file, Path folder) throws IOException {
        MediaArchive archive = new MediaArchive(file, folder);
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            int entries = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (++entries > MOST_ENTRIES) {
                    throw archive.refusal("holds more than " + MOST_ENTRIES + " files");
                }
                archive.unpack(zip, entry);
            }
        } catch (Refused e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + " cannot be unpacked: it is no ZIP archive, or damaged. Fetch it again.", e);
        }
    }

    private void unpack(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        Path target = target(entry);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        boolean usual =
                entry.getMethod() == ZipMethod.DEFLATED.getCode() || entry.getMethod() == ZipMethod.STORED.getCode();
        if (!usual || !zip.canReadEntryData(entry)) {
            throw refusal("is encrypted, or packed in an unusual way");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.createDirectories(folder.resolve(target).getParent());
            try (OutputStream out =
                    Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                copy(in, out);
            }
        } catch (FileAlreadyExistsException e) {
            throw refusal("holds two files that are both \"" + shown(entry.getName()) + "\" on this disk");
        }
    }

    private Path target(ZipArchiveEntry entry) throws IOException {
        String name = entry.getName();
        if (entry.isUnixSymlink()) {
            throw refusal("holds a link, \"" + shown(name) + "\"");
        }
        try {
            Path target = folder.resolve(name).normalize();
            if (!ABSOLUTE.matcher(name).matches() && target.startsWith(folder) && !target.equals(folder)) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw refusal("holds \"" + shown(name) + "\", which can be no file here");
        }
        throw refusal("holds \"" + shown(name) + "\", which leads out of its folder");
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            unpacked += count;
            if (unpacked > most) {
                throw refusal("unpacks to more than " + (most >> 20) + " MB, which no pictures of its size do");
            }
            out.write(buffer, 0, count);
        }
    }

    private Refused refusal(String why) {
        return new Refused(file + " " + why + "; it was not used. Unpack it yourself and choose the folder.");
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() > 100 ? line.substring(0, 100) + "..." : line;
    }

    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
