package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import winnow.app.service.DemoWorldModel;
import winnow.app.service.KnownModel;
import winnow.app.service.Models;

/** {@code winnow model list}: the models there are and whether they can be trusted. */
@Command(
        name = "list",
        description =
                "List the models that come with Winnow, those added, used or downloaded, and what is in the hub cache"
                        + " (HF_HUB_CACHE, HF_HOME). Opens no connection and reads no weights: a fingerprint that was"
                        + " not worked out yet is left empty.")
final class ModelListCommand implements Callable<Integer> {

    private final WinnowCommand winnow;

    ModelListCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() {
        List<KnownModel> models =
                ModelCommand.catalog(winnow, new Models(winnow.settings())).list();
        List<String> lines = new ArrayList<>(ModelCommand.lines(models));
        models.stream()
                .filter(model -> !model.problem().isEmpty())
                .map(model -> model.name() + ": " + Table.plain(model.problem()))
                .forEach(lines::add);
        models.stream()
                .filter(model -> model.info().filter(DemoWorldModel::is).isPresent())
                .map(model -> model.name() + ": knows the demo world and nothing else. " + DemoWorldModel.LIMITS)
                .forEach(lines::add);
        return winnow.print(new Answer(
                Answer.DONE,
                Json.object("models", models.stream().map(ModelCommand::json).toList()),
                lines));
    }
}
