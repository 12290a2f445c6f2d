package winnow.store.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Values of columns in JSON, and back without loss. */
final class CellValues {

    private static final long NANOS = 1_000_000_000;
    private static final String HEX = "0x";

    private CellValues() {}

    static JsonNode json(Cell cell, int value) {
        return cell.kind() == Cell.Kind.UNSIGNED
                ? new LongNode(Integer.toUnsignedLong(value))
                : json(cell, (long) value);
    }

    static JsonNode json(Cell cell, long value) {
        return switch (cell.kind()) {
            case UNSIGNED ->
                value < 0 ? new BigIntegerNode(new BigInteger(Long.toUnsignedString(value))) : new LongNode(value);
            case DECIMAL -> json(cell, BigInteger.valueOf(value));
            case DATE -> new TextNode(LocalDate.ofEpochDay(value).toString());
            case TIME -> {
                boolean inDay = value >= 0 && value < 86_400 * cell.scale();
                yield inDay
                        ? new TextNode(LocalTime.ofNanoOfDay(value * (NANOS / cell.scale()))
                                .toString())
                        : new LongNode(value);
            }
            case TIMESTAMP -> {
                long seconds = Math.floorDiv(value, cell.scale());
                int nanos = (int) (Math.floorMod(value, cell.scale()) * (NANOS / cell.scale()));
                yield new TextNode(
                        cell.utc()
                                ? Instant.ofEpochSecond(seconds, nanos).toString()
                                : LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC)
                                        .toString());
            }
            default -> new LongNode(value);
        };
    }

    static JsonNode json(float value) {
        return Float.isFinite(value) ? new FloatNode(value) : new TextNode(Float.toString(value));
    }

    static JsonNode json(double value) {
        return Double.isFinite(value) ? new DoubleNode(value) : new TextNode(Double.toString(value));
    }

    /** A decimal number of which the digits are given, as one whole number. */
    static JsonNode json(Cell cell, BigInteger digits) {
        return new TextNode(new BigDecimal(digits, (int) cell.scale()).toPlainString());
    }

    static JsonNode digits(byte[] bytes) {
        return new TextNode(HEX + HexFormat.of().formatHex(bytes));
    }

    /** What {@link #json(Cell, long)} was made of. */
    static long whole(Cell cell, JsonNode json) throws DateTimeException {
        if (json.isNumber()) {
            return json.bigIntegerValue().longValue();
        }
        String text = json.asText();
        return switch (cell.kind()) {
            case DECIMAL -> decimal(cell, json).longValueExact();
            case DATE -> LocalDate.parse(text).toEpochDay();
            case TIME -> LocalTime.parse(text).toNanoOfDay() / (NANOS / cell.scale());
            case TIMESTAMP -> timestamp(cell, text);
            default -> Long.parseLong(text);
        };
    }

    private static long timestamp(Cell cell, String text) {
        Instant instant =
                cell.utc() ? Instant.parse(text) : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(cell.scale()))
                .add(BigInteger.valueOf(instant.getNano() / (NANOS / cell.scale())))
                .longValueExact();
    }

    static float single(JsonNode json) {
        return Float.parseFloat(json.asText());
    }

    static double real(JsonNode json) {
        return Double.parseDouble(json.asText());
    }

    static BigInteger decimal(Cell cell, JsonNode json) {
        return new BigDecimal(json.asText()).setScale((int) cell.scale()).unscaledValue();
    }

    static byte[] bytes(JsonNode digits) {
        return HexFormat.of().parseHex(digits.asText().substring(HEX.length()));
    }
}
