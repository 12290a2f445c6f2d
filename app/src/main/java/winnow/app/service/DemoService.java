package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * The whole job on the set that comes with Winnow. Shared by the window and the command line; blocks, so not on the
 * JavaFX thread.
 */
public final class DemoService {

    /** The workspace's name in the demo folder. */
    private static final String WORKSPACE = "demo.winnow";

    private static final String RESOURCES = "/winnow/demo/data/";

    private static final int BATCH = 4;

    private final SettingsFile settings;
    private final Lanes lanes;

    /**
     * What the demo came to.
     *
     * @param workspace the workspace file
     * @param scoring what this call scored; nothing when all was scored before
     * @param report counts and the lowest samples
     */
    public record Report(Path workspace, ScoringService.Report scoring, ReportService.Report report) {

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
     * Copies the demo set into a folder and imports it into a workspace there. What is there already is found again,
     * decisions included.
     *
     * @param folder made where it is missing
     * @return the workspace file
     * @throws IOException if the folder cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Path prepare(Path folder, CancelToken cancel) throws IOException {
        try {
            Files.createDirectories(folder);
            for (String name : names()) {
                cancel.check();
                copy(name, folder.resolve(name));
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    "The demo set cannot be written into " + folder + ". Make room and the folder writable, or name"
                            + " another one with --out.",
                    e);
        }
        Path workspace = folder.resolve(WORKSPACE);
        try (Session session = Session.open(workspace, settings, lanes)) {
            ImportService.Request data =
                    new ImportService.Request(folder.resolve("data.json"), List.of(), Optional.empty());
            session.imports().run(data, Progress.SILENT, cancel);
        }
        return workspace;
    }

    /**
     * Prepares the demo, scores it with the shipped model and reports. Goes on where an earlier call stopped.
     *
     * @param progress in samples
     * @throws IOException if the folder cannot be written
     * @throws ScoringException if the shipped model cannot be used
     * @throws java.util.concurrent.CancellationException when asked to stop; what was scored so far is kept
     */
    public Report run(Path folder, Progress progress, CancelToken cancel) throws IOException, ScoringException {
        Path workspace = prepare(folder, cancel);
        try (Session session = Session.open(workspace, settings, lanes)) {
            ScoringService.Request request = new ScoringService.Request(
                    session.models().folder(Models.DEFAULT), ModelOptions.DEFAULT, OptionalLong.empty(), BATCH);
            ScoringService.Report scoring = session.scoring().run(request, progress, cancel);
            ReportService.Report report =
                    session.reports().report(OptionalLong.of(scoring.run().id()), 10);
            return new Report(workspace, scoring, report);
        }
    }

    private static List<String> names() throws IOException {
        try (BufferedReader list =
                new BufferedReader(new InputStreamReader(resource("files.txt"), StandardCharsets.UTF_8))) {
            return list.lines().filter(name -> !name.isBlank()).toList();
        }
    }

    /** Leaves a file alone that is there with the same content, so that nothing that reads it is disturbed. */
    private static void copy(String name, Path to) throws IOException {
        byte[] content;
        try (InputStream in = resource(name)) {
            content = in.readAllBytes();
        }
        if (Files.isRegularFile(to) && Arrays.equals(Files.readAllBytes(to), content)) {
            return;
        }
        Files.createDirectories(requireNonNull(to.getParent(), "a file in a folder"));
        Path beside = to.resolveSibling(to.getFileName() + ".part");
        Files.write(beside, content);
        Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = DemoService.class.getResourceAsStream(RESOURCES + name);
        if (in == null) {
            throw new FileNotFoundException("The demo set is incomplete: " + name + " is missing in this build");
        }
        return in;
    }
}
