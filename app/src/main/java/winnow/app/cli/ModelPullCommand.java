package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.service.HubCache;
import winnow.app.service.KnownModel;
import winnow.app.service.ModelPull;
import winnow.app.service.Models;
import winnow.store.job.Lanes;

/** {@code winnow model pull REPO}: downloads a snapshot. */
@Command(
        name = "pull",
        description =
                "Download the files a model needs from a hub, verify each by its checksum, and put the model into the"
                        + " list. What was broken off goes on where it was. HF_ENDPOINT names another hub, HF_TOKEN is"
                        + " sent to it and to nobody else, HF_HUB_CACHE or HF_HOME says where the cache is.")
final class ModelPullCommand implements Callable<Integer> {

    private static final long MEGABYTE = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Parameters(paramLabel = "REPO[@REVISION]", description = "A repository of the hub, and a branch, tag or commit.")
    private String repo = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the files. Default: the cache of the hub, which other programs share.")
    private Optional<Path> out = Optional.empty();

    private final WinnowCommand winnow;

    ModelPullCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException {
        ModelPull.Request request = request();
        if (winnow.isOffline()) {
            throw new IOException(
                    "Nothing was downloaded, because --offline or HF_HUB_OFFLINE forbids connections. Leave it"
                            + " out to download " + request.repo() + ".");
        }
        Models models = new Models(winnow.settings());
        HubCache cache = HubCache.of(winnow.terminal().environment());
        ModelPull.Report report;
        try (Lanes lanes = new Lanes();
                TerminalProgress progress = winnow.progress("Downloading " + request.repo() + ", MB")) {
            report = new ModelPull(models, cache, lanes, winnow.terminal().environment())
                    .run(request, (done, total) -> progress.update(done / MEGABYTE, total / MEGABYTE), winnow.cancel());
        }
        return winnow.print(
                answer(request, report, ModelCommand.catalog(winnow, models).look(report.folder())));
    }

    private ModelPull.Request request() {
        try {
            return ModelPull.Request.of(repo, out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }

    private static Answer answer(ModelPull.Request request, ModelPull.Report report, KnownModel model) {
        double perSecond = report.seconds() > 0 ? report.received() / report.seconds() : 0;
        return new Answer(
                Answer.DONE,
                Json.object(
                        "model", ModelCommand.json(model),
                        "repo", request.repo(),
                        "commit", report.commit(),
                        "folder", report.folder(),
                        "files", report.files(),
                        "bytes", report.bytes(),
                        "received", report.received(),
                        "seconds", report.seconds(),
                        "bytes_per_s", perSecond),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%s is in %s: %d files, %s, checksums right (%s received in %.1f s).",
                                request.repo(),
                                report.folder(),
                                report.files().size(),
                                ModelCommand.size(report.bytes()),
                                ModelCommand.size(report.received()),
                                report.seconds()),
                        model.problem().isEmpty()
                                ? "Test it before you trust it: winnow model check \"" + report.folder() + "\""
                                : model.problem()));
    }
}
