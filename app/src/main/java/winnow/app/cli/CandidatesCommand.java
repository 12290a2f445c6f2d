package winnow.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.CandidateReport;
import winnow.app.service.CandidateRequest;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatTarget;

/** {@code winnow candidates}: asks a chat model for several answers to each prompt. */
@Command(
        name = "candidates",
        description = {
            "Ask a chat model behind an OpenAI-compatible endpoint for several answers to each prompt. An answer is on"
                    + " the disk the moment it comes; called again, only what is missing is asked for. When all are"
                    + " there, they become a dataset of groups, to be scored, picked from with bon and paired.",
            "Example: winnow candidates --endpoint http://localhost:8000/v1 --model qwen --n 4 --dry-run"
        })
final class CandidatesCommand implements Callable<Integer> {

    private static final String DEFAULT_KEY = "OPENAI_API_KEY";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            required = true,
            description = "Address under which chat/completions lies; mostly ends with /v1.")
    private String endpoint = "";

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "Name the endpoint knows it by.")
    private String model = "";

    @Option(
            names = "--n",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "How many answers to each prompt. Default: 4.")
    private int n = 4;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            converter = Numbers.Finite.class,
            description = "From 0 to 2. Default: 0.8.")
    private double temperature = 0.8;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description =
                    "Most tokens of an answer. Answers that were cut off are asked for again where this is raised."
                            + " Default: 1024.")
    private int maxTokens = 1024;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Sent with the first answer to a prompt, and the next number with the next. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = Numbers.PositiveInt.class,
            description = "Questions under way at a time. Default: 4.")
    private int parallel = 4;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Numbers.PositiveInt.class,
            description = "For one reply. Default: 120.")
    private int timeout = 120;

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            description = "Environment variable that has the key. Default: " + DEFAULT_KEY + ".")
    private Optional<String> keyName = Optional.empty();

    @Option(
            names = "--filter",
            paramLabel = "QUERY",
            description =
                    "Only prompts of samples that a query finds. Default: all that are not pruned, and records that"
                            + " only ask.")
    private Optional<String> filter = Optional.empty();

    @Option(names = "--keep-cut", description = "Also make candidates of answers that were cut off for their length.")
    private boolean keepCut;

    @Option(names = "--partial", description = "Make candidates of what is there, although answers are missing.")
    private boolean partial;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "For the files of candidates. Default: beside the workspace, NAME.winnow.candidates.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be asked for and what it would cost. Asks nobody.")
    private boolean dryRun;

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final WinnowCommand winnow;

    CandidatesCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 3 when answers are missing, 1 when the endpoint cannot be used. */
    @Override
    public Integer call() throws IOException, ScoringException {
        URI address = ChatTarget.address(endpoint)
                .orElseThrow(() -> winnow.wrongUsage(
                        "candidates",
                        "--endpoint must be an address such as http://localhost:8000/v1, without a name, a key or a"
                                + " question mark in it."));
        if (winnow.isOffline() && !dryRun) {
            throw new IOException("Answers are asked for over the network at " + address
                    + ", which --offline forbids. Leave --offline away, or see what it would cost with --dry-run.");
        }
        CandidateRequest.Source source = new CandidateRequest.Source(
                address, model, keyName.orElse(DEFAULT_KEY), dryRun ? Optional.empty() : key());
        return winnow.inWorkspace(session -> answer(session, request(session, source)));
    }

    private Optional<String> key() throws IOException {
        String name = keyName.orElse(DEFAULT_KEY);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            throw winnow.wrongUsage(
                    "candidates",
                    "--key-env must be the name of an environment variable such as " + DEFAULT_KEY
                            + ". Never write the key itself on the command line.");
        }
        Optional<String> key = Optional.ofNullable(
                        winnow.terminal().environment().get(name))
                .filter(value -> !value.isBlank())
                .map(String::strip);
        if (key.isEmpty() && keyName.isPresent()) {
            throw new IOException("The environment variable " + name
                    + " is not set, but --key-env names it as the place of the key. Set it, or leave --key-env away.");
        }
        return key;
    }

    private CandidateRequest request(Session session, CandidateRequest.Source source) {
        OptionalLong dataset = scope.dataset(winnow, "candidates", session);
        OptionalLong run = scope.run(winnow, "candidates", session);
        try {
            return new CandidateRequest(
                    source,
                    new CandidateRequest.Draw(n, temperature, maxTokens, seed),
                    new CandidateRequest.Scope(filter, dataset, run),
                    parallel,
                    Duration.ofSeconds(timeout),
                    keepCut,
                    partial);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("candidates", String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(Session session, CandidateRequest request) throws IOException {
        CandidatesAnswer answer = new CandidatesAnswer(prices, dryRun);
        try (TerminalProgress progress = winnow.progress("Asking " + model)) {
            CandidateReport report = dryRun
                    ? session.candidates().plan(request, winnow.cancel())
                    : session.candidates().run(request, folder(session), progress, winnow.cancel());
            return answer.of(report);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("candidates", String.valueOf(e.getMessage()));
        }
    }

    private Path folder(Session session) {
        Path file = session.file();
        return out.orElseGet(() -> file.resolveSibling(file.getFileName() + ".candidates"));
    }
}
