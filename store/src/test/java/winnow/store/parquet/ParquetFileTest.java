package winnow.store.parquet;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.media.MediaFolder;

/** Files that pyarrow and datasets wrote. */
class ParquetFileTest {

    static final Path FILES = Path.of("src/test/resources/parquet");

    @TempDir
    Path folder;

    /** What stood in a file. */
    record Content(List<Row> rows, Map<String, byte[]> blobs, String layout) {

        static Content of(Path file) throws IOException {
            Map<String, byte[]> blobs = new HashMap<>();
            List<Row> rows = new ArrayList<>();
            try (ParquetFile parquet = ParquetFile.open(file)) {
                Depot depot = bytes -> {
                    String name = MediaFolder.nameOf(bytes);
                    blobs.put(name, bytes);
                    return name;
                };
                parquet.read(depot, rows::add);
                return new Content(rows, blobs, parquet.layout().text());
            }
        }

        List<String> lines() {
            return rows.stream().map(row -> row.record().toString()).toList();
        }

        /** The same once more, through another file. */
        Content again(Path copy) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ParquetTarget target =
                    new ParquetTarget(out, ParquetLayout.parse(layout), name -> requireNonNull(blobs.get(name)));
            for (String line : lines()) {
                target.add(new ObjectMapper().readTree(line));
            }
            target.finish();
            return of(Files.write(copy, out.toByteArray()));
        }
    }

    static Stream<Path> readable() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.getFileName().toString().matches("(lz4|brotli|encrypted).*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("readable")
    void whatIsWrittenReadsBackAsItWas(Path file) throws IOException {
        Content read = Content.of(file);

        Content again = read.again(folder.resolve("copy.parquet"));

        assertEquals(read.lines(), again.lines());
        assertEquals(read.layout(), again.layout());
        assertEquals(read.blobs().keySet(), again.blobs().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none-1", "gzip-1", "zstd-1", "zstd-2"})
    void howAFileIsPackedMakesNoDifference(String packed) throws IOException {
        List<String> snappy =
                Content.of(FILES.resolve("types-snappy-1.parquet")).lines();

        assertEquals(
                snappy,
                Content.of(FILES.resolve("types-" + packed + ".parquet")).lines());
    }

    @Test
    void valuesWrittenAsDifferencesAreRead() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            expected.add("{\"question\":\"What is " + i + " times " + i + "?\",\"answer\":\"" + i * i + "\",\"n\":" + i
                    + "}");
        }

        assertEquals(expected, Content.of(FILES.resolve("delta.parquet")).lines());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lz4                    | : column "question" is packed with LZ4_RAW. Known are none, snappy, gzip and zstd; \
            write the file again with one of these.
            brotli                 | : column "question" is packed with BROTLI. Known are none, snappy, gzip and zstd; \
            write the file again with one of these.
            encrypted-whole-footer | is encrypted. Write it again without encryption, and import that.
            encrypted-plain-footer | is encrypted. Write it again without encryption, and import that.
            """)
    void whatCannotBeReadIsRefusedInOneSentence(String name, String message) {
        Path file = FILES.resolve(name + ".parquet");

        IOException refused = assertThrows(IOException.class, () -> Content.of(file));

        assertEquals(file + (message.startsWith(":") ? message : " " + message), refused.getMessage());
    }
}
