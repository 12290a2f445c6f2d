package winnow.store.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * What Parquet files of the same columns share: the columns, what programs noted beside them, and how pages are packed.
 * Of the notes {@code huggingface} holds the features of {@code datasets}.
 */
public final class ParquetLayout {

    private final List<SchemaElement> elements;
    private final Map<String, String> notes;
    private final Codec codec;

    ParquetLayout(List<SchemaElement> elements, Map<String, String> notes, Codec codec) {
        this.elements = List.copyOf(elements);
        this.notes = Map.copyOf(notes);
        this.codec = codec;
    }

    static ParquetLayout of(FileMetaData footer) {
        Map<String, String> notes = new TreeMap<>();
        if (footer.isSetKey_value_metadata()) {
            footer.getKey_value_metadata().forEach(note -> notes.put(note.getKey(), note.getValue()));
        }
        List<SchemaElement> elements =
                footer.getSchema().stream().map(ParquetLayout::known).toList();
        return new ParquetLayout(elements, notes, codec(footer));
    }

    /** Without a type of which only a newer version of the format knows what it is. */
    private static SchemaElement known(SchemaElement element) {
        SchemaElement known = new SchemaElement(element);
        if (known.isSetLogicalType() && !known.getLogicalType().isSet()) {
            known.unsetLogicalType();
        }
        return known;
    }

    private static Codec codec(FileMetaData footer) {
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                return Codec.of(chunk.getMeta_data().getCodec()).orElse(Codec.SNAPPY);
            }
        }
        return Codec.SNAPPY;
    }

    /**
     * What {@link #text()} gave.
     *
     * @throws IOException if it is damaged
     */
    public static ParquetLayout parse(String text) throws IOException {
        int blank = text.indexOf(' ');
        try {
            byte[] footer = Base64.getDecoder().decode(text.substring(blank + 1));
            FileMetaData read = Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
            ParquetLayout layout = of(read);
            return new ParquetLayout(layout.elements, layout.notes, Codec.valueOf(text.substring(0, blank)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("The columns of a Parquet file are no longer known: the workspace is damaged.", e);
        }
    }

    /** All of it in one line of text. */
    public String text() throws IOException {
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer(0, List.of()), footer);
        return codec + " " + Base64.getEncoder().encodeToString(footer.toByteArray());
    }

    /** The footer of a file of these columns. */
    FileMetaData footer(long rows, List<RowGroup> groups) {
        FileMetaData footer = new FileMetaData(2, elements, rows, groups);
        footer.setCreated_by("winnow version 1");
        if (!notes.isEmpty()) {
            footer.setKey_value_metadata(notes.entrySet().stream()
                    .map(note -> new KeyValue(note.getKey()).setValue(note.getValue()))
                    .toList());
        }
        return footer;
    }

    Column columns() throws IOException {
        try {
            return Schema.of(elements);
        } catch (SchemaException e) {
            throw new IOException("A Parquet file that " + e.getMessage() + " cannot be written.", e);
        }
    }

    Codec codec() {
        return codec;
    }
}
