package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void numbersStandToTheRightAndTextToTheLeft() {
        Table table = new Table("n", "name", "answer");
        table.row(7, "x", "first");
        table.row(123, "long", "second");

        assertEquals(List.of("  n  name  answer", "  7  x     first", "123  long  second"), table.lines());
    }

    @Test
    void whatATerminalCouldActOnBecomesASpace() {
        Table table = new Table("answer");
        table.row("red \u001b[31m\nand \u0007 bell");

        assertEquals("red  [31m and   bell", table.lines().get(1));
    }

    @Test
    void aTableWithoutRowsIsNothing() {
        assertEquals(List.of(), new Table("n").lines());
    }
}
