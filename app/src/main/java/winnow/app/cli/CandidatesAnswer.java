package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.app.service.CandidateReport;
import winnow.store.data.Dataset;

/**
 * What {@code winnow candidates} says.
 *
 * @param prices of tokens
 * @param planned whether nobody was asked
 */
record CandidatesAnswer(PriceOptions prices, boolean planned) {

    private static final int SHOWN = 10;

    /** For people and for machines. */
    Answer of(CandidateReport report) {
        CandidateReport.Cost cost = report.cost();
        Map<String, Object> json = Json.object(
                "prompts", report.prompts(),
                "skipped", report.skipped(),
                "asked", report.asked(),
                "known", report.known(),
                "missing", report.missing(),
                "cut", report.cut(),
                "tokens_in", cost.tokensIn(),
                "tokens_out", cost.tokensOut(),
                "estimated", cost.estimated(),
                "price",
                        prices.price(cost).isEmpty() ? null : prices.price(cost).getAsDouble(),
                "planned", planned,
                "failures",
                        report.failures().stream().map(CandidatesAnswer::json).toList(),
                "datasets",
                        report.datasets().stream().map(CandidatesAnswer::json).toList());
        report.stopped().ifPresent(reason -> json.put("error", reason));
        boolean partly = !planned && report.missing() > 0;
        int code = report.stopped().isPresent() ? Answer.FAILED : partly ? Answer.PARTLY : Answer.DONE;
        return new Answer(code, json, planned ? planned(report) : lines(report));
    }

    private static Map<String, Object> json(CandidateReport.Failure failure) {
        return Json.object("dataset", failure.datasetId(), "record", failure.record(), "reason", failure.reason());
    }

    private static Map<String, Object> json(Dataset dataset) {
        return Json.object(
                "id", dataset.id(),
                "name", dataset.name(),
                "file", dataset.source(),
                "records", dataset.records(),
                "imported", dataset.imported());
    }

    private List<String> planned(CandidateReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.prompts() + " prompts, " + report.known() + " answers are there, " + report.missing()
                + " would be asked for: at most " + prices.words(report.cost()) + ". Nobody was asked.");
        addSkipped(report, lines);
        return lines;
    }

    private List<String> lines(CandidateReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.asked() + " answers to " + report.prompts() + " prompts came, " + report.known()
                + " were there: " + prices.words(report.cost()) + ".");
        addSkipped(report, lines);
        if (report.cut() > 0) {
            lines.add(report.cut() + " answers were cut off for their length; --max-tokens gives them more, --keep-cut"
                    + " takes them as they are.");
        }
        report.failures().stream()
                .limit(SHOWN)
                .map(failure -> "dataset " + failure.datasetId() + ", record " + failure.record() + ": "
                        + Table.plain(failure.reason()))
                .forEach(lines::add);
        report.stopped().ifPresent(reason -> lines.add("No more was asked: " + reason));
        if (report.missing() > 0) {
            lines.add(report.missing() + " answers are missing. Call again to ask for them"
                    + (report.datasets().isEmpty() ? ", or take what is there with --partial." : "."));
        }
        report.datasets()
                .forEach(dataset -> lines.add("Dataset " + dataset.id() + ": " + dataset.imported() + " answers to "
                        + dataset.records() + " prompts, " + dataset.source()));
        return lines;
    }

    private static void addSkipped(CandidateReport report, List<String> lines) {
        report.skipped().forEach((reason, count) -> lines.add(count + " prompts are not asked: " + reason));
    }
}
