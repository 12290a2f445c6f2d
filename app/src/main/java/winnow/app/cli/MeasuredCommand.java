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
import picocli.CommandLine.Parameters;
import winnow.app.service.PlantReport;
import winnow.app.service.PlantReports;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Measurement;

/** {@code winnow measured}: the reports that {@code plant} kept. */
@Command(
        name = "measured",
        description = "List the reports of planted faults that are kept with the workspace, from plant and from the"
                + " window; show one again, or write its figures as CSV.")
final class MeasuredCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The report to show: how its id begins, or \"last\". Without one all are listed.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the figures there, a line for every ranking and kind of fault. Without an ID those of"
                    + " the last report.")
    private Optional<Path> csv = Optional.empty();

    private final WinnowCommand winnow;

    MeasuredCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(session -> id.isPresent() || csv.isPresent()
                ? shown(session, id.orElse("last"))
                : listed(session.planting().reports().all()));
    }

    private static Answer listed(List<Measurement> all) {
        Table table = new Table("id", "measured", "model", "dataset", "faults", "samples", "seed");
        all.forEach(each -> table.row(
                each.id().toString().substring(0, 8),
                each.measuredAt(),
                each.model(),
                each.datasetId(),
                each.planted(),
                each.samples(),
                each.seed()));
        List<Map<String, Object>> json = all.stream().map(MeasuredCommand::json).toList();
        return new Answer(
                Answer.DONE,
                Json.object("reports", json),
                all.isEmpty() ? List.of("No reports are kept. Make one with: winnow plant") : table.lines());
    }

    private static Map<String, Object> json(Measurement each) {
        return Json.object(
                "id", each.id().toString(),
                "measured_at", each.measuredAt().toString(),
                "model", each.model(),
                "dataset", each.datasetId(),
                "planted", each.planted(),
                "samples", each.samples(),
                "seed", each.seed());
    }

    private Answer shown(Session session, String which) throws IOException {
        PlantReports reports = session.planting().reports();
        List<Measurement> all = reports.all();
        PlantReport report =
                which.equals("last") && !all.isEmpty() ? reports.open(all.get(0).id()) : reports.open(which);
        Measurement of = report.measurement();
        Map<String, Object> json = json(of);
        json.putAll(PlantCommand.figures(report.truth()));
        List<String> lines = new ArrayList<>();
        lines.add(of.planted() + " faults in a copy of " + of.samples() + " samples of " + report.dataset() + ", seed "
                + of.seed() + ", found by " + of.model() + " at " + of.measuredAt() + ".");
        lines.addAll(TruthAnswer.lines(report.truth()));
        if (csv.isPresent()) {
            reports.csv(report, csv.get());
            json.put("csv", csv.get().toString());
            lines.add("Its figures are in " + csv.get() + ".");
        }
        return new Answer(Answer.DONE, json, lines);
    }
}
