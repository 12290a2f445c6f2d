package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import winnow.app.service.HostileCheck;
import winnow.store.job.Lanes;
import winnow.store.media.Videos;

/** {@code winnow check-hostile}: what this program makes of hostile files. */
@Command(
        name = "check-hostile",
        description = "Run every file of a folder with an EXPECTED.tsv through the part of Winnow that would meet it,"
                + " and compare. Needs no workspace.")
final class CheckHostileCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with EXPECTED.tsv (file, verdict, ...), or a folder inside one.")
    private Path folder = Path.of("");

    private final WinnowCommand winnow;

    CheckHostileCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when a file did not come to what was expected. */
    @Override
    public Integer call() throws IOException {
        List<HostileCheck.Result> results;
        List<Path> markers;
        try (Lanes lanes = new Lanes();
                Videos videos = new Videos();
                TerminalProgress progress = winnow.progress("Reading hostile files")) {
            HostileCheck check = new HostileCheck(winnow.settings(), lanes, videos);
            results = check.run(folder, progress, winnow.cancel());
            markers = check.markers(folder);
        }
        return winnow.print(answer(results, markers));
    }

    private static Answer answer(List<HostileCheck.Result> results, List<Path> markers) {
        List<Map<String, Object>> files = new ArrayList<>();
        Table table = new Table("", "file", "expected", "got", "reason");
        int failed = 0;
        for (HostileCheck.Result result : results) {
            failed += result.pass() ? 0 : 1;
            files.add(Json.object(
                    "file", result.file(),
                    "expected", result.expected(),
                    "got", result.got().word(),
                    "pass", result.pass(),
                    "reason", result.reason()));
            table.row(
                    result.pass() ? "ok" : "FAILED",
                    result.file(),
                    result.expected(),
                    result.got().word(),
                    result.reason());
        }
        List<String> lines = new ArrayList<>(table.lines());
        markers.forEach(marker -> lines.add("EXECUTED: " + marker + " was made by a file that should only be read."));
        lines.add(results.size() - failed + " as expected, " + failed + " not.");
        Map<String, Object> json = Json.object(
                "files",
                files,
                "passed",
                results.size() - failed,
                "failed",
                failed,
                "markers",
                markers.stream().map(Path::toString).toList());
        boolean good = failed == 0 && markers.isEmpty();
        return new Answer(good ? Answer.DONE : Answer.PARTLY, json, lines);
    }
}
