package winnow.store.parquet;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;

/**
 * How the values of a column are written in JSON.
 *
 * @param kind what they are
 * @param scale digits behind the point of a decimal number; how many units of a time make a second
 * @param utc whether a timestamp is a point in time everywhere
 */
record Cell(Kind kind, long scale, boolean utc) {

    /** What values are. */
    enum Kind {
        /** True or false. */
        TRUTH,
        /** Whole numbers. */
        NUMBER,
        /** Whole numbers of which none is below zero. */
        UNSIGNED,
        /** Numbers with a point; text where there is no number, such as NaN. */
        REAL,
        /** Decimal numbers, as text so that no digit is lost. */
        DECIMAL,
        /** Days as in 2026-11-28. */
        DATE,
        /** Times of a day as in 14:05:00.5. */
        TIME,
        /** Days with a time. */
        TIMESTAMP,
        /** Text. */
        TEXT,
        /** Bytes: the name they were put away under, or text where they are text. */
        BYTES,
        /** Bytes of a picture: the name they were put away under. */
        BLOB,
        /** A few bytes, in hexadecimal digits. */
        DIGITS
    }

    /** That of a group, which has no values. */
    static final Cell NONE = new Cell(Kind.DIGITS, 0, false);

    /** Bytes a decimal number may have. */
    static final int MAX_DECIMAL = 64;

    private static final int MAX_SCALE = 100;

    private Cell(Kind kind) {
        this(kind, 0, false);
    }

    /** That of the bytes of a picture. */
    static Cell ofPicture() {
        return new Cell(Kind.BLOB);
    }

    /** How the file says it. What it says of a type that cannot be so counts as not said. */
    static Cell of(SchemaElement element) {
        return switch (element.getType()) {
            case BOOLEAN -> new Cell(Kind.TRUTH);
            case FLOAT, DOUBLE -> new Cell(Kind.REAL);
            case INT32, INT64 -> whole(element);
            case BYTE_ARRAY -> isText(element) ? new Cell(Kind.TEXT) : decimal(element, new Cell(Kind.BYTES));
            case FIXED_LEN_BYTE_ARRAY -> decimal(element, NONE);
            case INT96 -> NONE;
        };
    }

    private static boolean isText(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        ConvertedType converted = element.getConverted_type();
        return converted == ConvertedType.UTF8
                || converted == ConvertedType.ENUM
                || converted == ConvertedType.JSON
                || (logical != null && (logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON()));
    }

    private static Cell decimal(SchemaElement element, Cell other) {
        LogicalType logical = element.getLogicalType();
        boolean said =
                element.getConverted_type() == ConvertedType.DECIMAL || (logical != null && logical.isSetDECIMAL());
        int scale =
                logical != null && logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : element.getScale();
        boolean sane = scale >= 0 && scale <= MAX_SCALE && element.getType_length() <= MAX_DECIMAL;
        return said && sane ? new Cell(Kind.DECIMAL, scale, false) : other;
    }

    private static Cell whole(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSetTIMESTAMP()) {
            return new Cell(
                    Kind.TIMESTAMP,
                    units(logical.getTIMESTAMP().getUnit()),
                    logical.getTIMESTAMP().isIsAdjustedToUTC());
        }
        if (logical != null && logical.isSetTIME()) {
            return new Cell(Kind.TIME, units(logical.getTIME().getUnit()), false);
        }
        boolean days = element.getType() == Type.INT32;
        ConvertedType converted = element.getConverted_type();
        if (converted == null) {
            boolean unsigned = logical != null
                    && logical.isSetINTEGER()
                    && !logical.getINTEGER().isIsSigned();
            boolean date = logical != null && logical.isSetDATE() && days;
            return decimal(element, new Cell(date ? Kind.DATE : unsigned ? Kind.UNSIGNED : Kind.NUMBER));
        }
        return switch (converted) {
            case UINT_8, UINT_16, UINT_32, UINT_64 -> new Cell(Kind.UNSIGNED);
            case DATE -> new Cell(days ? Kind.DATE : Kind.NUMBER);
            case TIME_MILLIS -> new Cell(Kind.TIME, 1_000, false);
            case TIME_MICROS -> new Cell(Kind.TIME, 1_000_000, false);
            case TIMESTAMP_MILLIS -> new Cell(Kind.TIMESTAMP, 1_000, true);
            case TIMESTAMP_MICROS -> new Cell(Kind.TIMESTAMP, 1_000_000, true);
            case DECIMAL -> decimal(element, new Cell(Kind.NUMBER));
            default -> new Cell(Kind.NUMBER);
        };
    }

    private static long units(TimeUnit unit) {
        return unit.isSetMILLIS() ? 1_000 : unit.isSetMICROS() ? 1_000_000 : 1_000_000_000;
    }
}
