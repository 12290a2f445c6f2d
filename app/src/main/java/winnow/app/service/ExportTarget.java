package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;

/** The folder an export goes to, and what is there already: only files an earlier export made may be overwritten. */
final class ExportTarget {

    private final Path out;
    private final List<Path> sources;
    private final List<Path> roots;
    private final Map<String, String> earlier;
    private final Set<String> expected = new TreeSet<>(
            List.of(ExportPlan.REMOVED, ExportPlan.REJECTED, ExportPlan.MANIFEST, ExportPlan.SUMS, ExportPlan.CARD));

    ExportTarget(Path out, List<Dataset> datasets) throws IOException {
        this.out = out;
        this.sources = datasets.stream().map(Dataset::source).toList();
        this.roots =
                datasets.stream().flatMap(each -> each.mediaRoots().stream()).toList();
        this.earlier = ExportManifest.earlier(out);
    }

    /** Whether data that was imported, or a folder of its media, lies in the folder. */
    boolean holdsSources() throws IOException {
        for (Path path : Stream.concat(sources.stream(), roots.stream()).toList()) {
            if (real(path).startsWith(real(out))) {
                return true;
            }
        }
        return false;
    }

    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    }

    /** Whether a file of this name is there as an earlier export made it. */
    boolean isFromEarlier(String name) throws IOException {
        Path file = file(name);
        String sha256 = earlier.get(name);
        return sha256 != null
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Hashes.of(file, new CancelToken()).equals(sha256);
    }

    Path file(String name) {
        return out.resolve(name);
    }

    /** A file of this name will be written. */
    void expect(String name) {
        expected.add(name);
    }

    void refuseOverwriting() throws IOException {
        for (String name : expected) {
            Path file = file(name);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            for (Path source : sources) {
                if (Files.exists(source) && Files.exists(file) && Files.isSameFile(file, source)) {
                    throw new IOException(file + " is a file that was imported, and sources are never overwritten."
                            + " Choose another folder.");
                }
            }
            if (!earlier.containsKey(name) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(file + " is there already and no export made it, so it is not overwritten."
                        + " Choose another folder.");
            }
        }
    }

    /** Takes away unchanged files of the earlier export that this one did not replace. */
    void removeEarlier(List<String> written) throws IOException {
        List<Path> old = new ArrayList<>();
        for (String name : earlier.keySet()) {
            if (isSimple(name) && !written.contains(name) && isFromEarlier(name)) {
                old.add(file(name));
            }
        }
        for (Path path : old) {
            Files.deleteIfExists(path);
        }
    }

    /** A manifest is a file of others: what it names is looked for in its own folder only. */
    private static boolean isSimple(String name) {
        return !name.isBlank() && !name.equals(".") && !name.equals("..") && !name.matches("(?s).*[/\\\\:\\x00].*");
    }
}
