package winnow.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.app.service.AgreementReport;
import winnow.app.service.AgreementReport.Figures;
import winnow.app.service.BetweenAnnotators;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.OrderEffect;

/** How far annotators, models and labels agree, for people and as JSON; shares are percentages. */
final class AgreementAnswer {

    private static final double SIX_DECIMALS = 1e6;
    private static final String METHOD = "Intervals of 95 %: Wilson's for shares, where all votes on one pair count as"
            + " one; the normal one for Cohen's kappa; drawn again over pairs or samples for Fleiss' kappa and"
            + " Krippendorff's alpha; the exact one for the side. Equal rewards count as an error.";

    private AgreementAnswer() {}

    /** As JSON: what cannot be said is null, and {@code notes} says why. */
    static Map<String, Object> json(AgreementReport report) {
        Map<String, Object> json = Json.object(
                "run", report.run().map(run -> run.id()).orElse(null),
                "model", report.run().map(run -> run.model()).orElse(null));
        json.putAll(json(report.all()));
        json.put(
                "sources",
                report.sources().stream()
                        .map(source -> {
                            Map<String, Object> one = Json.object(
                                    "dataset", source.dataset().id(),
                                    "name", source.dataset().name());
                            one.putAll(json(source.figures()));
                            return one;
                        })
                        .toList());
        json.put("dimensions", dimensions(report));
        json.put("people", report.people().stream().map(AgreementAnswer::person).toList());
        json.put("notes", notes(report));
        json.put("method", METHOD);
        return json;
    }

    private static Map<String, Object> dimensions(AgreementReport report) {
        Map<String, Object> dimensions = new LinkedHashMap<>();
        report.dimensions()
                .forEach((dimension, said) -> dimensions.put(dimension.name().toLowerCase(Locale.ROOT), json(said)));
        return dimensions;
    }

    private static Map<String, Object> person(AgreementReport.Person person) {
        return Json.object(
                "annotator", person.name(),
                "votes", person.votes(),
                "median_seconds", number(person.medianSeconds()),
                "order", order(person.order()),
                "repeated", person.repeated(),
                "same", person.same(),
                "steady", percent(person.steady().value()),
                "steady_interval", percents(person.steady()),
                "kappa_with_model", number(person.model().kappa().value()));
    }

    private static Map<String, Object> json(Figures figures) {
        BetweenAnnotators annotators = figures.annotators();
        AgreementReport.AgainstModel model = figures.model();
        Map<String, Object> json = Json.object(
                "accuracy", percent(model.accuracy().value()),
                "kappa", number(annotators.kappa().value()),
                "alpha", number(annotators.alpha().value()),
                "intervals",
                        Json.object(
                                "accuracy", percents(model.accuracy()),
                                "kappa", numbers(annotators.kappa()),
                                "alpha", numbers(annotators.alpha())),
                "votes", model.votes(),
                "decided", model.decided().of(),
                "right", model.decided().right(),
                "equal_rewards", model.decided().equal(),
                "pairs", model.pairs(),
                "ties", model.ties(),
                "both_bad", model.bothBad(),
                "unscored", model.unscored(),
                "not_blind", model.seen());
        json.put("label", label(figures.label()));
        json.put("annotators", Json.object("votes", json(figures.votes()), "verdicts", json(figures.verdicts())));
        json.put("order", order(figures.order()));
        return json;
    }

    private static Map<String, Object> label(AgreementReport.AgainstLabel label) {
        return Json.object(
                "accuracy", percent(label.accuracy().value()),
                "interval", percents(label.accuracy()),
                "pairs", label.pairs(),
                "scored", label.scored().of(),
                "right", label.scored().right(),
                "equal_rewards", label.scored().equal());
    }

    private static Map<String, Object> json(BetweenAnnotators said) {
        boolean known = said.things() > 0 && said.kind() != BetweenAnnotators.Kind.NONE;
        return Json.object(
                "things", said.things(),
                "annotators", said.annotators(),
                "same", percent(said.same().value()),
                "kappa", number(said.kappa().value()),
                "kappa_of", known ? said.kind().name().toLowerCase(Locale.ROOT) : null,
                "alpha", number(said.alpha().value()),
                "intervals",
                        Json.object(
                                "same", percents(said.same()),
                                "kappa", numbers(said.kappa()),
                                "alpha", numbers(said.alpha())),
                "pairs",
                        said.pairs().stream()
                                .map(two -> Json.object(
                                        "annotators", List.of(two.first(), two.second()),
                                        "things", two.kappa().n(),
                                        "same", percent(two.kappa().observed()),
                                        "kappa", number(two.kappa().kappa().value())))
                                .toList());
    }

    private static Map<String, Object> order(OrderEffect order) {
        boolean none = order.left() + order.right() == 0;
        return Json.object(
                "left", order.left(),
                "right", order.right(),
                "left_wins", percent(order.share().value()),
                "interval", none ? null : percents(order.share()),
                "p", none ? null : number(order.p()));
    }

    /** For people. */
    static List<String> lines(AgreementReport report) {
        List<String> lines = new ArrayList<>();
        if (!report.all().isEmpty()) {
            report.run()
                    .ifPresent(run -> lines.add("Rewards of " + Table.plain(run.model()) + ", run " + run.id() + "."));
            Table model =
                    new Table("source", "votes", "decided", "with the model", "labels", "model with them", "left");
            Table people = new Table("source", "judged by two", "things", "annotators", "same", "kappa", "alpha");
            for (AgreementReport.Source source : report.sources()) {
                row(model, people, source.dataset().name(), source.figures());
            }
            if (report.sources().size() > 1) {
                row(model, people, "together", report.all());
            }
            lines.addAll(model.lines());
            addTable(lines, people);
            addTable(lines, two(report.all()));
            addTable(lines, people(report));
            addTable(lines, dimensionTable(report));
            lines.add("");
        }
        lines.addAll(notes(report));
        if (!report.all().isEmpty()) {
            lines.add(METHOD);
        }
        return lines;
    }

