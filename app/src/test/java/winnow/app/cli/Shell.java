package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import winnow.app.service.SettingsFile;
import winnow.store.job.CancelToken;

/** Runs commands in this process, with settings of their own and captured streams. */
record Shell(Path home, Map<String, String> environment, Window window, CancelToken cancel) {

    /** Without a display. */
    Shell(Path home) {
        this(home, Map.of(), workspace -> false, new CancelToken());
    }

    /** What a command printed and its exit code. */
    record Result(int code, String out, String err) {

        /** The one JSON object on standard output; fails when there is more or less. */
        JsonNode json() {
            try (MappingIterator<JsonNode> values =
                    new ObjectMapper().readerFor(JsonNode.class).readValues(out)) {
                List<JsonNode> all = values.readAll();
                assertEquals(1, all.size(), out);
                assertEquals(true, all.get(0).isObject(), out);
                return all.get(0);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }
    }

    Result run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                environment);
        String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = WinnowCommand.run(terminal, new SettingsFile(home), window, cancel, texts);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
