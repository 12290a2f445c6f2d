package winnow.store.parquet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A column or a group of columns, and how JSON has it.
 *
 * @param type its place in the schema
 * @param shape what it is in JSON
 * @param cell how its values are written in JSON; of no meaning for a group
 * @param columns what a group is made of
 */
record Column(Type type, Shape shape, Cell cell, List<Column> columns) {

    /** What a column is in JSON. */
    enum Shape {
        /** A value. */
        VALUE,
        /** An object. */
        OBJECT,
        /** A group of one column that stands for this column: lists have two such groups around their elements. */
        WRAPPER,
        /** A map: an object where its keys are texts and differ, else a list of objects with a key and a value. */
        ENTRIES,
        /** A picture of Hugging Face: its bytes, and a path. */
        PICTURE
    }

    Column {
        requireNonNull(type, "type");
        columns = List.copyOf(columns);
    }

    String name() {
        return type.getName();
    }

    /** Whether it is a list without a group of its own. */
    boolean repeated() {
        return type.isRepetition(Type.Repetition.REPEATED);
    }

    /** All columns of a file, as one. */
    MessageType message() {
        return new MessageType(name(), type.asGroupType().getFields());
    }

    /** The same without the columns that hold bytes; empty if nothing is left. */
    Optional<Column> withoutBytes() {
        if (shape == Shape.VALUE) {
            boolean bytes = cell.kind() == Cell.Kind.BYTES || cell.kind() == Cell.Kind.BLOB;
            return bytes ? Optional.empty() : Optional.of(this);
        }
        List<Column> left = new ArrayList<>();
        for (Column column : columns) {
            column.withoutBytes().ifPresent(left::add);
        }
        if (left.isEmpty()) {
            return Optional.empty();
        }
        GroupType group = type.asGroupType();
        return Optional.of(
                new Column(group.withNewFields(left.stream().map(Column::type).toList()), shape, cell, left));
    }
}
