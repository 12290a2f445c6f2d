package winnow.store.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.store.data.Media;
import winnow.store.data.Verdict;

class QueryTest {

    @Property(tries = 500)
    void aPrintedQueryIsReadBack(@ForAll("queries") Query query) {
        assertEquals(query, Query.parse(query.toString()));
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefusedWithAReason(@ForAll String text) {
        try {
            Query query = Query.parse(text);
            assertEquals(query, Query.parse(query.toString()));
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("Not understood: "), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            decided:no colour:red    | colour:red    | decided:
            reward<low               | reward<low    | a number
            reward<p101              | reward<p101   | p0 to p100
            reward~3                 | reward~3      | reward<X
            z<low                    | z<low         | a number
            z:3                      | z:3           | compared with
            adjusted<p-1             | adjusted<p-1  | p0 to p100
            adjusted~3               | adjusted~3    | adjusted<X
            agree>=p5                | agree>=p5     | number of voters
            z<1e999                  | z<1e999       | too large
            agree>=                  | agree>=       | a value
            verdict:maybe            | verdict:maybe | keep, prune, unsure or none
            record:7..3              | record:7..3   | smaller to a greater
            record:..                | record:..     | a range
            decided:                 | decided:      | a value
            "open                    | "open         | not closed
            -                        | -             | minus
            http://x                 | http://x      | in quotes
            """)
    void whatIsNotUnderstoodIsNamed(String query, String part, String hint) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Query.parse(query));

        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("Not understood: " + part + " ("), message);
        assertTrue(message.contains(hint), message);
    }

    @Provide
    Arbitrary<Query> queries() {
        return Combinators.combine(Arbitraries.of(true, false), criteria())
                .as(Term::new)
                .list()
                .ofMaxSize(6)
                .map(Query::new);
    }

    private static Arbitrary<Criterion> criteria() {
        Arbitrary<String> texts = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12);
        Arbitrary<Criterion.Relation> relations = Arbitraries.of(Criterion.Relation.values());
        Arbitrary<Span> spans = Combinators.combine(
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as((a, b) -> new Span(Math.min(a, b), Math.max(a, b)));
        return Arbitraries.oneOf(List.of(
                Combinators.combine(relations, Arbitraries.doubles().ofScale(6)).as(Criterion.Reward::new),
                Combinators.combine(relations, Arbitraries.doubles().between(0, 100))
                        .as(Criterion.Percentile::new),
                Combinators.combine(
                                Arbitraries.of(Criterion.Measure.values()),
                                relations,
                                Arbitraries.doubles().ofScale(6))
                        .as(Criterion.Measured::new),
                Combinators.combine(
                                Arbitraries.of(Criterion.Measure.Z, Criterion.Measure.ADJUSTED),
                                relations,
                                Arbitraries.doubles().between(0, 100))
                        .as(Criterion.MeasuredPercentile::new),
                Arbitraries.of(true, false).map(Criterion.Decided::new),
                Arbitraries.of(true, false).map(Criterion.Failed::new),
                Arbitraries.of(true, false).map(Criterion.Scored::new),
                Arbitraries.of(Verdict.values()).map(Criterion.VerdictIs::new),
                Arbitraries.of(Media.Kind.values()).map(k -> new Criterion.MediaIs(Optional.of(k))),
                spans.map(Criterion.RecordNumber::new),
                spans.map(Criterion.SampleNumber::new),
                spans.map(Criterion.Tokens::new),
                spans.map(Criterion.Length::new),
                texts.map(Criterion.Source::new),
                texts.map(Criterion.Annotator::new),
                texts.map(Criterion.Reason::new),
                texts.map(Criterion.Answer::new),
                texts.map(Criterion.Text::new)));
    }
}
