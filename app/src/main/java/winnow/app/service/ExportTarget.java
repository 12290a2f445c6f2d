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
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;

/** The folder an export goes to, and what is there already: only files an earlier export made may be overwritten. */
final class ExportTarget {

    private final Path out;
    private final List<Path> sources;
    private final Map<String, String> earlier;
    private final Set<String> expected = new TreeSet<>(
            List.of(ExportPlan.REMOVED, ExportPlan.REJECTED, ExportPlan.MANIFEST, ExportPlan.SUMS, ExportPlan.CARD));

    ExportTarget(Path out, List<Dataset> datasets) throws IOException {
        this.out = out;
        this.sources = datasets.stream().map(Dataset::source).toList();
        this.earlier = ExportManifest.earlier(out);
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
        for (Map.Entry<String, String> file : earlier.entrySet()) {
            String name = file.getKey();
            if (isSimple(name) && !written.contains(name)) {
                Path path = file(name);
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && Hashes.of(path, new CancelToken()).equals(file.getValue())) {
                    old.add(path);
                }
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
