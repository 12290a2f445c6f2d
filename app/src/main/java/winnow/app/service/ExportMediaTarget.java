package winnow.app.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import winnow.store.job.CancelToken;

/** The pictures and videos that are in the folder of an export: only those an earlier export brought may go. */
final class ExportMediaTarget {

    private final ExportTarget target;
    private final Staging staging;
    private final boolean brings;
    private final Map<String, String> earlier = new HashMap<>();

    /** {@code brings}: whether this export has media, which are listed beside its other files. */
    ExportMediaTarget(ExportTarget target, Staging staging, boolean brings) throws IOException {
        this.target = target;
        this.staging = staging;
        this.brings = brings;
        if (target.isFromEarlier(ExportPlan.MEDIA)) {
            ExportMediaFile.forEach(target.file(ExportPlan.MEDIA), line -> {
                if (ExportMediaNames.isInside(line.path())) { // the list is a file of others
                    earlier.put(line.path(), line.sha256());
                }
            });
        }
    }

    /** Refuses to write over files of others, and through links out of the folder. */
    void refuseOverwriting() throws IOException {
        if (!brings) {
            return;
        }
        if (target.holdsSources()) {
            throw new IOException(target.file("") + " holds data or media that were imported, and sources are never"
                    + " overwritten. Choose another folder, or export without media.");
        }
        ExportMediaFile.forEach(staging.file(ExportPlan.MEDIA), line -> {
            Path file = target.file(line.path());
            if (isBehindLink(line.path())
                    || (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isFromEarlier(line.path()))) {
                throw new IOException(file + " is there already and no export made it, so it is not overwritten."
                        + " Choose another folder.");
            }
        });
    }

    /** Whether a name leads through something that is no plain folder. */
    private boolean isBehindLink(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Path folder = target.file(path.substring(0, slash));
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFromEarlier(String path) throws IOException {
        String sha256 = earlier.get(path);
        Path file = target.file(path);
        return sha256 != null
                && !isBehindLink(path)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Hashes.of(file, new CancelToken()).equals(sha256);
    }

    /** Moves the media into a folder that is there; into a new one they come with all the rest. */
    void publish() throws IOException {
        if (brings && !staging.isIntoNewFolder()) {
            ExportMediaFile.forEach(staging.file(ExportPlan.MEDIA), line -> staging.publish(line.path()));
        }
    }

    /** Takes away unchanged media of the earlier export that this one has not, and folders that are empty then. */
    void removeEarlier() throws IOException {
        if (earlier.isEmpty() || target.holdsSources()) {
            return;
        }
        Set<String> written = new HashSet<>();
        if (brings) {
            ExportMediaFile.forEach(target.file(ExportPlan.MEDIA), line -> written.add(line.path()));
        }
        for (String path : earlier.keySet()) {
            if (!written.contains(path) && isFromEarlier(path)) {
                Files.delete(target.file(path));
                removeEmptyFolders(path);
            }
        }
    }

    private void removeEmptyFolders(String path) throws IOException {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Path folder = target.file(path.substring(0, slash));
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                if (inside.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
