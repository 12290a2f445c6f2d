package winnow.store.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Rows of columns nested in any way come out of a file as they went in. */
class NestedRowsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 150)
    void anyRowsReadBackAsTheyWereWritten(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<SchemaElement> elements = new ArrayList<>();
        List<Made> columns = columns(random, elements, "schema", 0);
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            rows.add(object(random, columns).toString());
        }
        Codec codec = List.of(Codec.values()).get(random.nextInt(4));
        ParquetLayout layout = new ParquetLayout(elements, Map.of("seed", "" + seed), codec);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetTarget target = new ParquetTarget(out, layout, name -> new byte[0]);
        for (String row : rows) {
            target.add(new ObjectMapper().readTree(row));
        }
        target.finish();
        Path file = Files.write(Files.createTempFile("rows", ".parquet"), out.toByteArray());

        assertEquals(rows, ParquetFileTest.Content.of(file).lines());
        Files.delete(file);
    }

    /** A column that was made up: what it is, and what is in it. */
    private record Made(String name, char kind, List<Made> columns) {}

    private static List<Made> columns(Random random, List<SchemaElement> elements, String name, int depth) {
        int count = 1 + random.nextInt(3);
        elements.add(group(name, count));
        List<Made> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(column(random, elements, "c" + i, depth + 1));
        }
        return columns;
    }

    private static Made column(Random random, List<SchemaElement> elements, String name, int depth) {
        char kind = "ntdb".charAt(random.nextInt(4));
        int choice = random.nextInt(depth < 5 ? 6 : 3);
        if (choice == 3) {
            return new Made(name, 'o', columns(random, elements, name, depth));
        }
        if (choice == 4) {
            elements.add(group(name, 1).setConverted_type(ConvertedType.LIST));
            elements.add(group("list", 1).setRepetition_type(FieldRepetitionType.REPEATED));
            return new Made(name, 'l', List.of(column(random, elements, "element", depth + 1)));
        }
        if (choice == 5) {
            elements.add(group(name, 1).setConverted_type(ConvertedType.MAP));
            elements.add(group("key_value", 2).setRepetition_type(FieldRepetitionType.REPEATED));
            elements.add(text("key").setRepetition_type(FieldRepetitionType.REQUIRED));
            return new Made(name, 'm', List.of(column(random, elements, "value", depth + 1)));
        }
        SchemaElement value = switch (kind) {
            case 'n' -> new SchemaElement(name).setType(Type.INT64);
            case 'd' -> new SchemaElement(name).setType(Type.DOUBLE);
            case 'b' -> new SchemaElement(name).setType(Type.BOOLEAN);
            default -> text(name);
        };
        elements.add(value.setRepetition_type(FieldRepetitionType.OPTIONAL));
        return new Made(name, kind, List.of());
    }

    private static SchemaElement group(String name, int columns) {
        return new SchemaElement(name).setNum_children(columns).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static SchemaElement text(String name) {
        return new SchemaElement(name).setType(Type.BYTE_ARRAY).setConverted_type(ConvertedType.UTF8);
    }

    private static ObjectNode object(Random random, List<Made> columns) {
        ObjectNode object = JSON.objectNode();
        columns.forEach(column -> object.set(column.name(), value(random, column)));
        return object;
    }

    private static JsonNode value(Random random, Made column) {
        if (random.nextInt(5) == 0) {
            return NullNode.getInstance();
        }
        return switch (column.kind()) {
            case 'n' -> new LongNode(random.nextLong());
            case 'd' -> new DoubleNode(random.nextGaussian());
            case 'b' -> BooleanNode.valueOf(random.nextBoolean());
            case 't' ->
                new TextNode(
                        List.of("", "a", "ä\n\"", "\uD55C", "x".repeat(300)).get(random.nextInt(5)));
            case 'o' -> object(random, column.columns());
            case 'm' -> {
                ObjectNode map = JSON.objectNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.set("k" + i, value(random, column.columns().get(0)));
                }
                yield map;
            }
            default -> {
                ArrayNode list = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, column.columns().get(0)));
                }
                yield list;
            }
        };
    }
}
