package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.text.ParseException;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void aQuoteWhereNoneMayStandIsAFaultOfItsRow() throws Exception {
        Columns columns = new Columns("question,answer", ',');

        ParseException fault = assertThrows(ParseException.class, () -> columns.record("why,\"so\": it is"));

        assertEquals("The row is not valid CSV: a quote stands where none may.", fault.getMessage());
        assertEquals("so", columns.record("why,\"so\"").get("answer").asText());
    }

    @Test
    void aHeaderThatIsNoCsvIsAFaultToo() {
        assertThrows(ParseException.class, () -> new Columns("\"a\": 1, \"b\": 2", ','));
    }

    @Test
    void twoColumnsOfOneNameAreAFault() {
        assertThrows(ParseException.class, () -> new Columns("a,b,a", ','));
    }
}
