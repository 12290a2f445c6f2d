package winnow.store.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and malicious files: each is read, or refused in one sentence. */
class HostileParquetTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"llava", "delta", "types-zstd-2"})
    void aFileThatEndsTooEarlyIsRefused(String name) throws IOException {
        byte[] bytes = bytes(name);
        for (int length = 4; length < bytes.length; length += 37) {
            IOException refused = refused(Arrays.copyOf(bytes, length));

            assertEquals(
                    file() + " starts as a Parquet file, but its end is missing: it was cut off. Fetch it again.",
                    refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"2147483647", "-1", "-2147483648", "1000000000"})
    void aFooterLongerThanTheFileIsRefused(int length) throws IOException {
        byte[] bytes = bytes("llava");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);

        IOException refused = refused(bytes);

        assertEquals(
                file() + " claims a footer of " + (length & 0xFFFFFFFFL) + " bytes, more than the "
                        + (bytes.length - 12) + " that can be there. It is damaged; fetch it again.",
                refused.getMessage());
    }

    @Test
    void aFooterThatIsNoneIsRefused() throws IOException {
        byte[] bytes = bytes("llava");
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        Arrays.fill(bytes, bytes.length - 8 - length, bytes.length - 8, (byte) 0x19);

        assertEquals(
                file() + " has a footer that cannot be read: the file is damaged. Fetch it again.",
                refused(bytes).getMessage());
    }

    /** One byte after the other becomes another; the seed is fixed. */
    @ParameterizedTest
    @ValueSource(strings = {"llava", "delta", "types-snappy-1"})
    void aFileWithAWrongByteIsReadOrRefused(String name) throws IOException {
        byte[] bytes = bytes(name);
        Random random = new Random(6);
        int refused = 0;
        int step = bytes.length / 800 + 1;
        for (int i = 4; i < bytes.length - 4; i += step) {
            byte right = bytes[i];
            bytes[i] = (byte) (right ^ (1 + random.nextInt(255)));
            refused += isRefused(bytes) ? 1 : 0;
            bytes[i] = right;
        }

        assertTrue(refused > 80, refused + " refused");
    }

    private boolean isRefused(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        try {
            ParquetFileTest.Content.of(file());
            return false;
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(
                    message.startsWith(file().toString()) && message.endsWith(".") && !message.contains("\n"), message);
            return true;
        }
    }

    @Test
    void aSmallFileOfEndlessRowsIsRefused() throws IOException {
        List<SchemaElement> elements = List.of(
                new SchemaElement("schema").setNum_children(1),
                new SchemaElement("text")
                        .setType(Type.BYTE_ARRAY)
                        .setRepetition_type(FieldRepetitionType.OPTIONAL)
                        .setConverted_type(ConvertedType.UTF8));
        ParquetLayout layout = new ParquetLayout(elements, Map.of(), Codec.ZSTD);
        try (var out = Files.newOutputStream(file())) {
            ParquetTarget target = new ParquetTarget(out, layout, name -> new byte[0]);
            var row = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1 << 20));
            for (int i = 0; i < 300; i++) {
                target.add(row);
            }
            target.finish();
        }

        IOException refused = assertThrows(IOException.class, () -> ParquetFileTest.Content.of(file()));

        assertEquals(
                file() + " unpacks to more than 256 MB, which no dataset of its size does; it was not read.",
                refused.getMessage());
    }

    @Test
    void aPageThatClaimsMoreValuesThanThereIsMemoryForIsRefused() throws IOException {
        byte[] differences = {-128, 1, 4, -128, -128, -128, -128, 4, 0, 0}; // blocks of 128 in 4 parts, 2^30 values
        PageHeader header = dataPage(differences.length, differences.length);
        header.getData_page_header().setEncoding(Encoding.DELTA_BINARY_PACKED);

        IOException refused = refused(fileOf(header, differences));

        assertEquals(
                file() + " cannot be read from its row 1 on: a page claims more values than there is memory for."
                        + " Fetch it again, or give Java more memory.",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000_000_000, Integer.MAX_VALUE})
    void aPageThatClaimsToUnpackToGigabytesIsRefusedBeforeMemoryIsTaken(int size) throws IOException {
        long most = Math.min(768, (Runtime.getRuntime().maxMemory() / 3) >> 20);

        IOException refused = refused(fileOf(dataPage(size, 8), new byte[8]));

        assertEquals(
                file() + " cannot be read from its row 1 on: its pages need more than " + most
                        + " MB at once. Give Java more memory, or write the file again with row groups of 100 rows.",
                refused.getMessage());
    }

    @Test
    void aPageLongerThanItsColumnIsRefused() throws IOException {
        IOException refused = refused(fileOf(dataPage(100, 1_000_000), new byte[100]));

        assertEquals(
                file() + " cannot be read from its row 1 on: a page claims 1000000 packed bytes for 100."
                        + " Fetch it again.",
                refused.getMessage());
    }

    private static PageHeader dataPage(int size, int packed) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, packed);
        header.setData_page_header(new DataPageHeader(Integer.MAX_VALUE, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        return header;
    }

    /** A file of one column of numbers and one page. */
    private static byte[] fileOf(PageHeader header, byte[] page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PAR1".getBytes(StandardCharsets.ISO_8859_1));
        Util.writePageHeader(header, out);
        out.writeBytes(page);
        ColumnMetaData column = new ColumnMetaData(
                Type.INT64,
                List.of(Encoding.PLAIN),
                List.of("n"),
                CompressionCodec.UNCOMPRESSED,
                Integer.MAX_VALUE,
                out.size() - 4,
                out.size() - 4,
                4);
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(column);
        SchemaElement number =
                new SchemaElement("n").setType(Type.INT64).setRepetition_type(FieldRepetitionType.REQUIRED);
        RowGroup group = new RowGroup(List.of(chunk), out.size(), Integer.MAX_VALUE);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(
                new FileMetaData(2, List.of(root(1), number), Integer.MAX_VALUE, List.of(group)), footer);
        footer.writeTo(out);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        out.writeBytes("PAR1".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    @Test
    void columnsThatMakeNoSenseAreRefused() throws IOException {
        SchemaElement text =
                new SchemaElement("a").setType(Type.BYTE_ARRAY).setRepetition_type(FieldRepetitionType.OPTIONAL);
        List<SchemaElement> deep = new ArrayList<>(List.of(new SchemaElement("schema").setNum_children(1)));
        for (int i = 0; i < 60; i++) {
            deep.add(new SchemaElement("g" + i).setNum_children(1).setRepetition_type(FieldRepetitionType.OPTIONAL));
        }
        deep.add(text);

        assertEquals("has two columns named \"a\"", said(List.of(root(2), text, text)));
        assertEquals("describes only part of its columns", said(List.of(root(2), text)));
        assertEquals("describes its columns twice", said(List.of(root(1), text, text)));
        assertEquals("has a group without columns", said(List.of(root(0))));
        assertEquals("has a group without columns", said(List.of(root(Integer.MAX_VALUE), text)));
        assertEquals("has columns nested more than 50 levels deep", said(deep));
    }

    private static SchemaElement root(int columns) {
        return new SchemaElement("schema").setNum_children(columns);
    }

    private static String said(List<SchemaElement> elements) {
        return String.valueOf(
                assertThrows(SchemaException.class, () -> Schema.of(elements)).getMessage());
    }

    private Path file() {
        return folder.resolve("hostile.parquet");
    }

    private IOException refused(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
        return assertThrows(IOException.class, () -> ParquetFileTest.Content.of(file()));
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(ParquetFileTest.FILES.resolve(name + ".parquet"));
    }
}
