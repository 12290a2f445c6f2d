package winnow.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import winnow.viewer.text.Words;

/** What was expected is a short message; a mistake of the program is a report. */
class ProblemsTest {

    private final List<String> toasts = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final Problems problems =
            new Problems(new Words(Locale.ENGLISH), toasts::add, (problem, sentence) -> reports.add(sentence));

    @Test
    void anExpectedProblemIsAShortMessage() {
        problems.show(new IOException("a.jsonl holds no record."));

        assertEquals(List.of("a.jsonl holds no record."), toasts);
        assertEquals(List.of(), reports);
    }

    @Test
    void aMistakeOfTheProgramIsAReport() {
        problems.show(new IllegalStateException("no such state"));

        assertEquals(List.of(), toasts);
        assertEquals(
                List.of("Something went wrong inside Winnow (no such state). Nothing that was decided is lost."),
                reports);
    }

    @Test
    void theReportNamesTheSystemAndTheStack() {
        String text = ProblemReport.text(new IllegalStateException("no such state"));

        assertTrue(text.startsWith("Winnow "));
        assertTrue(text.contains("\nJava " + System.getProperty("java.version")));
        assertTrue(text.contains(System.getProperty("os.name")));
        assertTrue(text.contains("java.lang.IllegalStateException: no such state"));
        assertTrue(text.contains("ProblemsTest.java"));
    }
}
