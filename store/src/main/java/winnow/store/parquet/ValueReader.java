package winnow.store.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import winnow.store.media.MediaFolder;

/** Turns the values of one column into JSON. */
final class ValueReader extends PrimitiveConverter {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");
    private static final int MAX_PLAIN = 1 << 20; // bytes without a name that may be text

    /** Carries what a depot said out of the reader of rows, which knows no other exceptions. */
    static final class DepotFailure extends UncheckedIOException {
        private static final long serialVersionUID = 1;

        DepotFailure(IOException cause) {
            super(cause);
        }
    }

    private final Column column;
    private final RowBudget budget;
    private final Depot depot;
    private final Consumer<JsonNode> slot;

    ValueReader(Column column, RowBudget budget, Depot depot, Consumer<JsonNode> slot) {
        this.column = column;
        this.budget = budget;
        this.depot = depot;
        this.slot = slot;
    }

    @Override
    public void addBoolean(boolean value) {
        give(BooleanNode.valueOf(value));
    }

    @Override
    public void addInt(int value) {
        give(CellValues.json(column.cell(), value));
    }

    @Override
    public void addLong(long value) {
        give(CellValues.json(column.cell(), value));
    }

    @Override
    public void addFloat(float value) {
        give(CellValues.json(value));
    }

    @Override
    public void addDouble(double value) {
        give(CellValues.json(value));
    }

    @Override
    public void addBinary(Binary value) {
        switch (column.cell().kind()) {
            case TEXT -> text(value);
            case BYTES, BLOB -> bytes(value);
            case DECIMAL -> decimal(value);
            default -> {
                if (budget.value(2 * value.length())) {
                    slot.accept(CellValues.digits(value.getBytes()));
                }
            }
        }
    }

    private void give(JsonNode value) {
        if (budget.value(4)) {
            slot.accept(value);
        }
    }

    private void decimal(Binary value) {
        if (value.length() == 0 || value.length() > Cell.MAX_DECIMAL) {
            budget.fault("Column \"" + column.name() + "\" has a number of " + value.length() + " bytes.");
        } else if (budget.value(value.length())) {
            slot.accept(CellValues.json(column.cell(), new BigInteger(value.getBytes())));
        }
    }

    private void text(Binary value) {
        if (!budget.value(value.length())) {
            return;
        }
        try {
            slot.accept(new TextNode(decode(value)));
        } catch (CharacterCodingException e) {
            budget.fault("Column \"" + column.name() + "\" has bytes that are not UTF-8 text.");
        }
    }

    private void bytes(Binary value) {
        try {
            if (isPlain(value)) {
                text(value);
            } else if (budget.blob(column.name(), value.length())) {
                slot.accept(new TextNode(depot.put(value.getBytes())));
            }
        } catch (IOException e) {
            throw new DepotFailure(e);
        }
    }

    /**
     * Older programs write text without saying that it is text. Text that looks like the name of bytes is put away
     * too, so that what looks so is always such a name.
     */
    private boolean isPlain(Binary value) {
        if (column.cell().kind() == Cell.Kind.BLOB || value.length() > MAX_PLAIN) {
            return false;
        }
        try {
            String text = decode(value);
            return !CONTROL.matcher(text).find() && !MediaFolder.isName(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String decode(Binary value) throws CharacterCodingException {
        ByteBuffer bytes = value.toByteBuffer();
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
}
