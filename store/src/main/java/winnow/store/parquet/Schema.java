package winnow.store.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Makes columns of the list of elements in which a file describes them. An instance belongs to one list. */
final class Schema {

    private static final int MAX_COLUMNS = 2_000;
    private static final int MAX_DEPTH = 50;

    private final List<SchemaElement> elements;
    private int next;
    private int values;

    private Schema(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /**
     * The columns of a file, as one object.
     *
     * @throws SchemaException if they make no sense, or are too many
     */
    static Column of(List<SchemaElement> elements) throws SchemaException {
        Schema schema = new Schema(elements);
        SchemaElement root = schema.element();
        List<Column> columns = schema.children(root, 0);
        if (schema.next != elements.size()) {
            throw new SchemaException("describes its columns twice");
        }
        List<Type> types = columns.stream().map(Column::type).toList();
        return new Column(new GroupType(Repetition.REQUIRED, "schema", types), Column.Shape.OBJECT, Cell.NONE, columns);
    }

    private SchemaElement element() throws SchemaException {
        if (next >= elements.size()) {
            throw new SchemaException("describes only part of its columns");
        }
        return elements.get(next++);
    }

    private List<Column> children(SchemaElement group, int depth) throws SchemaException {
        if (depth > MAX_DEPTH) {
            throw new SchemaException("has columns nested more than " + MAX_DEPTH + " levels deep");
        }
        int count = group.getNum_children();
        if (count < 1 || count > elements.size()) {
            throw new SchemaException("has a group without columns");
        }
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Column column = column(element(), depth);
            if (!names.add(column.name())) {
                throw new SchemaException("has two columns named \"" + column.name() + "\"");
            }
            columns.add(column);
        }
        return columns;
    }

    private Column column(SchemaElement element, int depth) throws SchemaException {
        if (element.getName() == null || !element.isSetRepetition_type()) {
            throw new SchemaException("describes a column incompletely");
        }
        Repetition repetition = Repetition.valueOf(element.getRepetition_type().name());
        if (element.isSetNum_children()) {
            List<Column> columns = children(element, depth + 1);
            List<Type> types = columns.stream().map(Column::type).toList();
            return group(element, new GroupType(repetition, element.getName(), types), columns);
        }
        if (!element.isSetType()) {
            throw new SchemaException("describes a column incompletely");
        }
        if (++values > MAX_COLUMNS) {
            throw new SchemaException("has more than " + MAX_COLUMNS + " columns");
        }
        Type type = Types.primitive(name(element), repetition)
                .length(length(element))
                .named(element.getName());
        return new Column(type, Column.Shape.VALUE, Cell.of(element), List.of());
    }

    private static PrimitiveTypeName name(SchemaElement element) {
        return switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            default -> PrimitiveTypeName.valueOf(element.getType().name());
        };
    }

    private static int length(SchemaElement element) throws SchemaException {
        boolean fixed = name(element) == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        if (fixed && (element.getType_length() < 1 || element.getType_length() > 1 << 20)) {
            throw new SchemaException("has a column whose values have " + element.getType_length() + " bytes");
        }
        return fixed ? element.getType_length() : 0;
    }

    private static Column group(SchemaElement element, GroupType type, List<Column> columns) {
        Column first = columns.get(0);
        boolean one = columns.size() == 1 && first.repeated();
        if (one && isMap(element) && first.columns().size() == 2) {
            Column entry = new Column(first.type(), Column.Shape.OBJECT, Cell.NONE, first.columns());
            return new Column(type, Column.Shape.ENTRIES, Cell.NONE, List.of(entry));
        }
        if (one && isList(element)) {
            return new Column(type, Column.Shape.WRAPPER, Cell.NONE, List.of(elements(first, element.getName())));
        }
        if (isPicture(columns)) {
            Column bytes = new Column(first.type(), Column.Shape.VALUE, Cell.ofPicture(), List.of());
            return new Column(type, Column.Shape.PICTURE, Cell.NONE, List.of(bytes, columns.get(1)));
        }
        return new Column(type, Column.Shape.OBJECT, Cell.NONE, columns);
    }

    /** Newer files have a group around each element of a list, older ones often not: told as the format tells it. */
    private static Column elements(Column repeated, String list) {
        String name = repeated.name().toLowerCase(Locale.ROOT);
        boolean bare = repeated.columns().size() != 1
                || name.equals("array")
                || repeated.name().equals(list + "_tuple");
        return bare ? repeated : new Column(repeated.type(), Column.Shape.WRAPPER, Cell.NONE, repeated.columns());
    }

    private static boolean isList(SchemaElement element) {
        return element.getConverted_type() == ConvertedType.LIST
                || (element.isSetLogicalType() && element.getLogicalType().isSetLIST());
    }

    private static boolean isMap(SchemaElement element) {
        return element.getConverted_type() == ConvertedType.MAP
                || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE
                || (element.isSetLogicalType() && element.getLogicalType().isSetMAP());
    }

    private static boolean isPicture(List<Column> columns) {
        return columns.size() == 2
                && columns.stream().noneMatch(Column::repeated)
                && is(columns.get(0), "bytes", Cell.Kind.BYTES)
                && is(columns.get(1), "path", Cell.Kind.TEXT);
    }

    private static boolean is(Column column, String name, Cell.Kind kind) {
        return column.shape() == Column.Shape.VALUE
                && column.name().equals(name)
                && column.cell().kind() == kind;
    }
}
