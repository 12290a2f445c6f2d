package winnow.store.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses rows of CSV, or rows that are JSON lists: each becomes a record with the names of the columns. A row may be
 * too short, not too long.
 */
final class Columns {

    private final ObjectReader csv;
    private final boolean lists;
    private final RecordParser json = new RecordParser();
    private final List<String> names;

    /**
     * The columns of a table.
     *
     * @param header the row with their names
     * @param delimiter what stands between cells; {@link Head#LISTS} where rows are lists
     * @throws ParseException if a name stands there twice
     */
    Columns(String header, char delimiter) throws ParseException {
        this.lists = delimiter == Head.LISTS;
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        this.csv = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .build()
                .readerFor(String[].class)
                .with(schema);
        this.names = cells(header).stream().map(JsonNode::asText).toList();
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
        List<JsonNode> cells = cells(row);
        if (cells.size() > names.size()) {
            throw Faults.fault("The row has " + cells.size() + " cells, but there are " + names.size() + " columns.");
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) {
            record.set(names.get(i), cells.get(i));
        }
        return new Fields("", record);
    }

    private List<JsonNode> cells(String row) throws ParseException {
        return lists ? list(row) : table(row);
    }

    private List<JsonNode> list(String row) throws ParseException {
        JsonNode cells = json.record(row).value();
        if (!cells.isArray()) {
            throw Faults.fault(
                    "The row is " + Faults.name(cells.asToken()) + "; expected was a list in square" + " brackets.");
        }
        List<JsonNode> all = new ArrayList<>();
        cells.forEach(all::add);
        return all;
    }

    private List<JsonNode> table(String row) throws ParseException {
        try (MappingIterator<String[]> rows = csv.readValues(row)) {
            List<JsonNode> all = new ArrayList<>();
            if (rows.hasNextValue()) {
                for (String cell : rows.nextValue()) {
                    all.add(TextNode.valueOf(cell));
                }
            }
            return all;
        } catch (JsonProcessingException e) {
            throw Faults.fault("The row is not valid CSV: a quote stands where none may.");
        } catch (IOException e) {
            throw new ParseException("The row cannot be read: " + e.getMessage(), 0); // never: it is a string
        }
    }
}
