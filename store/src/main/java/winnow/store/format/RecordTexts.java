package winnow.store.format;

import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.util.Optional;
import winnow.store.data.Container;

/** Parses the texts of records, whichever way they are strung together. */
final class RecordTexts {

    private final RecordParser parser = new RecordParser();
    private final Container.Kind kind;
    private final char delimiter;
    private Optional<Columns> columns = Optional.empty();

    RecordTexts(Container.Kind kind, char delimiter) {
        this.kind = kind;
        this.delimiter = delimiter;
    }

    /** Whether the next text is no record but names the columns of a table. */
    boolean needsHeader() {
        return kind == Container.Kind.TABLE && columns.isEmpty();
    }

    /** Takes the names of the columns. */
    void header(String row) throws ParseException {
        columns = Optional.of(new Columns(row, delimiter));
    }

    /** The text of a record as an export writes it back. */
    String raw(RecordText text) throws CharacterCodingException {
        return kind == Container.Kind.TABLE ? text.row() : text.text();
    }

    /** Parses what {@link #raw} gave. */
    Fields parse(String raw) throws ParseException {
        return switch (kind) {
            case ARRAY, LINES, PARQUET -> parser.record(raw);
            case KEYED -> parser.named(raw);
            case TABLE -> columns.orElseThrow().record(raw);
        };
    }
}
