package winnow.app.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** A workspace of two sources, scored or not, for the view models of the threshold and the audit. */
public final class CutBench implements AutoCloseable {

    /** Samples of the first source; the second has half as many. */
    public static final int SAMPLES = 120;

    private final Path folder;
    private final Lanes lanes = new Lanes();
    private final Session session;

    /** An empty workspace in a folder. */
    public CutBench(Path folder) {
        this.folder = folder;
        this.session = Session.open(folder.resolve("w.winnow"), new SettingsFile(folder.resolve("settings")), lanes);
    }

    /** The open workspace. */
    public Session session() {
        return session;
    }

    /** Brings both sources in. */
    public CutBench imported() throws IOException {
        source("first", SAMPLES);
        source("second", SAMPLES / 2);
        return this;
    }

    /** Brings a third source in, of long answers. */
    public CutBench importedMore() throws IOException {
        source("third " + "and long ".repeat(40), SAMPLES);
        return this;
    }

    private void source(String name, int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"conversations\": [{\"from\": \"human\", \"value\": \"Say a number\"},"
                    + "{\"from\": \"gpt\", \"value\": \"Of " + name + " it is " + i + "\"}]}\n");
        }
        Path file = Files.writeString(folder.resolve(name.split(" ", 2)[0] + ".jsonl"), lines, StandardCharsets.UTF_8);
        session.imports()
                .run(new ImportService.Request(file, List.of(), Optional.empty()), Progress.SILENT, new CancelToken());
    }

    /** Scores everything. */
    public CutBench scored() throws IOException, ScoringException {
        Path model = AnswerModel.write(folder.resolve("model"), true);
        session.scoring()
                .run(
                        new ScoringService.Request(model, ModelOptions.DEFAULT, OptionalLong.empty(), 8),
                        Progress.SILENT,
                        new CancelToken());
        return this;
    }

    @Override
    public void close() {
        session.close();
        lanes.close();
    }
}
