package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.scoring.train.world.DemoWorld;

/** {@code winnow demo-world}: a dataset of small pictures and clips with planted defects. */
@Command(
        name = "demo-world",
        description = "Make a dataset of small pictures and clips with questions, answers and planted defects, to"
                + " measure a model with. The same seed gives the same files. Needs no workspace.")
final class DemoWorldCommand implements Callable<Integer> {

    @Option(names = "--seed", paramLabel = "N", required = true, description = "What everything is drawn from.")
    private long seed;

    @Option(
            names = "--samples",
            paramLabel = "N",
            required = true,
            converter = Numbers.PositiveInt.class,
            description = "How many records.")
    private int samples = 1;

    @Option(
            names = "--defects",
            paramLabel = "P%",
            required = true,
            converter = Numbers.Share.class,
            description = "Share of records that are defective, such as 10%.")
    private double defects;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where data.json, media and truth.json go; must be empty.")
    private Path out = Path.of("");

    private final WinnowCommand winnow;

    DemoWorldCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException {
        DemoWorld.Made made;
        try (TerminalProgress progress = winnow.progress("Making records")) {
            made = new DemoWorld(seed, samples, defects).write(out, progress, winnow.cancel());
        }
        return winnow.print(answer(made));
    }

    private static Answer answer(DemoWorld.Made made) {
        int planted =
                made.defects().values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Object> json = Json.object(
                "samples", made.samples(),
                "defects", made.defects(),
                "data", made.data(),
                "truth", made.truth());
        List<String> lines = new ArrayList<>();
        lines.add("Made " + made.samples() + " records, " + planted + " of them defective: " + made.data());
        made.defects().forEach((kind, count) -> lines.add("  " + kind + " " + count));
        lines.add("Import it: winnow import \"" + made.data() + "\"");
        lines.add("Once it is scored: winnow report --truth \"" + made.truth() + "\"");
        return new Answer(Answer.DONE, json, lines);
    }
}
