package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed and malicious files. */
class HostileJsonTest {

    private static final Path HOSTILE = Path.of("src/test/resources/hostile/json");

    @TempDir
    Path folder;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(HOSTILE)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    static Stream<Path> goodJson() throws IOException {
        return files().filter(file -> file.getFileName().toString().startsWith("y_"));
    }

    static Stream<Path> badJson() throws IOException {
        return files().filter(file -> file.getFileName().toString().startsWith("n_"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRecordOfAHostileFileIsAcceptedOrRejectedOnce(Path file) throws IOException {
        for (DatasetReader reader :
                List.of(new LlavaJson(), new LlavaJsonl(), new QuestionAnswer(), new OpenAiMessages(), new Texts())) {
            Collected read = Collected.of(reader, file);

            List<Long> records = read.records().stream().distinct().toList();
            assertEquals(LongStream.range(0, records.size()).boxed().toList(), records);
            assertTrue(
                    read.reasons().stream().allMatch(r -> r.endsWith(".") && !r.contains("\n")), "" + read.reasons());
        }
    }

    @ParameterizedTest
    @MethodSource("goodJson")
    void goodJsonIsNeverCalledBad(Path file) throws IOException {
        Collected read = Collected.of(new LlavaJson(), file);

        assertTrue(
                read.reasons().stream()
                        .allMatch(reason -> reason.contains("; expected was an object")
                                || reason.contains("no field \"conversations\"")
                                || reason.contains("does not start with")),
                "" + read.reasons());
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void badJsonIsRejected(Path file) throws IOException {
        Collected read = Collected.of(new LlavaJson(), file);

        assertEquals(List.of(), read.samples());
        assertTrue(!read.rejects().isEmpty());
    }

    @Test
    void awkwardTextsAreKeptExactly() throws IOException {
        Path file = HOSTILE.resolve("blns.json");
        Collected read = Collected.of(new Texts(), file);
        StringWriter out = new StringWriter();

        new Texts().write(out, read.containers().get(0), read.rawsOnce());

        JsonNode expected = new ObjectMapper().readTree(file.toFile());
        assertEquals(515, read.samples().size());
        assertEquals(List.of(), read.rejects());
        assertEquals(expected, new ObjectMapper().readTree(out.toString()));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).asText(), read.samples().get(i).answer());
        }
    }

    @Test
    void aLineOfTwoMegabytesIsASampleLikeAnyOther() throws IOException {
        String answer = "x".repeat(2_000_000);
        String line = "{\"conversations\":[{\"from\":\"gpt\",\"value\":\"" + answer + "\"}]}";
        Path file = Files.writeString(folder.resolve("giant.jsonl"), line + "\n" + line.replace(answer, "short"));

        Collected read = Collected.of(new LlavaJsonl(), file);

        assertEquals(answer, read.samples().get(0).answer());
        assertEquals("short", read.samples().get(1).answer());
    }

    @Test
    void aDeeplyNestedUnknownFieldIsRefused() throws IOException {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        Path file = Files.writeString(folder.resolve("deep.json"), "[" + deep + "]");

        Collected read = Collected.of(new LlavaJson(), file);

        assertEquals(List.of("The record is nested more than 200 levels deep."), read.reasons());
    }

    @Test
    void textAfterTheArrayIsReportedOnceAndTheRecordsBeforeItStay() throws IOException {
        String record = "{\"conversations\":[{\"from\":\"gpt\",\"value\":\"a\"}]}";
        Path file = Files.writeString(folder.resolve("two.json"), "[" + record + "]\n[" + record + "]");

        Collected read = Collected.of(new LlavaJson(), file);

        assertEquals(List.of(record), read.raws());
        assertEquals(List.of("After the closing \"]\" there is more text in line 2; it was not read."), read.reasons());
    }

    @Test
    void aMissingCommaIsReportedOnceAndTheRecordsBeforeItStay() throws IOException {
        String record = "{\"conversations\":[{\"from\":\"gpt\",\"value\":\"a\"}]}";
        Path file = Files.writeString(folder.resolve("comma.json"), "[" + record + "\n" + record + "]");

        Collected read = Collected.of(new LlavaJson(), file);

        assertEquals(List.of(record), read.raws());
        assertEquals(List.of("A comma is missing before line 2; the rest of the file was not read."), read.reasons());
    }

    @Test
    void aLineSeparatorInsideAStringDoesNotEndTheLine() throws IOException {
        String record = "{\"conversations\":[{\"from\":\"gpt\",\"value\":\"a\u2028b\u0085c\"}]}";
        Path file = Files.writeString(folder.resolve("separator.jsonl"), record);

        assertEquals(
                "a\u2028b\u0085c",
                Collected.of(new LlavaJsonl(), file).samples().get(0).answer());
    }
}
