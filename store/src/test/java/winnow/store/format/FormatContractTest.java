package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.store.data.Media;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * What every format owes, checked turn by turn on the files in {@code examples/<format id>}; {@link DatasetFilesTest}
 * counts what comes of real files of all layouts.
 */
class FormatContractTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/examples");

    record Example(DatasetReader reader, Path file) {
        @Override
        public String toString() {
            return reader.id() + ": " + file.getFileName();
        }
    }

    @TempDir
    Path folder;

    static Stream<DatasetReader> readers() {
        return ServiceLoader.load(DatasetReader.class).stream().map(ServiceLoader.Provider::get);
    }

    private static List<DatasetReader> llava() {
        return readers().filter(reader -> reader.id().startsWith("llava-json")).toList();
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (DatasetReader reader : llava()) {
            try (Stream<Path> files = Files.list(EXAMPLES.resolve(reader.id()))) {
                files.filter(file -> !file.endsWith("expected.json"))
                        .sorted()
                        .forEach(file -> examples.add(new Example(reader, file)));
            }
        }
        return examples.stream();
    }

    @Test
    void everyIdIsShortLowerCaseAndUnique() {
        List<String> ids = readers().map(DatasetReader::id).toList();

        assertTrue(ids.stream().allMatch(id -> id.matches("[a-z0-9-]{2,24}")), "" + ids);
        assertEquals(ids.size(), ids.stream().distinct().count());
        assertTrue(ids.containsAll(List.of("llava-json", "llava-jsonl", "qa")), "" + ids);
    }

    @Test
    void everyReaderHasAWriterOfTheSameName() {
        List<String> writers = ServiceLoader.load(DatasetWriter.class).stream()
                .map(writer -> writer.get().id())
                .toList();

        assertEquals(readers().map(DatasetReader::id).toList(), writers);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exactlyItsOwnFormatIsTheSurest(Example example) throws IOException {
        int own = example.reader().confidence(example.file());

        assertTrue(own > 0 && own <= 100, "confidence " + own);
        for (DatasetReader other : readers().toList()) {
            assertTrue(
                    other.id().equals(example.reader().id()) || other.confidence(example.file()) < own,
                    other.id() + " is as sure");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsWhatIsExpected(Example example) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(EXAMPLES.resolve(example.reader().id())
                        .resolve("expected.json")
                        .toFile())
                .path(example.file().getFileName().toString());
        assertFalse(expected.isMissingNode(), "expected.json says nothing about this file");

        Collected read = Collected.of(example.reader(), example.file());

        assertEquals(
                lines(expected.path("samples")),
                read.samples().stream().map(FormatContractTest::line).toList());
        assertEquals(
                lines(expected.path("rejects")),
                read.rejects().stream().map(FormatContractTest::line).toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesBackWhatItRead(Example example) throws IOException {
        Collected read = Collected.of(example.reader(), example.file());
        DatasetWriter writer = (DatasetWriter) example.reader();
        StringWriter out = new StringWriter();

        writer.write(out, read.rawsOnce());

        Path copy = Files.writeString(folder.resolve("copy" + writer.extension()), out.toString());
        Collected again = Collected.of(example.reader(), copy);
        assertEquals(read.raws(), again.raws());
        assertEquals(List.of(), again.rejects());
    }

    private static List<String> lines(JsonNode entries) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : entries) {
            lines.add(entry.has("reason") ? expectedReject(entry) : expectedSample(entry));
        }
        return lines;
    }

    private static String expectedSample(JsonNode entry) {
        StringBuilder text = new StringBuilder("record " + entry.path("record") + " line " + entry.path("line"));
        for (JsonNode turn : entry.path("turns")) {
            text.append('\n')
                    .append(turn.get(0).asText())
                    .append(": ")
                    .append(turn.get(1).asText());
        }
        for (JsonNode media : entry.path("media")) {
            text.append('\n')
                    .append(media.get(0).asText())
                    .append(' ')
                    .append(media.get(1).asText());
        }
        return text.toString();
    }

    private static String line(Sample sample) {
        StringBuilder text = new StringBuilder("record " + sample.record() + " line " + sample.line());
        for (Turn turn : sample.turns()) {
            text.append('\n').append(turn.role()).append(": ").append(turn.text());
        }
        for (Media media : sample.media()) {
            text.append('\n').append(media.kind()).append(' ').append(media.path());
        }
        return text.toString();
    }

    private static String expectedReject(JsonNode entry) {
        return "record " + entry.path("record") + " line " + entry.path("line").asInt(0) + ": "
                + entry.path("reason").asText();
    }

    private static String line(Reject reject) {
        return "record " + reject.record() + " line " + reject.line().orElse(0) + ": " + reject.reason();
    }
}
