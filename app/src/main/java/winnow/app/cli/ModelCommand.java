package winnow.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.app.service.HubCache;
import winnow.app.service.KnownModel;
import winnow.app.service.ModelCatalog;
import winnow.app.service.Models;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;

/** {@code winnow model}: the commands about models. */
@Command(
        name = "model",
        description = "List, add, download, test, remove and make models. Only pull opens a connection.",
        synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    private ModelCommand() {}

    /** With all its commands. */
    static CommandLine with(WinnowCommand winnow) {
        return new CommandLine(new ModelCommand())
                .addSubcommand(new ModelListCommand(winnow))
                .addSubcommand(new ModelAddCommand(winnow))
                .addSubcommand(new ModelPullCommand(winnow))
                .addSubcommand(new ModelCheckCommand(winnow))
                .addSubcommand(new ModelRemoveCommand(winnow))
                .addSubcommand(new ModelRandomCommand(winnow));
    }

    /** Always wrong usage: it does nothing by itself. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do with models: "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** The list of models of this user. */
    static ModelCatalog catalog(WinnowCommand winnow, Models models) {
        HubCache cache = HubCache.of(winnow.terminal().environment());
        return new ModelCatalog(models, winnow.settings(), cache);
    }

    /** A model as the commands print it. */
    static Map<String, Object> json(KnownModel model) {
        Map<String, Object> json = Json.object(
                "name", model.name(),
                "folder", model.folder(),
                "kind", model.info().map(ModelInfo::kind).orElse(""),
                "fingerprint", model.info().map(ModelInfo::fingerprint).orElse(""),
                "bytes", model.info().map(ModelInfo::bytes).orElse(0L),
                "trained", model.info().map(ModelInfo::trained).orElse(false),
                "modalities", modalities(model),
                "weights", model.info().map(ModelInfo::weights).orElse(""),
                "state", model.state().id(),
                "checked_at", model.checkedAt().map(Object::toString).orElse(""),
                "origin", model.origin().id(),
                "source", model.source().isEmpty() ? model.origin().id() : model.source());
        if (!model.problem().isEmpty()) {
            json.put("problem", model.problem());
        }
        return json;
    }

    private static List<String> modalities(KnownModel model) {
        return model.info().stream()
                .flatMap(info -> info.modalities().stream().sorted())
                .map(Modality::id)
                .toList();
    }

    /** A table of models; none without models. */
    static List<String> lines(List<KnownModel> models) {
        Table table = new Table("model", "state", "judges", "size", "fingerprint", "from", "folder");
        for (KnownModel model : models) {
            String fingerprint = model.info().map(ModelInfo::fingerprint).orElse("");
            table.row(
                    model.name(),
                    model.state().id(),
                    String.join(", ", modalities(model)),
                    size(model.info().map(ModelInfo::bytes).orElse(0L)),
                    fingerprint.isEmpty() ? "not yet" : fingerprint.substring(0, Math.min(12, fingerprint.length())),
                    model.origin().id(),
                    model.folder());
        }
        return table.lines();
    }

    /** Bytes for people. */
    static String size(long bytes) {
        return bytes >= 1_000_000_000L
                ? String.format(java.util.Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
