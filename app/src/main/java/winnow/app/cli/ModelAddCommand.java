package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import winnow.app.service.KnownModel;
import winnow.app.service.ModelCatalog;
import winnow.app.service.Models;
import winnow.scoring.ScoringException;

/** {@code winnow model add DIR}: puts snapshots into the list. */
@Command(
        name = "add",
        description =
                "Put a folder into the list of models, or all snapshots in the folders below it, and work out their"
                        + " fingerprints.")
final class ModelAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder of a snapshot, or a folder with snapshots below it.")
    private Path folder = Path.of("");

    private final WinnowCommand winnow;

    ModelAddCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when some snapshots cannot be used, 1 when none can. */
    @Override
    public Integer call() throws IOException, ScoringException {
        ModelCatalog.Added added;
        try (TerminalProgress progress = winnow.progress("Reading the weights")) {
            added = ModelCommand.catalog(winnow, new Models(winnow.settings())).add(folder, bytes -> {
                winnow.cancel().check();
                progress.update(bytes, 0);
            });
        }
        List<KnownModel> all = new ArrayList<>(added.added());
        all.addAll(added.skipped());
        List<String> lines = new ArrayList<>(ModelCommand.lines(all));
        added.skipped().stream()
                .map(model -> model.folder() + " was not added: " + Table.plain(model.problem()))
                .forEach(lines::add);
        return winnow.print(new Answer(
                added.skipped().isEmpty() ? Answer.DONE : Answer.PARTLY,
                Json.object(
                        "models",
                        added.added().stream().map(ModelCommand::json).toList(),
                        "skipped",
                        added.skipped().stream()
                                .map(model -> Json.object("folder", model.folder(), "reason", model.problem()))
                                .toList()),
                lines));
    }
}
