package winnow.store.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Writes a Parquet file row by row. Holds a row group in memory, of about 64 MB at most. Confined to one thread. */
public final class ParquetTarget {

    private static final int GROUP_ROWS = 1_000; // as datasets writes them
    private static final long GROUP_BYTES = 64L << 20;
    private static final byte[] MAGIC = Footer.MAGIC.getBytes(StandardCharsets.ISO_8859_1);

    private final OutputStream out;
    private final ParquetLayout layout;
    private final Column columns;
    private final Supply supply;
    private final List<RowGroup> groups = new ArrayList<>();
    private Group group;
    private long position;
    private long rows;

    /**
     * Starts a file.
     *
     * @param out where to; not closed here
     * @param supply gives the bytes that stand in the rows by name
     * @throws IOException if {@code out} cannot be written
     */
    public ParquetTarget(OutputStream out, ParquetLayout layout, Supply supply) throws IOException {
        this.out = out;
        this.layout = layout;
        this.columns = layout.columns();
        this.supply = supply;
        this.group = new Group();
        write(MAGIC);
    }

    /**
     * Writes a row, as {@link ParquetFile} gave it.
     *
     * @throws IOException if it does not fit the columns, with a message for the user, or cannot be written
     */
    public void add(JsonNode row) throws IOException {
        group.writer.write(row);
        group.rows++;
        rows++;
        if (group.rows >= GROUP_ROWS || group.size() >= GROUP_BYTES) {
            endGroup();
            group = new Group();
        }
    }

    /** Writes the end of the file; nothing can be added afterwards. */
    public void finish() throws IOException {
        if (group.rows > 0) {
            endGroup();
        }
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(layout.footer(rows, groups), footer);
        write(footer.toByteArray());
        write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        write(MAGIC);
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private void endGroup() throws IOException {
        group.writer.finish();
        group.store.close(); // hands the last pages over
        List<ColumnChunk> chunks = new ArrayList<>();
        long start = position;
        long plain = 0;
        for (ChunkBuffer buffer : group.buffers) {
            chunks.add(buffer.writeTo(out, position));
            position += buffer.getMemSize();
            plain += buffer.plainSize();
        }
        RowGroup written = new RowGroup(chunks, plain, group.rows);
        written.setFile_offset(start);
        written.setTotal_compressed_size(position - start);
        groups.add(written);
    }

    private static ParquetProperties properties(Column columns) {
        ParquetProperties.Builder properties = ParquetProperties.builder()
                .withAllocator(new HeapByteBufferAllocator())
                .withStatisticsEnabled(false)
                .withSizeStatisticsEnabled(false);
        for (ColumnDescriptor column : columns.message().getColumns()) {
            PrimitiveTypeName name = column.getPrimitiveType().getPrimitiveTypeName();
            boolean pictures =
                    name == PrimitiveTypeName.BINARY && column.getPath()[column.getPath().length - 1].equals("bytes");
            if (pictures) {
                properties.withDictionaryEncoding(String.join(".", column.getPath()), false);
            }
        }
        return properties.build();
    }

    /** The row group that is being filled. */
    private final class Group implements PageWriteStore {

        private final List<ChunkBuffer> buffers = new ArrayList<>();
        private final ColumnWriteStoreV1 store;
        private final RowWriter writer;
        private long rows;

        Group() {
            this.store = new ColumnWriteStoreV1(columns.message(), this, properties(columns));
            this.writer = new RowWriter(
                    columns,
                    new ColumnIOFactory().getColumnIO(columns.message()).getRecordWriter(store),
                    supply);
        }

        @Override
        public PageWriter getPageWriter(ColumnDescriptor column) {
            ChunkBuffer buffer = new ChunkBuffer(column, layout.codec());
            buffers.add(buffer);
            return buffer;
        }

        long size() {
            return store.getBufferedSize()
                    + buffers.stream().mapToLong(ChunkBuffer::getMemSize).sum();
        }
    }
}
