package winnow.store.parquet;

import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

/** The pages of one row group. */
final class GroupPages implements PageReadStore {

    private final FileChannel channel;
    private final RowGroup group;
    private final PageRoom room;
    private final List<ChunkPages> open = new ArrayList<>();

    GroupPages(FileChannel channel, RowGroup group, PageRoom room) {
        this.channel = channel;
        this.group = group;
        this.room = room;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor descriptor) {
        List<String> path = Arrays.asList(descriptor.getPath());
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData data = chunk.getMeta_data();
            if (data.getPath_in_schema().equals(path)) {
                String name = data.getType() == Type.BYTE_ARRAY
                        ? "BINARY"
                        : data.getType().name();
                if (!descriptor.getPrimitiveType().getPrimitiveTypeName().name().equals(name)) {
                    throw new IllegalStateException("Column " + path + " is of two types");
                }
                ChunkPages pages = new ChunkPages(channel, data, descriptor.getPrimitiveType(), room);
                open.add(pages);
                return pages;
            }
        }
        throw new IllegalStateException("Column " + path + " is missing");
    }

    @Override
    public long getRowCount() {
        return group.getNum_rows();
    }

    @Override
    public void close() {
        open.forEach(ChunkPages::close);
        open.clear();
    }
}
