package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.DemoService;
import winnow.app.service.DemoWorldModel;
import winnow.scoring.ScoringException;
import winnow.store.job.Lanes;

/** {@code winnow demo}: the whole job on a small set with planted defects. */
@Command(
        name = "demo",
        description = "Make a small set with planted defects, score it with the model that knows its world, and open it"
                + " for review where there is a display. Needs no workspace.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--headless", description = "Print the report and open no window.")
    private boolean headless;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the demo set and its workspace go. Default: a folder beside the settings.")
    private Optional<Path> out = Optional.empty();

    private final WinnowCommand winnow;

    DemoCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when some samples could not be scored. */
    @Override
    public Integer call() throws IOException, ScoringException {
        Path folder = out.orElseGet(() -> winnow.settings().folder().resolve("demo"));
        DemoService.Report report;
        try (Lanes lanes = new Lanes();
                TerminalProgress progress = winnow.progress("Scoring the demo set")) {
            report = new DemoService(winnow.settings(), lanes).run(folder, progress, winnow.cancel());
        }
        int code = winnow.print(answer(report));
        if (opensWindow()) {
            // false where no window can be opened: then the user was told so, and the report above is all there is
            winnow.window().open(Optional.of(report.workspace()));
        }
        return code;
    }

    private boolean opensWindow() {
        if (headless || winnow.json()) {
            return false;
        }
        if (!winnow.terminal().hasDisplay()) {
            winnow.note("There is no display here, so no window opens.");
            return false;
        }
        return true;
    }

    private static Answer answer(DemoService.Report report) {
        Map<String, Object> json = Json.object("workspace", report.workspace());
        json.putAll(ReportCommand.json(report.report()));
        json.put("seconds", report.scoring().seconds());
        json.put("planted", report.planted());
        json.put("found", report.found());
        List<String> lines = new ArrayList<>(ReportCommand.lines(report.report()));
        lines.add("");
        lines.add(report.planted() + " of the answers are defective on purpose; " + report.found()
                + " of them are among" + " the " + report.planted() + " lowest.");
        lines.add(DemoWorldModel.LIMITS);
        lines.add("The workspace is " + report.workspace() + ".");
        lines.add("Go on with: winnow decide 'decided:no' --verdict keep -w \"" + report.workspace() + "\"");
        return new Answer(report.report().counts().failed() == 0 ? Answer.DONE : Answer.PARTLY, json, lines);
    }
}
