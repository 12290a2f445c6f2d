package winnow.store.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Keeps the packed pages of one column until its row group is written. */
final class ChunkBuffer implements PageWriter {

    private final ColumnDescriptor column;
    private final Codec codec;
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final Set<org.apache.parquet.format.Encoding> encodings = new TreeSet<>();
    private long values;
    private long plainSize;

    ChunkBuffer(ColumnDescriptor column, Codec codec) {
        this.column = column;
        this.codec = codec;
    }

    @SuppressWarnings("ParameterNumber") // as PageWriter has it
    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            SizeStatistics sizes,
            GeospatialStatistics places,
            Encoding repetitions,
            Encoding definitions,
            Encoding contents)
            throws IOException {
        writePage(bytes, valueCount, rowCount, statistics, repetitions, definitions, contents);
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            Encoding repetitions,
            Encoding definitions,
            Encoding contents)
            throws IOException {
        PageHeader header = new PageHeader();
        header.setType(PageType.DATA_PAGE);
        header.setData_page_header(
                new DataPageHeader(valueCount, code(contents), code(definitions), code(repetitions)));
        write(header, bytes, pages);
        values += valueCount;
    }

    @SuppressWarnings("deprecation") // nobody calls it, but there must be one
    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> statistics,
            Encoding repetitions,
            Encoding definitions,
            Encoding contents)
            throws IOException {
        writePage(bytes, valueCount, valueCount, statistics, repetitions, definitions, contents);
    }

    @SuppressWarnings("ParameterNumber") // as PageWriter has it
    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitions,
            BytesInput definitions,
            Encoding dataEncoding,
            BytesInput data,
            Statistics<?> statistics) {
        throw new UnsupportedOperationException("Pages are written in their first version");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        PageHeader header = new PageHeader();
        header.setType(PageType.DICTIONARY_PAGE);
        header.setDictionary_page_header(new DictionaryPageHeader(page.getDictionarySize(), code(page.getEncoding())));
        write(header, page.getBytes(), dictionary);
    }

    private void write(PageHeader header, BytesInput bytes, OutputStream out) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream((int) bytes.size());
        bytes.writeAllTo(copy);
        byte[] plain = copy.toByteArray();
        byte[] packed = codec.pack(plain);
        header.setUncompressed_page_size(plain.length);
        header.setCompressed_page_size(packed.length);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        head.writeTo(out);
        out.write(packed);
        plainSize += head.size() + plain.length;
    }

    private org.apache.parquet.format.Encoding code(Encoding encoding) {
        org.apache.parquet.format.Encoding code = org.apache.parquet.format.Encoding.valueOf(encoding.name());
        encodings.add(code);
        return code;
    }

    /** Writes the pages, and says where they lie. */
    ColumnChunk writeTo(OutputStream out, long position) throws IOException {
        dictionary.writeTo(out);
        pages.writeTo(out);
        ColumnMetaData data = new ColumnMetaData(
                type(column.getPrimitiveType().getPrimitiveTypeName()),
                new ArrayList<>(encodings),
                Arrays.asList(column.getPath()),
                codec.code(),
                values,
                plainSize,
                getMemSize(),
                position + dictionary.size());
        if (dictionary.size() > 0) {
            data.setDictionary_page_offset(position);
        }
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(data);
        return chunk;
    }

    private static Type type(PrimitiveTypeName name) {
        return name == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(name.name());
    }

    /** Bytes before packing. */
    long plainSize() {
        return plainSize;
    }

    @Override
    public long getMemSize() {
        return (long) dictionary.size() + pages.size();
    }

    @Override
    public long allocatedSize() {
        return getMemSize();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + getMemSize();
    }
}
