package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import winnow.store.data.Conflict;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Unites workspaces of several annotators into a new one. Datasets are matched by the SHA-256 of their source, samples
 * by record and candidate, decisions, votes and audits by their ids: the order of the workspaces does not matter, and
 * naming one twice changes nothing. The workspaces themselves stay as they are.
 */
public final class MergeService {

    /**
     * What came of it.
     *
     * @param decisions decisions in the new workspace, undone ones and their undoing included
     * @param votes votes on pairs in it, counted alike
     * @param conflicts where annotators differ: on samples first, then on pairs
     */
    public record Report(long decisions, long votes, List<Conflict> conflicts) {
        public Report {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Unites workspaces.
     *
     * @param sources two files or more, or one to copy it
     * @param out a file that does not exist yet; it appears when all is done
     * @throws IOException if {@code out} exists or cannot be written
     * @throws winnow.store.db.StoreException if a source is damaged, newer than this program, or no workspace
     */
    public Report run(List<Path> sources, Path out, Progress progress, CancelToken cancel) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new IOException(out + " exists already. Name a new file for the united workspace.");
        }
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IOException("The folder " + parent + " does not exist. Make it first, or choose another one.");
        }
        for (Path source : sources) {
            if (!Files.isRegularFile(source)) {
                throw new IOException("The workspace " + source + " does not exist.");
            }
        }
        Path folder = Files.createTempDirectory(parent, ".winnow-merge-");
        try {
            return run(sources, folder, target, progress, cancel);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Report run(List<Path> sources, Path folder, Path target, Progress progress, CancelToken cancel)
            throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path source : sources) {
            cancel.check();
            Path copy = folder.resolve(copies.size() + ".winnow");
            Workspace.copy(source, copy);
            copies.add(copy);
        }
        Path united = folder.resolve("united.winnow");
        Report report;
        try (Workspace workspace = Workspace.open(united)) {
            workspace.unite(copies, progress, cancel);
            List<Conflict> conflicts = new ArrayList<>(workspace.conflicts().verdicts());
            conflicts.addAll(workspace.conflicts().votes());
            report = new Report(
                    workspace.conflicts().decisions(), workspace.conflicts().comparisons(), conflicts);
        }
        Files.move(united, target, StandardCopyOption.ATOMIC_MOVE);
        return report;
    }
}
