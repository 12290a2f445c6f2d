package winnow.store.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;

/** Reads the pages of one column of one row group, one after the other; no more than one is in memory. */
final class ChunkPages implements PageReader, AutoCloseable {

    private static final int HEADER = 1 << 12;
    private static final int LONG_HEADER = 1 << 24; // some hold the smallest and the largest value of the page

    private final FileChannel channel;
    private final ColumnMetaData data;
    private final Codec codec;
    private final PageRoom room;
    private final Statistics<?> nothingKnown;
    private final long end;
    private long position;
    private long valuesRead;
    private long pageSize;
    private long dictionarySize;

    ChunkPages(FileChannel channel, ColumnMetaData data, PrimitiveType type, PageRoom room) {
        this.channel = channel;
        this.data = data;
        this.codec = Codec.of(data.getCodec()).orElseThrow(); // the footer was checked
        this.room = room;
        this.nothingKnown = Statistics.createStats(type);
        this.position = Footer.start(data);
        this.end = position + data.getTotal_compressed_size();
    }

    @Override
    public long getTotalValueCount() {
        return data.getNum_values();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            long before = position;
            Optional<PageHeader> header = header();
            if (header.isEmpty() || header.get().getType() != PageType.DICTIONARY_PAGE) {
                position = before;
                return none();
            }
            byte[] bytes = page(header.get(), 0);
            int values = header.get().getDictionary_page_header().getNum_values();
            if (values < 0 || values > bytes.length) {
                throw new IOException("a dictionary of " + values + " values has " + bytes.length + " bytes");
            }
            dictionarySize = bytes.length + 16L * values;
            room.take(dictionarySize, 0);
            return new DictionaryPage(
                    BytesInput.from(bytes),
                    values,
                    encoding(header.get().getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("NullAway") // what PageReader says where there is no dictionary
    private static DictionaryPage none() {
        return null;
    }

    @SuppressWarnings("NullAway") // what PageReader says after the last page
    @Override
    public DataPage readPage() {
        try {
            while (valuesRead < data.getNum_values()) {
                Optional<PageHeader> header = header();
                if (header.isEmpty()) {
                    throw new EOFException("the pages of a column end too early");
                }
                if (header.get().getType() == PageType.DATA_PAGE) {
                    return first(header.get());
                }
                if (header.get().getType() == PageType.DATA_PAGE_V2) {
                    return second(header.get());
                }
                position += header.get().getCompressed_page_size();
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataPage first(PageHeader header) throws IOException {
        DataPageHeader page = header.getData_page_header();
        byte[] bytes = dataPage(header, page.getNum_values(), 0);
        Encoding values = encoding(page.getEncoding());
        return new DataPageV1(
                BytesInput.from(bytes),
                page.getNum_values(),
                bytes.length,
                nothingKnown,
                encoding(page.getRepetition_level_encoding()),
                encoding(page.getDefinition_level_encoding()),
                values);
    }

    private DataPage second(PageHeader header) throws IOException {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        int packed = header.getCompressed_page_size();
        if (repetitions < 0 || definitions < 0 || (long) repetitions + definitions > packed) {
            throw new IOException("the levels of a page are longer than the page");
        }
        int levels = repetitions + definitions;
        byte[] before = Footer.bytes(channel, position, Math.min(levels, (int) Math.max(0, end - position)));
        byte[] bytes = dataPage(header, page.getNum_values(), levels);
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(before, 0, repetitions),
                BytesInput.from(before, repetitions, definitions),
                encoding(page.getEncoding()),
                BytesInput.from(bytes),
                nothingKnown);
    }

    private byte[] dataPage(PageHeader header, int values, int plainBefore) throws IOException {
        if (values < 0) {
            throw new IOException("a page has " + values + " values");
        }
        byte[] bytes = page(header, plainBefore);
        valuesRead += values;
        return bytes;
    }

    /** The rest of a page, unpacked; moves on to the next. */
    private byte[] page(PageHeader header, int plainBefore) throws IOException {
        int packed = header.getCompressed_page_size();
        int plain = header.getUncompressed_page_size() - plainBefore;
        if (packed < 0 || packed > end - position || plain < 0) {
            throw new IOException("a page claims " + packed + " packed bytes for " + plain);
        }
        long takes = (long) plain + packed;
        room.take(takes, pageSize);
        pageSize = plain;
        room.giveBack(packed); // after this method only what was unpacked is there
        byte[] bytes = Footer.bytes(channel, position + plainBefore, packed - plainBefore);
        position += packed;
        boolean isPacked = !header.isSetData_page_header_v2()
                || header.getData_page_header_v2().isIs_compressed();
        return isPacked ? codec.unpack(bytes, plain) : Codec.UNCOMPRESSED.unpack(bytes, plain);
    }

    /** Reads the header of the next page, if there is one. */
    private Optional<PageHeader> header() throws IOException {
        if (position >= end) {
            return Optional.empty();
        }
        try {
            return Optional.of(header(HEADER));
        } catch (IOException e) {
            return Optional.of(header(LONG_HEADER));
        }
    }

    private PageHeader header(int atMost) throws IOException {
        int length = (int) Math.min(atMost, end - position);
        ByteArrayInputStream in = new ByteArrayInputStream(Footer.bytes(channel, position, length));
        PageHeader header = Util.readPageHeader(in);
        position += length - in.available();
        return header;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    @Override
    public void close() {
        room.giveBack(pageSize + dictionarySize);
        pageSize = 0;
        dictionarySize = 0;
    }
}
