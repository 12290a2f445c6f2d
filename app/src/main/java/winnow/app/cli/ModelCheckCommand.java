package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.KnownModel;
import winnow.app.service.ModelCatalog;
import winnow.app.service.Models;
import winnow.app.service.SelfTest;
import winnow.app.service.SelfTestReport;
import winnow.app.service.SelfTestReport.Row;
import winnow.app.service.SelfTestReport.Verdict;
import winnow.scoring.ModelInfo;
import winnow.scoring.ScoringException;

/** {@code winnow model check MODEL}: tests a model before it is trusted. */
@Command(
        name = "check",
        description =
                "Test whether a model can be trusted here: whether picture and answer count, scores do not depend on"
                        + " their neighbours, numbers are finite and no weight is dead. A model that fails is not used"
                        + " for scoring. Needs no workspace.")
final class ModelCheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            description = "Folder of a snapshot, \"default\", or the name of a model in the list.")
    private String model = "";

    @Mixin
    private LoadingOptions loading = new LoadingOptions();

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Look for finite numbers in N samples. Default: ${DEFAULT-VALUE}.")
    private int samples = SelfTest.Request.SAMPLES;

    @Option(
            names = "--example",
            paramLabel = "FILE",
            description =
                    "The picture of the official example (cars1.jpg of the model's repository), to compare with the"
                            + " published scores.")
    private Optional<Path> example = Optional.empty();

    @Option(
            names = "--example-pair",
            paramLabel = "FILE",
            description =
                    "The texts of the official example as JSON, {\"conversations\": [[{\"role\": …, \"content\": …}],"
                            + " …]}. Default: README.md in the model's folder.")
    private Optional<Path> pair = Optional.empty();

    private final WinnowCommand winnow;

    ModelCheckCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 1 when a check failed. */
    @Override
    public Integer call() throws IOException, ScoringException {
        Models models = new Models(winnow.settings());
        ModelCatalog catalog = ModelCommand.catalog(winnow, models);
        Path folder = catalog.folder(model);
        SelfTest.Request request = new SelfTest.Request(folder, loading.options(winnow), samples, example, pair);
        try (TerminalProgress progress = winnow.progress("Reading the weights")) {
            ModelInfo info = models.inspect(folder, bytes -> {
                winnow.cancel().check();
                progress.update(bytes, 0);
            });
            winnow.note("Testing " + info.name() + ", " + info.weights() + ".");
        }
        SelfTestReport report;
        try (TerminalProgress progress = winnow.progress("Self-test")) {
            report = new SelfTest(models).run(request, row -> {}, progress, winnow.cancel());
        }
        return winnow.print(answer(report, catalog.look(folder)));
    }

    private static Answer answer(SelfTestReport report, KnownModel model) {
        List<Map<String, Object>> checks = new ArrayList<>();
        Table table = new Table("", "check", "with", "result", "");
        for (Row row : report.rows()) {
            boolean decided = row.verdict() == Verdict.PASSED || row.verdict() == Verdict.FAILED;
            Map<String, Object> json =
                    Json.object("check", row.check().title(), "with", row.with(), "result", row.result());
            json.put("passed", decided ? row.verdict() == Verdict.PASSED : null);
            json.put("verdict", row.verdict().id());
            json.put("text", row.text());
            checks.add(json);
            table.row(mark(row.verdict()), row.check().title(), row.with(), row.result(), row.text());
        }
        Map<String, Object> json = Json.object(
                "model", report.model(),
                "fingerprint", report.fingerprint(),
                "precision", report.precision(),
                "state", model.state().id(),
                "trained", model.info().map(ModelInfo::trained).orElse(false),
                "passed", report.count(Verdict.PASSED),
                "failed", report.count(Verdict.FAILED),
                "not_applicable", report.count(Verdict.NOT_APPLICABLE),
                "checks", checks,
                "seconds", report.seconds());
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d passed, %d failed, %d not applicable, in %.1f s.%s",
                report.model(),
                report.count(Verdict.PASSED),
                report.count(Verdict.FAILED),
                report.count(Verdict.NOT_APPLICABLE),
                report.seconds(),
                report.isFailed() ? " Scoring with it is blocked." : ""));
        if (model.state() == KnownModel.State.RANDOM) {
            lines.add(ScoreCommand.UNTRAINED);
        }
        return new Answer(report.isFailed() ? Answer.FAILED : Answer.DONE, json, lines);
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "ok";
            case FAILED -> "FAILED";
            case NOT_APPLICABLE -> "-";
            case NOTE -> "note";
        };
    }
}
