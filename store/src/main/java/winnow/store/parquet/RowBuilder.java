package winnow.store.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Puts rows together of the values of their columns, as they are read one after the other. */
final class RowBuilder extends RecordMaterializer<Row> {

    /** Where the bytes of a picture of Hugging Face lie, and what path it had. */
    static final String PATH = "path";

    static final String ORIGINAL_PATH = "original_path";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RowBudget budget;
    private final Depot depot;
    private final List<String> blobs = new ArrayList<>();
    private final Group root;
    private ObjectNode row = JSON.objectNode();

    RowBuilder(Column columns, RowBudget budget, Depot depot) {
        this.budget = budget;
        this.depot = depot;
        this.root = new Group(columns, node -> row = (ObjectNode) node) {
            @Override
            public void start() {
                blobs.clear();
                row = JSON.objectNode();
                budget.startRow();
                super.start();
            }
        };
    }

    @Override
    public Row getCurrentRecord() {
        return new Row(row, blobs, budget.fault());
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private Converter converter(Column column, Consumer<JsonNode> slot) {
        return column.shape() == Column.Shape.VALUE
                ? new ValueReader(column, budget, this::put, slot)
                : new Group(column, slot);
    }

    private String put(byte[] bytes) throws IOException {
        String name = depot.put(bytes);
        blobs.add(name);
        return name;
    }

    /** A group: collects what its columns say, and says it as one. */
    private class Group extends GroupConverter {

        private final Column column;
        private final Consumer<JsonNode> slot;
        private final Converter[] converters;
        private final JsonNode[] values;

        Group(Column column, Consumer<JsonNode> slot) {
            this.column = column;
            this.slot = slot;
            this.values = new JsonNode[column.columns().size()];
            this.converters = new Converter[values.length];
            for (int i = 0; i < values.length; i++) {
                int place = i;
                Column each = column.columns().get(i);
                converters[i] = converter(
                        each,
                        each.repeated() ? node -> ((ArrayNode) values[place]).add(node) : node -> values[place] = node);
            }
        }

        @Override
        public Converter getConverter(int fieldIndex) {
            return converters[fieldIndex];
        }

        @Override
        public void start() {
            Arrays.setAll(values, i -> column.columns().get(i).repeated() ? JSON.arrayNode() : NullNode.getInstance());
        }

        @Override
        public void end() {
            if (budget.value(0)) {
                slot.accept(value());
            }
        }

        private JsonNode value() {
            return switch (column.shape()) {
                case WRAPPER -> values[0];
                case ENTRIES -> entries((ArrayNode) values[0]);
                case PICTURE -> picture();
                default -> object();
            };
        }

        private ObjectNode object() {
            ObjectNode object = JSON.objectNode();
            for (int i = 0; i < values.length; i++) {
                object.set(column.columns().get(i).name(), values[i]);
            }
            return object;
        }

        /** The bytes stand under the name they were put away, and the path it had beside; without bytes its path. */
        private JsonNode picture() {
            if (values.length == 1) {
                return JSON.objectNode().set(PATH, values[0].isNull() ? new TextNode("picture") : values[0]);
            }
            ObjectNode picture = JSON.objectNode();
            if (!values[0].isNull()) {
                picture.set(PATH, values[0]);
                picture.set(ORIGINAL_PATH, values[1]);
                return picture;
            }
            return values[1].isNull() ? values[1] : picture.set(PATH, values[1]);
        }

        private static JsonNode entries(ArrayNode entries) {
            ObjectNode object = JSON.objectNode();
            for (JsonNode entry : entries) {
                List<String> names = new ArrayList<>();
                entry.fieldNames().forEachRemaining(names::add);
                JsonNode key = entry.get(names.get(0));
                if (!key.isTextual() || object.has(key.asText())) {
                    return entries;
                }
                object.set(key.asText(), entry.get(names.get(1)));
            }
            return object;
        }
    }
}
