package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import winnow.store.query.Criterion;
import winnow.store.query.Query;
import winnow.store.query.Term;

class InjectionTest {

    private static @Nullable Workspace workspace;

    @BeforeContainer
    static void open() throws IOException {
        Path file = Files.createTempDirectory("winnow").resolve("w.winnow");
        workspace = Workspace.open(file);
        Example.dataset(workspace, "train", 3);
    }

    @AfterContainer
    static void close() throws IOException {
        Workspace open = java.util.Objects.requireNonNull(workspace);
        open.close();
        Files.deleteIfExists(open.file());
        Files.deleteIfExists(open.file().getParent());
    }

    @Property(tries = 200)
    void noWordOfAUserBecomesSql(@ForAll("nastyTexts") String text) {
        Workspace open = java.util.Objects.requireNonNull(workspace);
        for (Criterion criterion : List.of(
                new Criterion.Text(text),
                new Criterion.Answer(text),
                new Criterion.Reason(text),
                new Criterion.Annotator(text),
                new Criterion.Source(text))) {
            Query query = new Query(List.of(new Term(false, criterion)));

            assertFalse(Condition.of(query, OptionalLong.empty(), open.rankings())
                    .sql()
                    .contains(text));
            assertTrue(open.queue().count(OptionalLong.empty(), query) <= 3);
        }
        assertEquals(3, open.queue().count(OptionalLong.empty(), Query.ALL));
    }

    @Provide
    Arbitrary<String> nastyTexts() {
        Arbitrary<String> parts = Arbitraries.of(
                "'; DROP TABLE sample; --", "' OR 1=1 --", "\")", "?1", "%", "_", "\\", "'", "\u0000", "x", "*/", "\n");
        return parts.list().ofMinSize(1).ofMaxSize(4).map(list -> "\u00a7" + String.join("", list));
    }
}
