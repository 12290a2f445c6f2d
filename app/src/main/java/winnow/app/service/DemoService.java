package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.scoring.train.world.DemoWorld;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * The whole job on a set with planted defects and the model that knows the world it is of. Shared by the window and the
 * command line; blocks, so not on the JavaFX thread.
 */
public final class DemoService {

    /** The workspace's name in the demo folder. */
    private static final String WORKSPACE = "demo.winnow";

    /** The set: always the same, and none that the model learned from. */
    private static final DemoWorld SET = new DemoWorld(4711, 400, 0.1);

    private static final String FOLDER = "world";
    private static final String DATA = "data.json";
    private static final String TRUTH = "truth.json";
    private static final int LOWEST = 10;
    private static final int BATCH = 32;

    private final SettingsFile settings;
    private final Lanes lanes;

    /**
     * What the demo came to.
     *
     * @param workspace the workspace file
     * @param scoring what this call scored; nothing when all was scored before
     * @param report counts and the lowest samples
     * @param planted samples with a planted defect
     * @param found how many of them are among as many samples of the lowest reward
     */
    public record Report(
            Path workspace, ScoringService.Report scoring, ReportService.Report report, int planted, int found) {

        public Report {
            requireNonNull(workspace, "workspace");
            requireNonNull(scoring, "scoring");
            requireNonNull(report, "report");
        }
    }

    /**
     * Prepares the service.
     *
     * @param lanes threads; stay the caller's
     */
    public DemoService(SettingsFile settings, Lanes lanes) {
        this.settings = settings;
        this.lanes = lanes;
    }

    /**
     * Makes the demo set in a folder and imports it into a workspace there. What is there already is found again,
     * decisions included.
     *
     * @param folder made where it is missing
     * @return the workspace file
     * @throws IOException if the folder cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Path prepare(Path folder, CancelToken cancel) throws IOException {
        Path set = folder.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            if (!Files.isRegularFile(set.resolve(TRUTH))) {
                Path part = folder.resolve(FOLDER + ".part");
                Folders.delete(part);
                SET.write(part, Progress.SILENT, cancel);
                Folders.delete(set); // what an interrupted move or a hand left
                Files.move(part, set);
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    "The demo set cannot be written into " + folder + ". Make room and the folder writable, or name"
                            + " another one with --out.",
                    e);
        }
        Path workspace = folder.resolve(WORKSPACE);
        try (Session session = Session.open(workspace, settings, lanes)) {
            ImportService.Request data = new ImportService.Request(set.resolve(DATA), List.of(), Optional.empty());
            session.imports().run(data, Progress.SILENT, cancel);
        }
        return workspace;
    }

    /**
     * Prepares the demo, scores it with the model of the demo world and reports. Goes on where an earlier call stopped.
     *
     * @param progress in samples
     * @throws IOException if the folder cannot be written
     * @throws ScoringException if the model cannot be used
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Report run(Path folder, Progress progress, CancelToken cancel) throws IOException, ScoringException {
        Path workspace = prepare(folder, cancel);
        try (Session session = Session.open(workspace, settings, lanes)) {
            ScoringService.Request request = new ScoringService.Request(
                    session.models().folder(Models.DEMO_WORLD), ModelOptions.DEFAULT, OptionalLong.empty(), BATCH);
            ScoringService.Report scoring = session.scoring().run(request, progress, cancel);
            OptionalLong run = OptionalLong.of(scoring.run().id());
            Set<Long> planted = TruthFile.read(folder.resolve(FOLDER).resolve(TRUTH))
                    .kinds()
                    .keySet();
            long found = session.reports().report(run, planted.size()).lowest().stream()
                    .filter(row -> planted.contains(row.record()))
                    .count();
            return new Report(
                    workspace, scoring, session.reports().report(run, LOWEST), planted.size(), Math.toIntExact(found));
        }
    }
}
