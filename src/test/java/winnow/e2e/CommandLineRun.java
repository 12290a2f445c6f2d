package winnow.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.app.cli.Terminal;
import winnow.app.cli.WinnowCommand;
import winnow.app.service.SettingsFile;
import winnow.store.job.CancelToken;

/** Runs commands of the program as the launcher does, and reads their JSON. */
final class CommandLineRun {

    /**
     * What a command came to.
     *
     * @param exitCode 0 done, 1 failed, 2 wrong usage, 3 done but some records failed
     * @param json the one object on standard output
     * @param err what stood on standard error
     */
    record Result(int exitCode, JsonNode json, String err) {}

    private final ObjectMapper mapper = new ObjectMapper();
    private final SettingsFile settings;
    private final Path workspace;

    CommandLineRun(SettingsFile settings, Path workspace) {
        this.settings = settings;
        this.workspace = workspace;
    }

    /** Runs {@code winnow -w WORKSPACE --json ARGUMENTS}. */
    Result run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-w", workspace.toString(), "--json"));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of());
        int exitCode =
                WinnowCommand.run(terminal, settings, file -> false, new CancelToken(), all.toArray(new String[0]));
        return new Result(exitCode, mapper.readTree(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
    }
}
