package winnow.app.ui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import winnow.app.service.ImportService;
import winnow.app.service.ScoringService;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.scoring.ModelOptions;
import winnow.scoring.ScoringException;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * A small dataset on disk: pictures, text only, several pictures, a missing one, a broken one, a video, bad records.
 */
public final class SampleSet {

    private static final List<String> PICTURES =
            List.of("rocket.jpg", "cat.jpg", "coins.png", "page.png", "img1.png", "img2.png", "img3.png");

    private SampleSet() {}

    /**
     * A scored workspace that a class of tests makes once; each test takes a copy.
     *
     * @param folder where its files and its model stay
     * @param model what it was scored with
     * @param workspace the workspace, closed
     */
    record Prepared(Path folder, Path model, Path workspace) {

        /** A copy in the folder of a bench, whose window knows the model. */
        Path copyFor(FxBench bench) throws IOException {
            bench.models(List.of(model));
            return Files.copy(workspace, bench.folder.resolve(workspace.getFileName()));
        }
    }

    /** The small dataset with {@code more} plain samples, scored with a model of this name. */
    static Prepared prepare(String model, int more) throws IOException, ScoringException {
        Path folder = Files.createTempDirectory("winnow-set");
        Path snapshot = AnswerModel.write(folder.resolve(model), true);
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        return new Prepared(folder, snapshot, workspace(write(folder, more), Optional.of(snapshot), settings));
    }

    /** Writes the dataset; {@code more} plain samples follow the special ones. */
    public static Path write(Path folder, int more) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        for (String picture : PICTURES) {
            copy("set/images/" + picture, folder.resolve("images").resolve(picture));
        }
        Files.writeString(folder.resolve("images/broken.png"), "This is no picture.", StandardCharsets.UTF_8);
        Path file = folder.resolve("captions.jsonl");
        copy("set/samples.jsonl", file);
        StringBuilder lines = new StringBuilder(Files.readString(file));
        for (int i = 0; i < more; i++) {
            String picture = PICTURES.get(i % PICTURES.size());
            lines.append("{\"image\": \"images/")
                    .append(picture)
                    .append("\", \"conversations\": [")
                    .append("{\"from\": \"human\", \"value\": \"<image>\\nDescribe picture ")
                    .append(i)
                    .append(".\"}, {\"from\": \"gpt\", \"value\": \"")
                    .append("Picture number " + i + " shows ")
                    .append("one thing after another, ".repeat(1 + i % 5))
                    .append("and nothing else.\"}]}\n");
        }
        Files.writeString(file, lines);
        return file;
    }

    /** Writes a second dataset of plain samples without pictures. */
    public static Path writeTexts(Path folder, int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"conversations\": [{\"from\": \"human\", \"value\": \"What is ")
                    .append(i)
                    .append(" times two?\"}, {\"from\": \"gpt\", \"value\": \"It is ")
                    .append(2 * i)
                    .append(i % 3 == 0 ? ", which is even.\"}]}\n" : ".\"}]}\n");
        }
        return Files.writeString(folder.resolve("arithmetic.jsonl"), lines, StandardCharsets.UTF_8);
    }

    /** Imports a dataset into a new workspace, and scores it when a model is given. */
    public static Path workspace(Path file, Optional<Path> model, SettingsFile settings)
            throws IOException, ScoringException {
        return workspace(List.of(file), model, settings);
    }

    /** Imports datasets into a new workspace beside the first of them, and scores them when a model is given. */
    public static Path workspace(List<Path> files, Optional<Path> model, SettingsFile settings)
            throws IOException, ScoringException {
        Path workspace = files.get(0).resolveSibling("captions.winnow");
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace, settings, lanes)) {
            for (Path file : files) {
                session.imports()
                        .run(
                                new ImportService.Request(file, List.of(), Optional.empty()),
                                Progress.SILENT,
                                new CancelToken());
            }
            if (model.isPresent()) {
                session.scoring()
                        .run(
                                new ScoringService.Request(model.get(), ModelOptions.DEFAULT, OptionalLong.empty(), 8),
                                Progress.SILENT,
                                new CancelToken());
            }
        }
        return workspace;
    }

    /** Puts the picture that is missing into a folder. */
    public static Path missingPicture(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        copy("set/images/cat.jpg", folder.resolve("images/gone-100277305.jpeg"));
        return folder;
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = Objects.requireNonNull(SampleSet.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, to);
        }
    }
}
