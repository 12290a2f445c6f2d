package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import winnow.app.service.Formats;

/** {@code winnow formats}: what can be read and written. */
@Command(
        name = "formats",
        description = "List the dataset formats Winnow reads and writes. What came in a format is written back as it"
                + " came; those with \"any data\" are layouts for \"export --format\".")
final class FormatsCommand implements Callable<Integer> {

    private final WinnowCommand winnow;

    FormatsCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> formats = new ArrayList<>();
        Table table = new Table("format", "reads", "writes", "any data", "what it is");
        for (Formats.Format format : new Formats().all()) {
            formats.add(Json.object(
                    "name", format.id(),
                    "reads", format.reads(),
                    "writes", format.writes(),
                    "any", format.any(),
                    "description", format.description()));
            table.row(
                    format.id(),
                    format.reads() ? "yes" : "no",
                    format.writes() ? "yes" : "no",
                    format.any() ? "yes" : "no",
                    format.description());
        }
        return winnow.print(new Answer(Answer.DONE, Json.object("formats", formats), table.lines()));
    }
}
