package winnow.store.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import winnow.store.media.MediaFolder;

/** Takes rows in JSON apart into the values of their columns. */
final class RowWriter {

    private final Column columns;
    private final RecordConsumer consumer;
    private final Supply supply;

    RowWriter(Column columns, RecordConsumer consumer, Supply supply) {
        this.columns = columns;
        this.consumer = consumer;
        this.supply = supply;
    }

    /**
     * Writes a row.
     *
     * @throws IOException if it does not fit the columns
     */
    void write(JsonNode row) throws IOException {
        if (!row.isObject()) {
            throw new IOException("A row of a table is an object in braces; this is none.");
        }
        consumer.startMessage();
        fields(columns, row);
        consumer.endMessage();
    }

    /** Hands on what is held back: values that are not there. */
    void finish() {
        consumer.flush();
    }

    private void fields(Column group, JsonNode object) throws IOException {
        for (int i = 0; i < group.columns().size(); i++) {
            Column column = group.columns().get(i);
            field(column, i, object.path(column.name()));
        }
    }

    private void field(Column column, int index, JsonNode json) throws IOException {
        boolean nothing = json.isNull() || json.isMissingNode();
        if (column.repeated()) {
            if (json.isEmpty() || nothing) {
                return;
            }
            if (!json.isArray()) {
                throw misfit(column, "a list");
            }
            consumer.startField(column.name(), index);
            for (JsonNode each : json) {
                write(column, each);
            }
            consumer.endField(column.name(), index);
        } else if (!nothing) {
            consumer.startField(column.name(), index);
            write(column, json);
            consumer.endField(column.name(), index);
        } else if (column.type().isRepetition(Type.Repetition.REQUIRED)) {
            throw misfit(column, "a value");
        }
    }

    private void write(Column column, JsonNode json) throws IOException {
        if (column.shape() == Column.Shape.VALUE) {
            value(column, json);
            return;
        }
        consumer.startGroup();
        Column first = column.columns().get(0);
        switch (column.shape()) {
            case WRAPPER -> field(first, 0, json);
            case ENTRIES -> field(first, 0, json.isObject() ? entries(first, json) : json);
            case PICTURE -> fields(column, picture(json));
            default -> {
                if (!json.isObject()) {
                    throw misfit(column, "an object in braces");
                }
                fields(column, json);
            }
        }
        consumer.endGroup();
    }

    private static JsonNode entries(Column entry, JsonNode object) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            entries.addObject()
                    .put(entry.columns().get(0).name(), each.getKey())
                    .set(entry.columns().get(1).name(), each.getValue());
        }
        return entries;
    }

    private static JsonNode picture(JsonNode json) {
        ObjectNode picture = JsonNodeFactory.instance.objectNode();
        boolean held = json.has(RowBuilder.ORIGINAL_PATH);
        picture.set("bytes", held ? json.path(RowBuilder.PATH) : NullNode.getInstance());
        picture.set("path", held ? json.path(RowBuilder.ORIGINAL_PATH) : json.path(RowBuilder.PATH));
        return picture;
    }

    private void value(Column column, JsonNode json) throws IOException {
        if (json.isContainerNode()) {
            throw misfit(column, "a single value");
        }
        PrimitiveType type = column.type().asPrimitiveType();
        try {
            switch (type.getPrimitiveTypeName()) {
                case BOOLEAN -> consumer.addBoolean(json.asBoolean());
                case INT32 -> consumer.addInteger((int) CellValues.whole(column.cell(), json));
                case INT64 -> consumer.addLong(CellValues.whole(column.cell(), json));
                case FLOAT -> consumer.addFloat(CellValues.single(json));
                case DOUBLE -> consumer.addDouble(CellValues.real(json));
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
                    consumer.addBinary(Binary.fromConstantByteArray(bytes(column, type.getTypeLength(), json)));
            }
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IOException("Column \"" + column.name() + "\" cannot hold \"" + json.asText() + "\".", e);
        }
    }

    private byte[] bytes(Column column, int length, JsonNode json) throws IOException {
        return switch (column.cell().kind()) {
            case DIGITS -> CellValues.bytes(json);
            case DECIMAL -> decimal(CellValues.decimal(column.cell(), json), length);
            case BLOB -> supply.get(json.asText());
            case BYTES -> {
                boolean stored = MediaFolder.isName(json.asText());
                yield stored
                        ? supply.get(json.asText())
                        : Binary.fromString(json.asText()).getBytes();
            }
            default -> Binary.fromString(json.asText()).getBytes();
        };
    }

    /** The bytes of a number, with as many before it as the column asks for. */
    private static byte[] decimal(BigInteger number, int length) {
        byte[] shortest = number.toByteArray();
        if (length <= shortest.length) {
            return shortest;
        }
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return bytes;
    }

    private static IOException misfit(Column column, String expected) {
        return new IOException("Column \"" + column.name() + "\" of the Parquet file takes " + expected
                + ", and a record has something else there.");
    }
}
