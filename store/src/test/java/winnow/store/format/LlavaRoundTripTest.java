package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Properties of both LLaVA formats on records with odd white space, escapes, and fields nobody knows. */
class LlavaRoundTripTest {

    private final LlavaJson array = new LlavaJson();
    private final LlavaJsonl lines = new LlavaJsonl();

    @Property(tries = 200)
    void anExportOfAWholeArrayEqualsTheImportedFile(@ForAll("recordsOfSeveralLines") List<String> records)
            throws IOException {
        Collected read = read(array, "[" + String.join(" ,\r\n", records) + "\n]");
        assertEquals(records, read.raws());

        Collected again = read(array, written(array, read));

        assertEquals(records, again.raws());
        assertEquals(List.of(), again.rejects());
    }

    @Property(tries = 200)
    void anExportOfAllLinesEqualsTheImportedFile(@ForAll("recordsOfOneLine") List<String> records) throws IOException {
        String file = records.stream().map(record -> record + "\n").collect(Collectors.joining());

        assertEquals(file, written(lines, read(lines, file)));
    }

    @Property(tries = 200)
    void everyElementIsAcceptedOrRejectedExactlyOnce(@ForAll("elementsWithDamage") List<String> elements)
            throws IOException {
        Collected read = read(array, "[" + String.join(",", elements) + "]");

        assertEquals(LongStream.range(0, elements.size()).boxed().toList(), read.records());
        assertEquals(elements.stream().filter(LlavaRoundTripTest::isWhole).toList(), read.raws());
    }

    @Property(tries = 200)
    void everyLineIsAcceptedOrRejectedExactlyOnce(@ForAll("linesWithDamage") List<String> damaged) throws IOException {
        Collected read = read(lines, String.join("\n", damaged));

        List<String> records =
                damaged.stream().filter(line -> !line.matches("[ \t\r]*")).toList();
        assertEquals(LongStream.range(0, records.size()).boxed().toList(), read.records());
        assertEquals(records.stream().filter(LlavaRoundTripTest::isWhole).toList(), read.raws());
    }

    @Property(tries = 200)
    void whereverAnArrayIsCutTheRecordsBeforeStayAndOneRejectSaysSo(
            @ForAll("recordsOfSeveralLines") List<String> records, @ForAll("fractions") double where)
            throws IOException {
        byte[] whole = ("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8);
        int end = 1 + (int) (where * (whole.length - 2));

        Collected read = read(array, Arrays.copyOf(whole, end));

        assertEquals(records.subList(0, read.samples().size()), read.raws());
        assertEquals(1, read.rejects().size());
    }

    @Property(tries = 300)
    void noBytesAtAllMakeAReaderThrow(@ForAll byte[] bytes) throws IOException {
        for (DatasetReader reader : List.of(array, lines)) {
            Collected read = read(reader, bytes);

            assertEquals(LongStream.range(0, read.records().size()).boxed().toList(), read.records());
        }
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.doubles().between(0, 1);
    }

    @Provide
    Arbitrary<List<String>> recordsOfSeveralLines() {
        return records(Arbitraries.of("", " ", "\n", "\r\n\t "))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> recordsOfOneLine() {
        return records(Arbitraries.of("", " ", "\t", "\r ")).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> elementsWithDamage() {
        Arbitrary<String> bad = Arbitraries.of(
                "{}",
                "null",
                "17",
                "\"a,]\\\"b\"",
                "[1,[2]]",
                "{\"a\":[}]",
                "{\"conversations\":[{}]}",
                "{'a':1}",
                "nul");
        return Arbitraries.frequencyOf(Tuple.of(2, records(Arbitraries.of("", "\n"))), Tuple.of(1, bad))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> linesWithDamage() {
        Arbitrary<String> bad = Arbitraries.of(
                "", "  ", "{}", "null", "{\"a\":", "[{\"conversations\":[]}]", "}{", "\u2028", "{\"a\":1} x");
        return Arbitraries.frequencyOf(Tuple.of(2, records(Arbitraries.of("", " "))), Tuple.of(1, bad))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static boolean isWhole(String element) {
        return element.startsWith("{") && element.contains("\"gpt\"");
    }

    private static Arbitrary<String> records(Arbitrary<String> white) {
        Arbitrary<String> unknown = Combinators.combine(value(white, 2), white)
                .as((value, space) -> "\"unknown\\u0021\"" + space + ":" + value + space);
        return Combinators.combine(text(), text(), unknown, white, white)
                .as((question, answer, field, a, b) -> "{" + a + "\"conversations\"" + b + ":" + a + "[{\"from\":" + b
                        + "\"human\",\"value\":" + question + "}" + a + "," + b + "{\"value\":" + answer
                        + ",\"from\":\"gpt\"" + a + "}]" + b + "," + field + "}");
    }

    private static Arbitrary<String> value(Arbitrary<String> white, int depth) {
        Arbitrary<String> plain =
                Arbitraries.oneOf(text(), Arbitraries.of("1.50", "-0", "1e400", "true", "null", "0.1E+2", "{}", "[ ]"));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<List<String>> inner =
                value(white, depth - 1).list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> list = Combinators.combine(inner, white)
                .as((values, space) -> "[" + space + String.join(space + ",", values) + "]");
        Arbitrary<String> object = Combinators.combine(inner, white).as((values, space) -> {
            List<String> fields = new ArrayList<>();
            for (String each : values) {
                fields.add("\"}]\\\\" + fields.size() + "\":" + space + each);
            }
            return "{" + String.join("," + space, fields) + "}";
        });
        return Arbitraries.oneOf(plain, list, object);
    }

    /** A JSON string as it may stand in a file: any character, some of them escaped. */
    private static Arbitrary<String> text() {
        Arbitrary<String> escapes =
                Arbitraries.of("\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\u2028");
        Arbitrary<String> characters = Arbitraries.strings()
                .ofMaxLength(6)
                .filter(s -> s.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '<'))
                .filter(s -> StandardCharsets.UTF_8.newEncoder().canEncode(s));
        return Arbitraries.oneOf(escapes, characters, Arbitraries.of("[{", "}]", ",", "\u2028", "\u0085", "猫", "😀"))
                .list()
                .ofMaxSize(6)
                .map(parts -> "\"" + String.join("", parts) + "\"");
    }

    private static Collected read(DatasetReader reader, String content) throws IOException {
        return read(reader, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Collected read(DatasetReader reader, byte[] content) throws IOException {
        Path file = Files.createTempFile("records", ".json");
        try {
            return Collected.of(reader, Files.write(file, content));
        } finally {
            Files.delete(file);
        }
    }

    private static String written(DatasetWriter writer, Collected read) throws IOException {
        StringWriter out = new StringWriter();
        writer.write(out, read.rawsOnce());
        return out.toString();
    }
}
