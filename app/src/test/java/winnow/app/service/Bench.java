package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import winnow.scoring.ModelOptions;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.store.data.Dataset;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;

/**
 * A workspace in a folder, with a format and a model of the tests.
 *
 * @param folder where everything is
 * @param session the open workspace
 * @param provider loads the model
 * @param lanes threads
 */
record Bench(Path folder, Session session, LengthModel.Provider provider, Lanes lanes) implements AutoCloseable {

    static Bench open(Path folder) throws IOException {
        LengthModel.Provider provider = new LengthModel.Provider();
        Lanes lanes = new Lanes();
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/config.json"), "{}");
        Models models =
                new Models(new SettingsFile(folder.resolve("home")), new RewardModels(List.of(provider)), "/nowhere");
        Formats formats = new Formats(List.of(new LineFormat()), List.of(new LineFormat()), List.of());
        return new Bench(folder, Session.open(folder.resolve("w.winnow"), formats, models, lanes), provider, lanes);
    }

    /** Lines with answers of growing length: record i has i + 1 letters. */
    static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> line("x".repeat(i + 1))).toList();
    }

    static String line(String answer) {
        return "{\"q\": \"Why?\",  \"a\": \"" + answer + "\", \"extra\": [1.50, null]}";
    }

    Path file(String name, List<String> lines) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, lines);
    }

    Dataset imported(String name, List<String> lines) throws IOException {
        return imports(file(name, lines), Progress.SILENT, new CancelToken());
    }

    Dataset imports(Path file, Progress progress, CancelToken cancel) throws IOException {
        return session.imports().run(new ImportService.Request(file, List.of(), Optional.empty()), progress, cancel);
    }

    ScoringService.Report scored(int batch, Progress progress, CancelToken cancel) throws ScoringException {
        return session.scoring()
                .run(
                        new ScoringService.Request(
                                folder.resolve("model"), ModelOptions.DEFAULT, OptionalLong.empty(), batch),
                        progress,
                        cancel);
    }

    ScoringService.Report scored() throws ScoringException {
        return scored(4, Progress.SILENT, new CancelToken());
    }

    OptionalLong run() {
        return OptionalLong.of(session.latestRun().orElseThrow().id());
    }

    @Override
    public void close() {
        session.close();
        lanes.close();
    }
}
