package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache other programs share for models of the hub: {@code models--ORG--NAME/snapshots/COMMIT}, whose files are
 * links into {@code blobs} or files of their own.
 *
 * @param root the folder that holds the {@code models--…} folders; need not exist
 */
public record HubCache(Path root) {

    private static final Logger log = LoggerFactory.getLogger(HubCache.class);
    private static final String PREFIX = "models--";

    public HubCache {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * One snapshot in the cache.
     *
     * @param folder of the snapshot
     * @param repo as in {@code org/name}
     * @param commit the folder's name
     * @param current whether a branch or tag points to it
     */
    public record Snapshot(Path folder, String repo, String commit, boolean current) {
        public Snapshot {
            requireNonNull(folder, "folder");
            requireNonNull(repo, "repo");
            requireNonNull(commit, "commit");
        }

        /** Repository and commit. */
        public String source() {
            return repo + "@" + commit;
        }
    }

    /** Where the environment says it is: {@code HF_HUB_CACHE}, or {@code hub} in {@code HF_HOME}, or the default. */
    public static HubCache of(Map<String, String> environment) {
        return set(environment, "HF_HUB_CACHE")
                .or(() -> set(environment, "HF_HOME").map(home -> home.resolve("hub")))
                .or(() -> set(environment, "XDG_CACHE_HOME").map(cache -> cache.resolve("huggingface/hub")))
                .map(HubCache::new)
                .orElseGet(() -> new HubCache(Path.of(System.getProperty("user.home", ""), ".cache/huggingface/hub")));
    }

    private static Optional<Path> set(Map<String, String> environment, String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /** The folder of a repository, as in {@code org/name}; need not exist. */
    Path folder(String repo) {
        return root.resolve(PREFIX + repo.replace("/", "--"));
    }

    /** All snapshots, complete or not, by repository. What cannot be read is left out. */
    List<Snapshot> snapshots() {
        List<Snapshot> found = new ArrayList<>();
        for (Path repo : entries(root)) {
            String name = repo.getFileName().toString();
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                List<String> current = refs(repo);
                String id = name.substring(PREFIX.length()).replaceFirst("--", "/");
                for (Path folder : entries(repo.resolve("snapshots"))) {
                    String commit = folder.getFileName().toString();
                    if (Files.isDirectory(folder)) {
                        found.add(new Snapshot(folder, id, commit, current.contains(commit)));
                    }
                }
            }
        }
        return found;
    }

    private static List<String> refs(Path repo) {
        List<String> commits = new ArrayList<>();
        for (Path ref : entries(repo.resolve("refs"))) {
            try {
                if (Files.isRegularFile(ref) && Files.size(ref) < 200) {
                    commits.add(Files.readString(ref).strip());
                }
            } catch (IOException e) {
                log.debug("{} cannot be read, so it points to no snapshot", ref, e);
            }
        }
        return commits;
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            log.debug("{} cannot be read, so no snapshot is found in it", folder, e);
            return List.of();
        }
    }
}
