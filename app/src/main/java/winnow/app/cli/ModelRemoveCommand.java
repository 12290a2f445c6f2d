package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.app.service.ModelCatalog;
import winnow.app.service.Models;
import winnow.scoring.ScoringException;

/** {@code winnow model remove MODEL}: takes a model off the list. */
@Command(
        name = "remove",
        description = "Take a model off the list. Its files stay, unless Winnow downloaded them and --delete is given.")
final class ModelRemoveCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "Folder of a snapshot, or the name of a model in the list.")
    private String model = "";

    @Option(names = "--delete", description = "Also delete the files Winnow downloaded, and no others.")
    private boolean delete;

    private final WinnowCommand winnow;

    ModelRemoveCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        ModelCatalog catalog = ModelCommand.catalog(winnow, new Models(winnow.settings()));
        ModelCatalog.Removed removed = catalog.remove(catalog.folder(model), delete);
        List<String> deleted = removed.deleted().stream().map(Path::toString).toList();
        return winnow.print(new Answer(
                Answer.DONE,
                Json.object("folder", removed.folder(), "deleted", deleted),
                List.of(removed.folder() + " is no longer in the list. "
                        + (deleted.isEmpty()
                                ? "Its files are still there."
                                : deleted.size() + " files were deleted."))));
    }
}
