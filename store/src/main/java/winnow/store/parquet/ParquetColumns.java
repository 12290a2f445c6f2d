package winnow.store.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/** Describes the columns of a new file, one after the other. Every value may be missing. */
public final class ParquetColumns {

    private final List<SchemaElement> elements = new ArrayList<>();
    private int columns;

    /** A column of texts. */
    public ParquetColumns text(String name) {
        SchemaElement text = value(name, Type.BYTE_ARRAY).setConverted_type(ConvertedType.UTF8);
        text.setLogicalType(LogicalType.STRING(new StringType()));
        return add(text);
    }

    /** A column of numbers. */
    public ParquetColumns number(String name) {
        return add(value(name, Type.DOUBLE));
    }

    /** A column of lists of texts. */
    public ParquetColumns texts(String name) {
        return list(name, new ParquetColumns().text("element"));
    }

    /** A column of lists of objects. */
    public ParquetColumns list(String name, UnaryOperator<ParquetColumns> object) {
        ParquetColumns inner = object.apply(new ParquetColumns());
        ParquetColumns element = new ParquetColumns().add(group("element", inner.columns));
        element.elements.addAll(inner.elements);
        return list(name, element);
    }

    /** A column of lists of pictures, as {@code datasets} has them. */
    public ParquetColumns pictures(String name) {
        return list(
                name, picture -> picture.add(value("bytes", Type.BYTE_ARRAY)).text("path"));
    }

    private ParquetColumns list(String name, ParquetColumns element) {
        SchemaElement list = group(name, 1).setConverted_type(ConvertedType.LIST);
        list.setLogicalType(LogicalType.LIST(new ListType()));
        add(list);
        elements.add(group("list", 1).setRepetition_type(FieldRepetitionType.REPEATED));
        elements.addAll(element.elements);
        return this;
    }

    private ParquetColumns add(SchemaElement column) {
        elements.add(column);
        columns++;
        return this;
    }

    private static SchemaElement value(String name, Type type) {
        return new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static SchemaElement group(String name, int columns) {
        return new SchemaElement(name).setNum_children(columns).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    /** A file of these columns, with notes beside them. */
    public ParquetLayout layout(Map<String, String> notes) {
        List<SchemaElement> all = new ArrayList<>();
        all.add(new SchemaElement("schema").setNum_children(columns));
        all.addAll(elements);
        return new ParquetLayout(all, notes, Codec.SNAPPY);
    }
}
