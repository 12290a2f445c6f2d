package winnow.store.parquet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;

/** A Parquet file that is open for reading. Confined to one thread. */
public final class ParquetFile implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final FileMetaData footer;
    private final Column columns;

    private ParquetFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.footer = Footer.read(file, channel);
        try {
            this.columns = Schema.of(footer.getSchema());
        } catch (SchemaException e) {
            throw new IOException(file + " " + e.getMessage() + ", so its rows cannot be read.", e);
        }
    }

    /** Whether a file starts as Parquet files do. */
    public static boolean is(byte[] head) {
        String magic = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
        return magic.equals(Footer.MAGIC) || magic.equals(Footer.ENCRYPTED);
    }

    /** The same of a file. */
    public static boolean is(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return is(in.readNBytes(4));
        }
    }

    /**
     * Opens a file and looks at its footer.
     *
     * @throws IOException if it is damaged, or of a kind that Winnow does not read, with a message for the user
     */
    public static ParquetFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        boolean opened = false;
        try {
            ParquetFile parquet = new ParquetFile(file, channel);
            opened = true;
            return parquet;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /**
     * What another file needs to know to have the same columns.
     *
     * @throws IOException if they are described in a way that cannot be written
     */
    public ParquetLayout layout() throws IOException {
        ParquetLayout layout = ParquetLayout.of(footer);
        try {
            layout.text();
            return layout;
        } catch (IOException e) {
            throw new IOException(file + " describes its columns in a way that Winnow does not know.", e);
        }
    }

    /**
     * Reads all rows, in file order, in memory for a page of each column.
     *
     * @param depot takes bytes that are no text
     * @throws IOException if the file is damaged, with a message for the user, or {@code depot} does not take bytes
     */
    public void read(Depot depot, Consumer<Row> rows) throws IOException {
        read(columns, Long.MAX_VALUE, depot, rows);
    }

    /** The first rows, {@code most} of them at most, without their bytes: a word stands in the place of those. */
    public List<ObjectNode> first(int most) throws IOException {
        List<ObjectNode> rows = new ArrayList<>();
        Optional<Column> left = columns.withoutBytes();
        if (left.isEmpty()) {
            return List.of();
        }
        read(left.get(), most, bytes -> "", row -> {
            ObjectNode record = row.record();
            columns.columns().forEach(column -> {
                if (!record.has(column.name())) {
                    record.put(column.name(), "bytes");
                }
            });
            rows.add(record);
        });
        return rows;
    }

    private void read(Column wanted, long most, Depot depot, Consumer<Row> sink) throws IOException {
        RowBudget budget = new RowBudget(channel.size());
        PageRoom room = new PageRoom();
        long number = 0;
        for (RowGroup group : footer.getRow_groups()) {
            long count = Math.min(group.getNum_rows(), most - number);
            if (count == 0) {
                continue;
            }
            try (GroupPages pages = new GroupPages(channel, group, room)) {
                RecordReader<Row> rows = open(wanted, pages, new RowBuilder(wanted, budget, depot), number);
                for (long i = 0; i < count; i++) {
                    sink.accept(next(rows, number));
                    number++;
                    if (budget.spent()) {
                        throw new IOException(file + " unpacks to more than " + budget.mostMb()
                                + " MB, which no dataset of its size does; it was not read.");
                    }
                }
            }
        }
    }

    @SuppressWarnings("IllegalCatch") // the reader throws all kinds of unchecked exceptions on damaged files
    private RecordReader<Row> open(Column wanted, GroupPages pages, RowBuilder builder, long number)
            throws IOException {
        try {
            return new ColumnIOFactory()
                    .getColumnIO(wanted.message(), columns.message())
                    .getRecordReader(pages, builder);
        } catch (OutOfMemoryError e) {
            throw tooMuch(number, e);
        } catch (RuntimeException e) {
            throw damaged(number, e);
        }
    }

    @SuppressWarnings("IllegalCatch") // the reader throws all kinds of unchecked exceptions on damaged files
    private Row next(RecordReader<Row> rows, long number) throws IOException {
        try {
            return rows.read();
        } catch (ValueReader.DepotFailure e) {
            throw requireNonNull(e.getCause());
        } catch (OutOfMemoryError e) {
            throw tooMuch(number, e);
        } catch (RuntimeException e) {
            throw damaged(number, e);
        }
    }

    /** A page may claim more values than it has bytes for, and the decoder takes memory for them before it looks. */
    private IOException tooMuch(long number, OutOfMemoryError e) {
        return new IOException(
                file + " cannot be read from its row " + (number + 1)
                        + " on: a page claims more values than there is memory for."
                        + " Fetch it again, or give Java more memory.",
                e);
    }

    private IOException damaged(long number, RuntimeException e) {
        String from = file + " cannot be read from its row " + (number + 1) + " on";
        if (e instanceof UncheckedIOException io) {
            IOException why = requireNonNull(io.getCause());
            return new IOException(
                    from + ": " + why.getMessage() + (why instanceof PageRoom.Full ? "" : ". Fetch it again."), e);
        }
        return new IOException(from + ": it is damaged. Fetch it again.", e);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