    private static void addTable(List<String> lines, Table table) {
        if (!table.lines().isEmpty()) {
            lines.add("");
            lines.addAll(table.lines());
        }
    }

    private static void row(Table model, Table people, String name, Figures figures) {
        model.row(
                name,
                figures.model().votes(),
                figures.model().decided().of(),
                shown(figures.model().accuracy(), 100, 1),
                figures.label().scored().of(),
                shown(figures.label().accuracy(), 100, 1),
                shown(figures.order().share(), 100, 1));
        row(people, name, "pairs", figures.votes());
        row(people, name, "samples", figures.verdicts());
    }

    private static void row(Table people, String name, String what, BetweenAnnotators said) {
        if (said.things() > 0) {
            people.row(
                    name,
                    what,
                    said.things(),
                    said.annotators().size(),
                    shown(said.same(), 100, 1),
                    shown(said.kappa(), 1, 3),
                    shown(said.alpha(), 1, 3));
        }
    }

    /** Each two of more than two annotators. */
    private static Table two(Figures figures) {
        Table table = new Table("annotator", "and", "judged", "things", "same", "kappa");
        addTwo(table, "pairs", figures.votes());
        addTwo(table, "samples", figures.verdicts());
        return table;
    }

    private static Table people(AgreementReport report) {
        Table table = new Table("annotator", "votes", "seconds", "left", "asked twice", "same", "kappa with the model");
        for (AgreementReport.Person person : report.people()) {
            table.row(
                    person.name(),
                    person.votes(),
                    shown(person.medianSeconds(), 1),
                    shown(person.order().share(), 100, 1),
                    person.repeated(),
                    shown(person.steady(), 100, 1),
                    shown(person.model().kappa(), 1, 3));
        }
        return table;
    }

    private static Table dimensionTable(AgreementReport report) {
        Table table = new Table("reason", "named by two", "same", "alpha");
        report.dimensions().forEach((dimension, said) -> {
            if (said.things() > 0) {
                table.row(
                        dimension.name().toLowerCase(Locale.ROOT),
                        said.things(),
                        shown(said.same(), 100, 1),
                        shown(said.alpha(), 1, 3));
            }
        });
        return table;
    }

    private static void addTwo(Table table, String what, BetweenAnnotators said) {
        for (BetweenAnnotators.Two two : said.pairs()) {
            table.row(
                    two.first(),
                    two.second(),
                    what,
                    two.kappa().n(),
                    shown(100 * two.kappa().observed(), 1),
                    shown(two.kappa().kappa().value(), 3));
        }
    }

    private static List<String> notes(AgreementReport report) {
        Figures all = report.all();
        if (all.isEmpty()) {
            return List.of("Nothing to compare: no pair was voted on, and no sample was judged by two annotators. Vote"
                    + " with winnow pairs vote, or unite the workspaces of annotators with winnow merge.");
        }
        List<String> notes = new ArrayList<>();
        if (all.model().decided().of() == 0) {
            notes.add("Nothing to hold against the model: no vote prefers one of two answers that both have a reward.");
        }
        if (all.annotators().things() == 0) {
            notes.add("Nothing to compare between annotators: no two of them judged the same pair or sample.");
        }
        addNotes(notes, "pairs", all.votes());
        addNotes(notes, "samples", all.verdicts());
        if (all.model().seen() > 0) {
            notes.add("Made after the rewards had been shown: " + all.model().seen() + " of "
                    + all.model().decided().of() + " decided votes.");
        }
        return notes;
    }

    private static void addNotes(List<String> notes, String what, BetweenAnnotators said) {
        if (said.things() > 0 && said.kind() == BetweenAnnotators.Kind.NONE) {
            notes.add("There is no kappa of all for " + what
                    + ", as some were judged by more annotators than others; alpha counts all.");
        } else if (said.things() > 0 && Double.isNaN(said.alpha().value())) {
            notes.add("There is no alpha for " + what + ", as all annotators said the same of all of them.");
        }
    }

    private static String shown(Estimate estimate, double times, int decimals) {
        if (Double.isNaN(estimate.value())) {
            return "-";
        }
        String value = shown(times * estimate.value(), decimals);
        return Double.isNaN(estimate.low())
                ? value
                : value + " (" + shown(times * estimate.low(), decimals) + " to "
                        + shown(times * estimate.high(), decimals) + ")";
    }

    private static String shown(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static @Nullable Double percent(double share) {
        return Double.isNaN(share) ? null : BenchAnswer.percent(share);
    }

    private static @Nullable List<Double> percents(Estimate share) {
        return Double.isNaN(share.value()) || Double.isNaN(share.low())
                ? null
                : List.of(BenchAnswer.percent(share.low()), BenchAnswer.percent(share.high()));
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Math.round(value * SIX_DECIMALS) / SIX_DECIMALS;
    }

    private static @Nullable List<Double> numbers(Estimate estimate) {
        return Double.isNaN(estimate.low())
                ? null
                : List.of(
                        Math.round(estimate.low() * SIX_DECIMALS) / SIX_DECIMALS,
                        Math.round(estimate.high() * SIX_DECIMALS) / SIX_DECIMALS);
    }
}
