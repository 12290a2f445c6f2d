package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.PlantReport;
import winnow.app.service.PlantService;
import winnow.app.service.Session;
import winnow.app.service.TruthReport;
import winnow.scoring.ScoringException;
import winnow.scoring.train.Planting;
import winnow.store.data.Dataset;

/** {@code winnow plant}: how well a model finds known faults in the user's own data. */
@Command(
        name = "plant",
        description = "Plant known faults into a copy of the data, score it, and report how well the model finds them,"
                + " beside rankings that cost nothing: length of the answer, rules, and chance. The data stay as"
                + " they are; the report is kept with the workspace (winnow measured).")
final class PlantCommand implements Callable<Integer> {

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Option(
            names = "--report",
            description = "Print a table: every kind of fault down, the model and what costs nothing across.")
    private boolean report;

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "The dataset that is copied. Default: the only one.")
    private Optional<Long> dataset = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Most samples that are copied, drawn at random. Default: ${DEFAULT-VALUE}.")
    private int samples = 400;

    @Option(
            names = "--defects",
            paramLabel = "P%",
            converter = Numbers.Share.class,
            description = "Share of the copies that get a fault. Default: 35%%.")
    private double defects = 0.35;

    @Option(names = "--seed", paramLabel = "N", description = "Of the draws. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--kinds",
            paramLabel = "KIND,...",
            split = ",",
            converter = Kind.class,
            description = "Kinds of faults that are planted: swapped_picture, empty, truncated, off_topic,"
                    + " wrong_language, garbled, duplicate. Default: all.")
    private Set<Planting.Fault> kinds = EnumSet.allOf(Planting.Fault.class);

    @Option(names = "--force", description = "Score even with a model that failed its self-test.")
    private boolean force;

    private final WinnowCommand winnow;

    PlantCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when some samples could not be scored; they are in no figure. */
    @Override
    public Integer call() throws IOException, ScoringException {
        if (samples < 2) {
            throw winnow.wrongUsage("plant", "Faults are planted between samples: --samples must be 2 or more.");
        }
        return winnow.inWorkspace(session -> {
            winnow.checkDataset("plant", session, dataset);
            return plant(session);
        });
    }

    private Answer plant(Session session) throws IOException, ScoringException {
        Path folder = ModelCommand.catalog(winnow, session.models()).folder(arguments.model());
        PlantService.Request request = new PlantService.Request(
                folder,
                arguments.options(winnow),
                about(session),
                new PlantService.Draw(samples, defects, seed, kinds),
                force);
        PlantService.Report done;
        try (TerminalProgress progress = winnow.progress("Scoring")) {
            done = session.planting().run(request, progress, winnow.cancel());
        }
        if (!done.scoring().run().trained()) {
            winnow.note(ScoreCommand.UNTRAINED);
        }
        return answer(done);
    }

    private long about(Session session) {
        List<Long> known = session.datasets().stream().map(Dataset::id).toList();
        if (dataset.isEmpty() && known.size() != 1) {
            throw winnow.wrongUsage("plant", "Name the dataset with --dataset. Datasets: " + known);
        }
        return dataset.orElseGet(() -> known.get(0));
    }

    private Answer answer(PlantService.Report done) {
        PlantReport kept = done.kept();
        Map<String, Object> json = Json.object(
                "report", kept.measurement().id().toString(),
                "samples", kept.measurement().samples(),
                "planted", kept.measurement().planted(),
                "scored", done.scoring().scored(),
                "failed", done.scoring().failed(),
                "seconds", done.scoring().seconds(),
                "model", done.scoring().run().model());
        json.putAll(figures(kept.truth()));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Planted %d faults into a copy of %d samples; %d scored, %d failed, in %.1f s.",
                kept.measurement().planted(),
                kept.measurement().samples(),
                done.scoring().scored(),
                done.scoring().failed(),
                done.scoring().seconds()));
        if (report) {
            lines.addAll(TruthAnswer.lines(kept.truth()));
        } else {
            lines.add(overall(kept.truth()));
        }
        lines.add("The report is kept: winnow measured " + kept.measurement().id());
        return new Answer(done.scoring().failed() == 0 ? Answer.DONE : Answer.PARTLY, json, lines);
    }

    /** The figures of the model, and those of what costs nothing. */
    static Map<String, Object> figures(TruthReport truth) {
        Map<String, Object> json = TruthAnswer.figures(truth, PlantService.MODEL);
        Map<String, Object> baselines = Json.object();
        for (String name : truth.rankings().keySet()) {
            if (!name.equals(PlantService.MODEL)) {
                baselines.put(name, TruthAnswer.figures(truth, name));
            }
        }
        json.put("baselines", baselines);
        return json;
    }

    private static String overall(TruthReport truth) {
        List<String> rankings = new ArrayList<>();
        truth.rankings()
                .forEach((name, found) -> rankings.add(
                        String.format(Locale.ROOT, "%s %.3f", name, found.all().auroc())));
        return "AUROC: " + String.join(", ", rankings) + ". Each kind by itself: --report.";
    }

    /** Names of kinds of faults. */
    static final class Kind implements ITypeConverter<Planting.Fault> {
        @Override
        public Planting.Fault convert(String name) {
            return Arrays.stream(Planting.Fault.values())
                    .filter(fault -> fault.word().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be of "
                            + Arrays.stream(Planting.Fault.values())
                                    .map(Planting.Fault::word)
                                    .collect(Collectors.joining(", "))
                            + ", was \"" + name + "\""));
        }
    }
}
