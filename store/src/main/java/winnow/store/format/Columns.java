package winnow.store.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses rows of CSV: each becomes a record with the names of the columns. A row may be too short, not too long. */
final class Columns {

    private final ObjectReader cells;
    private final List<String> names;

    /**
     * The columns of a table.
     *
     * @param header the row with their names
     * @throws ParseException if a name stands there twice
     */
    Columns(String header, char delimiter) throws ParseException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        this.cells = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .build()
                .readerFor(String[].class)
                .with(schema);
        this.names = cells(header);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isBlank() && !seen.add(name)) {
                throw Faults.fault(
                        "Two columns are named \"" + Faults.shorten(name) + "\": which one counts is not" + " clear.");
            }
        }
    }

    /** A row as a record. */
    Fields record(String row) throws ParseException {
        List<String> texts = cells(row);
        if (texts.size() > names.size()) {
            throw Faults.fault("The row has " + texts.size() + " cells, but there are " + names.size() + " columns.");
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < texts.size(); i++) {
            record.put(names.get(i), texts.get(i));
        }
        return new Fields("", record);
    }

    private List<String> cells(String row) throws ParseException {
        try (MappingIterator<String[]> rows = cells.readValues(row)) {
            return rows.hasNextValue() ? List.of(rows.nextValue()) : List.of();
        } catch (JsonProcessingException e) {
            throw Faults.fault("The row is not valid CSV: a quote stands where none may.");
        } catch (IOException e) {
            throw new ParseException("The row cannot be read: " + e.getMessage(), 0); // never: it is a string
        }
    }
}
